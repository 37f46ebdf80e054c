import type { Span } from "../../source/index.ts";
import type { Remark } from "../imported.ts";

/** Of more than these nobody reads the rest. */
const MOST = 100;

/** What there is to say about a diagram, in the order of its text. */
export class Remarks {
  readonly #remarks: Remark[] = [];

  error(span: Span, message: string, why: string): void {
    this.#add({ kind: "error", message, why, span });
  }

  lost(span: Span, message: string, why: string): void {
    this.#add({ kind: "lost", message, why, span });
  }

  assumed(span: Span, message: string, why: string): void {
    this.#add({ kind: "assumed", message, why, span });
  }

  get failed(): boolean {
    return this.#remarks.some(({ kind }) => kind === "error");
  }

  inOrder(): readonly Remark[] {
    return this.#remarks.toSorted((a, b) => a.span.start - b.span.start);
  }

  #add(remark: Remark): void {
    if (this.#remarks.length < MOST) this.#remarks.push(remark);
  }
}
