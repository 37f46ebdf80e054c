import type { Outcome } from "./trial.ts";

/** What a campaign saw. */
export class Tally {
  readonly #verdicts = new Map<string, number>();
  readonly #counts = new Map<string, number>();
  #traded = 0;

  add({ verdict, counts, isTraded }: Outcome): void {
    addTo(this.#verdicts, verdict.kind, 1);
    for (const [kind, count] of counts) addTo(this.#counts, kind, count);
    if (isTraded) this.#traded += 1;
  }

  /** Those kinds of mishaps that came about less often than this, with how often. */
  fewerThan(fewest: number, kinds: readonly string[]): readonly string[] {
    return kinds
      .map((kind) => ({ kind, count: this.#counts.get(kind) ?? 0 }))
      .filter(({ count }) => count < fewest)
      .map(({ kind, count }) => `${kind}: ${count} times`);
  }

  toString(): string {
    return `${listOf(this.#verdicts)}; ${this.#traded} traded\n  ${listOf(this.#counts)}`;
  }
}

function listOf(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, count]) => `${count} ${kind}`)
    .join(", ");
}

function addTo(counts: Map<string, number>, kind: string, count: number): void {
  counts.set(kind, (counts.get(kind) ?? 0) + count);
}
