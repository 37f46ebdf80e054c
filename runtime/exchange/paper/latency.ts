import type { Random } from "../../random.ts";

/**
 * One way, in whole milliseconds: minimum + (maximum - minimum) · u² with u
 * uniform, so that most are near the minimum and some are long.
 */
export interface Latency {
  readonly minimum: number;
  readonly maximum: number;
  /** Default: none is longer than the maximum. */
  readonly tail?: LatencyTail;
}

/** The few that take much longer: maximum / √u, a Pareto distribution of index 2, cut off. */
export interface LatencyTail {
  /** From 0 to 1: how many of all. */
  readonly share: number;
  /** In milliseconds. */
  readonly longest: number;
}

/** Draws one way's milliseconds. Only arithmetic that is correctly rounded: the same everywhere. */
export function drawLatency(latency: Latency, random: Random): number {
  const { minimum, maximum, tail } = latency;
  if (tail !== undefined && random.chance(tail.share)) {
    const long = maximum / Math.sqrt(1 - random.next());
    return Math.round(Math.min(long, tail.longest));
  }
  const share = random.next() ** 2;
  return Math.round(minimum + (maximum - minimum) * share);
}
