import { at } from "../../diagnostics/index.ts";
import type { Diagnostic, Finding, Place } from "../../diagnostics/index.ts";

/** Collects findings, each once: text that several strategies inherit is read once for each of them. */
export class Report {
  readonly #found: Diagnostic[] = [];
  readonly #known = new Set<string>();
  readonly #spoilt = new WeakSet<object>();

  add(place: Place, finding: Finding): void {
    const { file, start, end } = place.span;
    const key = JSON.stringify([
      finding.rule,
      file.path,
      start,
      end,
      finding.message,
    ]);
    if (this.#known.has(key)) return;
    this.#known.add(key);
    this.#found.push(at(place, finding));
  }

  /** Marks what lost something by an error that is reported, so that what misses it stays silent. */
  spoil(part: object): void {
    this.#spoilt.add(part);
  }

  isSpoilt(part: object): boolean {
    return this.#spoilt.has(part);
  }

  /** Whether all is known but what may be null: only then can that be judged. */
  get knowsAll(): boolean {
    return this.#found.every((each) => each.rule === "possibly-null");
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#found;
  }
}
