import type { MachineFault } from "../vocabulary.ts";

/** The errors that count towards the limit of the error policy: those inside of its sliding window. */
export class FaultWindow {
  #times: readonly number[] = [];
  last: MachineFault | null = null;

  get count(): number {
    return this.#times.length;
  }

  /** When they happened, oldest first. */
  get times(): readonly number[] {
    return this.#times;
  }

  /** @param within milliseconds; null: for ever */
  add(time: number, within: number | null): void {
    const recent =
      within === null
        ? this.#times
        : this.#times.filter((each) => each > time - within);
    // A list of its own: the one before is in a snapshot, to compare with.
    this.#times = [...recent, time];
  }

  /** An error state was left. */
  clear(): void {
    this.#times = [];
  }

  restore(times: readonly number[]): void {
    this.#times = [...times];
  }
}
