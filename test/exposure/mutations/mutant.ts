import type { RuleName } from "../../../src/diagnostics/index.ts";
import type { Span } from "../../../src/source/index.ts";

/** A strategy with one fault in it. */
export interface Mutant {
  readonly kind: string;
  /** Where, for people. */
  readonly where: string;
  readonly text: string;
  /** The rules that may name it: mostly one; several where the cause depends on how the order came to be out. */
  readonly expected: readonly RuleName[];
}

/** The text with some stretches of it replaced. */
export function edited(
  text: string,
  edits: readonly { readonly span: Span; readonly to: string }[],
): string {
  let result = text;
  for (const { span, to } of edits.toSorted(
    (a, b) => b.span.start - a.span.start,
  ))
    result = result.slice(0, span.start) + to + result.slice(span.end);
  return result;
}
