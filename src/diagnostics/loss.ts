import type { Span } from "../source/index.ts";

/** What an export leaves out, because its format has no way to say it. */
export interface Loss {
  /** What it is, and what becomes of it: one line. */
  readonly message: string;
  /** Where the spec has it. */
  readonly span: Span;
}

/** `lost: a.fsm:12:3: param pause: …`, a line each, in the order of the text. */
export function renderLosses(losses: readonly Loss[]): string {
  return losses
    .toSorted((a, b) => a.span.start - b.span.start)
    .map(({ message, span }) => {
      const { line, column } = span.file.position(span.start);
      return `lost: ${span.file.path}:${line}:${column}: ${message}\n`;
    })
    .join("");
}
