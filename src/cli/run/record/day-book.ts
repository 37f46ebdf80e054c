import { difference, NOTHING, type Totals } from "./totals.ts";

/** What one day brought. */
export interface DayResult extends Totals {
  /** `2022-12-13`, UTC. */
  readonly day: string;
  readonly events: number;
  readonly transitions: number;
  readonly errors: number;
}

/** What is counted besides money. */
interface Counts {
  readonly events: number;
  readonly transitions: number;
  readonly errors: number;
}

const DAY = 86_400_000;

/** Splits a run into UTC days: what stood at the end of each, less what stood at its beginning. */
export class DayBook {
  readonly #days: DayResult[] = [];
  #midnight: number | null = null;
  #before: Totals = NOTHING;
  #counted: Counts = { events: 0, transitions: 0, errors: 0 };

  /** Whether an event at this time begins another day. */
  isOver(time: number): boolean {
    return this.#midnight !== null && time >= this.#midnight + DAY;
  }

  /** The day of the first event, or of the one after the day that was closed. */
  open(time: number): void {
    this.#midnight ??= Math.floor(time / DAY) * DAY;
  }

  /** @param totals and counts of the run so far */
  close(totals: Totals, counts: Counts): void {
    const midnight = this.#midnight;
    if (midnight === null) return;
    this.#days.push({
      day: new Date(midnight).toISOString().slice(0, 10),
      ...difference(totals, this.#before),
      events: counts.events - this.#counted.events,
      transitions: counts.transitions - this.#counted.transitions,
      errors: counts.errors - this.#counted.errors,
    });
    this.#midnight = null;
    this.#before = totals;
    this.#counted = counts;
  }

  get days(): readonly DayResult[] {
    return this.#days;
  }
}
