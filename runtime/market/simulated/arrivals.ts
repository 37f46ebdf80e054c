import type { Random } from "../../random.ts";
import type { MarketHours, Session } from "./hours.ts";
import { requireNotNegative, requirePositive } from "./require.ts";

/**
 * When something is said: at even intervals, or at random with independent,
 * exponential waits (a Poisson process). In milliseconds of opening hours,
 * from each session's open on (or the simulation's start, where that is later).
 */
export type Arrivals =
  | {
      readonly kind: "regular";
      readonly interval: number;
      /** From the session's open to the first. Default 0. An interval of a day and an offset make one a day. */
      readonly offset?: number;
    }
  | {
      readonly kind: "poisson";
      /** From one to the next on average. */
      readonly mean: number;
    };

interface ScheduleOptions {
  readonly arrivals: Arrivals;
  readonly hours: MarketHours;
  readonly start: number;
  readonly random: Random;
}

/** The times of {@link Arrivals}, one after the other. */
export class Schedule {
  readonly #arrivals: Arrivals;
  readonly #hours: MarketHours;
  readonly #start: number;
  readonly #random: Random;
  #session: Session;
  #next: number;

  constructor({ arrivals, hours, start, random }: ScheduleOptions) {
    this.#arrivals = arrivals;
    this.#hours = hours;
    this.#start = start;
    this.#random = random;
    this.#session = hours.session(start);
    this.#next = this.#firstOf(this.#session);
    this.#skipClosed();
  }

  get next(): number {
    return this.#next;
  }

  /** @param haste how many times as often as usual the random ones come just now */
  advance(haste = 1): void {
    this.#next += this.#wait(haste);
    this.#skipClosed();
  }

  #wait(haste: number): number {
    if (this.#arrivals.kind === "regular") return this.#arrivals.interval;
    const mean = this.#arrivals.mean / haste;
    return Math.max(1, Math.round(mean * exponential(this.#random)));
  }

  #skipClosed(): void {
    while (this.#next >= this.#session.close) {
      this.#session = this.#hours.session(this.#session.close);
      this.#next = this.#firstOf(this.#session);
    }
  }

  #firstOf({ open }: Session): number {
    const offset =
      this.#arrivals.kind === "regular" ? (this.#arrivals.offset ?? 0) : 0;
    return Math.max(open, this.#start) + offset;
  }
}

/** @throws RangeError if a wait is no positive number, or the offset never comes */
export function requireArrivals(
  name: string,
  arrivals: Arrivals,
  hours: MarketHours,
): Arrivals {
  if (arrivals.kind === "poisson") {
    requirePositive(`${name}.mean`, arrivals.mean);
    return arrivals;
  }
  requirePositive(`${name}.interval`, arrivals.interval);
  const offset = requireNotNegative(`${name}.offset`, arrivals.offset ?? 0);
  if (offset >= hours.openPerDay)
    throw new RangeError(
      `${name}.offset must be below the ${hours.openPerDay} ms of a trading day, and is ${offset}`,
    );
  return arrivals;
}

/** Exponentially distributed with mean 1; at most 36.8. */
export function exponential(random: Random): number {
  return -Math.log(1 - random.next());
}
