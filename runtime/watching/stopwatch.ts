import { createHistogram } from "node:perf_hooks";
import type { Durations } from "./performance.ts";

const NS_PER_MS = 1_000_000;
const LONGEST_NS = 3_600_000 * NS_PER_MS;

/**
 * Collects how long something took: percentiles from a histogram of two
 * figures, and counts in buckets, which can be added up over processes.
 */
export class Stopwatch {
  readonly #histogram = createHistogram({ highest: LONGEST_NS, figures: 2 });
  /** Upper bounds, ascending, in milliseconds. */
  readonly #bounds: readonly number[];
  /** How many are in each bucket and in none below it; the last is for what is above all. */
  readonly #counts: number[];
  #sum = 0;

  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.#counts = Array.from({ length: bounds.length + 1 }, () => 0);
  }

  /** @param took milliseconds */
  add(took: number): void {
    const within = this.#bounds.findIndex((bound) => took <= bound);
    const index = within < 0 ? this.#bounds.length : within;
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    this.#sum += took;
    const ns = Math.round(took * NS_PER_MS);
    this.#histogram.record(Math.min(Math.max(ns, 1), LONGEST_NS));
  }

  read(): Durations {
    const histogram = this.#histogram;
    const percentile = (percent: number) =>
      histogram.percentile(percent) / NS_PER_MS;
    let below = 0;
    const buckets = this.#bounds.map((mostMs, index) => {
      below += this.#counts[index] ?? 0;
      return { mostMs, count: below };
    });
    return {
      count: histogram.count,
      sumMs: this.#sum,
      meanMs: histogram.mean / NS_PER_MS,
      minMs: histogram.min / NS_PER_MS,
      p50Ms: percentile(50),
      p90Ms: percentile(90),
      p99Ms: percentile(99),
      maxMs: histogram.max / NS_PER_MS,
      buckets,
    };
  }
}

/** For what a processor does: 5 µs to 1 s. */
export const QUICK: readonly number[] = [
  0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 1_000,
];

/** For what a venue answers: 1 ms to 5 minutes. */
export const SLOW: readonly number[] = [
  1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 60_000,
  300_000,
];
