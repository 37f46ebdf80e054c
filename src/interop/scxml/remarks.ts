import type { Span } from "../../source/index.ts";
import type { Remark } from "../imported.ts";

/** Gathers what an import has to say, each thing once, and hands it out in the order of the text. */
export class Remarks {
  readonly #remarks: Remark[] = [];
  readonly #seen = new Set<string>();

  error(message: string, why: string, span: Span): void {
    this.#add({ kind: "error", message, why, span });
  }

  lost(message: string, why: string, span: Span): void {
    this.#add({ kind: "lost", message, why, span });
  }

  assumed(message: string, why: string, span: Span): void {
    this.#add({ kind: "assumed", message, why, span });
  }

  /** What others have found. */
  take(remarks: readonly Remark[]): void {
    for (const remark of remarks) this.#add(remark);
  }

  get hasErrors(): boolean {
    return this.#remarks.some(({ kind }) => kind === "error");
  }

  inOrder(): readonly Remark[] {
    return this.#remarks.toSorted((a, b) => a.span.start - b.span.start);
  }

  /** What is translated several times, once for each event that it hears, says the same each time. */
  #add(remark: Remark): void {
    const { kind, message, span } = remark;
    const key = JSON.stringify([kind, message, span.start, span.end]);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#remarks.push(remark);
  }
}
