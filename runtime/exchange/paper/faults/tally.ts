import type { FaultKind } from "./fault.ts";

export type FaultCounts = Readonly<Record<FaultKind, number>>;

/** Counts the faults that have had their effect. */
export class FaultTally {
  readonly #counts: Record<FaultKind, number> = {
    refused: 0,
    halted: 0,
    "request-lost": 0,
    "answer-lost": 0,
    delayed: 0,
    partial: 0,
    race: 0,
    silent: 0,
    duplicate: 0,
    late: 0,
  };

  count(kind: FaultKind): void {
    this.#counts[kind] += 1;
  }

  counts(): FaultCounts {
    return { ...this.#counts };
  }
}
