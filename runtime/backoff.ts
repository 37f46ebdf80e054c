import { fnv1a32 } from "./random.ts";

/** How long to wait between attempts, in milliseconds. */
export interface Backoff {
  readonly first: number;
  /** Doubles up to this; null: always the same. */
  readonly longest: number | null;
}

/**
 * The wait after an attempt, a whole number of milliseconds: between three
 * quarters and all of what the spec says, so that machines which failed
 * together do not come back together. The same for the same seed and key.
 *
 * @param attempt the one that ended, from 1
 * @param key of the run's first attempt
 */
export function backoffDelay(
  { first, longest }: Backoff,
  attempt: number,
  seed: number | string,
  key: string,
): number {
  const full =
    longest === null ? first : Math.min(first * 2 ** (attempt - 1), longest);
  const spread = fnv1a32(`${seed}|${key}|${attempt}`) / 2 ** 32;
  return Math.round(full * (0.75 + 0.25 * spread));
}
