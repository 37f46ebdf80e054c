import type { Span } from "../../source/index.ts";
import type { Remark } from "../imported.ts";

/** Collects what an import has to say about its text. */
export class Report {
  readonly #remarks: Remark[] = [];
  readonly #said = new Set<string>();

  /** Nothing can be made of it. */
  error(span: Span, message: string, why: string): void {
    this.#add({ kind: "error", message, why, span });
  }

  /** The rest can be imported without it. */
  lost(span: Span, message: string, why: string): void {
    this.#add({ kind: "lost", message, why, span });
  }

  /** The text leaves it open, and this is what was taken. */
  assumed(span: Span, message: string, why: string): void {
    this.#add({ kind: "assumed", message, why, span });
  }

  get failed(): boolean {
    return this.#remarks.some(({ kind }) => kind === "error");
  }

  /** In the order of the text. */
  get remarks(): readonly Remark[] {
    return this.#remarks.toSorted((a, b) => a.span.start - b.span.start);
  }

  /** The same of the same place is said once, however often it is looked at. */
  #add(remark: Remark): void {
    const key = `${remark.span.start} ${remark.message}`;
    if (this.#said.has(key)) return;
    this.#said.add(key);
    this.#remarks.push(remark);
  }
}
