import type { Loss } from "../../../diagnostics/index.ts";
import type { Span } from "../../../source/index.ts";

/** Collects what XState would not do. */
export class Losses {
  readonly #losses = new Map<string, Loss>();

  add(span: Span, message: string): void {
    const key = `${span.file.path} ${span.start} ${message}`;
    if (!this.#losses.has(key)) this.#losses.set(key, { message, span });
  }

  get all(): readonly Loss[] {
    return [...this.#losses.values()];
  }
}
