import type { BadRowError } from "../../errors.ts";

/** How a loader reads. */
export interface ReadOptions {
  /**
   * Called with each row that is not what the format says; the row is left
   * out. Without it the first such row is thrown.
   */
  readonly onBadRow?: (error: BadRowError) => void;
  /** Counts what was read and what was left out; one may serve several loaders. */
  readonly tally?: ReadTally;
}

/** What became of the rows of recordings. */
export class ReadTally {
  /** All rows, without headers and empty lines. */
  rows = 0;
  bad = 0;
  /** Rows that are right and tell nothing, by reason. */
  readonly #leftOut = new Map<string, number>();
  /** What was strange about rows that were taken nevertheless. */
  readonly #notes = new Map<string, number>();

  get leftOut(): ReadonlyMap<string, number> {
    return this.#leftOut;
  }

  get notes(): ReadonlyMap<string, number> {
    return this.#notes;
  }

  note(what: string): void {
    this.#notes.set(what, (this.#notes.get(what) ?? 0) + 1);
  }

  leaveOut(reason: string): void {
    this.#leftOut.set(reason, (this.#leftOut.get(reason) ?? 0) + 1);
  }

  /** For people: `28932 rows; 2 bad; 244 left out: neither bid nor ask`. */
  toString(): string {
    const parts = [`${this.rows} rows`];
    if (this.bad > 0) parts.push(`${this.bad} bad`);
    for (const [reason, count] of this.#leftOut)
      parts.push(`${count} left out: ${reason}`);
    for (const [note, count] of this.#notes) parts.push(`${count} ${note}`);
    return parts.join("; ");
  }
}
