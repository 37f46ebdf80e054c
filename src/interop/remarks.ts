import type { Span } from "../source/index.ts";
import type { Remark } from "./imported.ts";

/** Of one kind: nobody reads more. */
const MOST = 100;

/** What an import has to say about its text: each thing once, in the order of the text. */
export class Remarks {
  readonly #remarks: Remark[] = [];
  readonly #said = new Set<string>();
  readonly #counts = new Map<Remark["kind"], number>();

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
    return this.#count("error") > 0;
  }

  inOrder(): readonly Remark[] {
    return this.#remarks.toSorted((a, b) => a.span.start - b.span.start);
  }

  /** The same of the same place is said once, however often it is looked at. */
  #add(remark: Remark): void {
    const { kind, message, span } = remark;
    const key = `${span.start} ${message}`;
    if (this.#said.has(key)) return;
    this.#said.add(key);
    const counted = this.#count(kind);
    this.#counts.set(kind, counted + 1);
    if (counted < MOST) this.#remarks.push(remark);
  }

  #count(kind: Remark["kind"]): number {
    return this.#counts.get(kind) ?? 0;
  }
}
