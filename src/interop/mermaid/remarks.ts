import type { Span } from "../../source/index.ts";
import type { Remark } from "../imported.ts";

/** Of one kind: nobody reads more. */
const MOST = 100;

/** What there is to say about a diagram, in the order of its text. */
export class Remarks {
  readonly #remarks: Remark[] = [];
  readonly #counts = new Map<Remark["kind"], number>();

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
    return this.#count("error") > 0;
  }

  inOrder(): readonly Remark[] {
    return this.#remarks.toSorted((a, b) => a.span.start - b.span.start);
  }

  #add(remark: Remark): void {
    const counted = this.#count(remark.kind);
    this.#counts.set(remark.kind, counted + 1);
    if (counted < MOST) this.#remarks.push(remark);
  }

  #count(kind: Remark["kind"]): number {
    return this.#counts.get(kind) ?? 0;
  }
}
