import type { Run } from "../../../model/index.ts";
import { usualNumber } from "./usual.ts";

/**
 * How long a run with retries takes when each attempt runs into its time-out, in ms; without a `timeout` of the attempts, their
 * waits alone. Null: not known, or there are no retries. Jitter only shortens a wait (to three quarters of it).
 */
export function longestRun({ retry, backoff, timeout }: Run): number | null {
  const retries = usualNumber(retry);
  if (retries === null || retries < 1) return null;
  const attempt = timeout === null ? 0 : usualNumber(timeout);
  const waits = backoff === null ? 0 : waitsOf(retries, backoff);
  if (attempt === null || waits === null) return null;
  return (retries + 1) * attempt + waits;
}

/** Whether its failure comes only after a wait. */
export function waitsBefore({ retry, backoff }: Run): boolean {
  return (
    retry !== null &&
    backoff !== null &&
    usualNumber(retry) !== 0 &&
    usualNumber(backoff.first) !== 0
  );
}

/** More retries than these are as good as for ever. */
const MOST_COUNTED = 10_000;

function waitsOf(
  retries: number,
  { first, longest }: NonNullable<Run["backoff"]>,
): number | null {
  const wait = usualNumber(first);
  const most = longest === null ? wait : usualNumber(longest);
  if (wait === null || most === null) return null;
  if (longest === null || retries > MOST_COUNTED) return retries * most;
  let sum = 0;
  for (let index = 0; index < retries; index += 1)
    sum += Math.min(wait * 2 ** index, most);
  return sum;
}
