import type { MarketEvent } from "../event.ts";

/** Something that has to say something, again and again. */
export interface Source {
  /** When, in milliseconds since the epoch; never goes back. Infinity: it is done. */
  readonly next: number;
  /** What it says then; moves on to the time after. */
  speak(): readonly MarketEvent[];
}
