import type { Loss } from "../../../diagnostics/index.ts";
import type { Span } from "../../../source/index.ts";

/** What a document leaves out, each thing once. */
export class Losses {
  readonly #losses: Loss[] = [];
  readonly #seen = new Set<string>();

  add(span: Span, message: string): void {
    const key = `${span.start} ${message}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#losses.push({ span, message });
  }

  get all(): readonly Loss[] {
    return this.#losses;
  }
}
