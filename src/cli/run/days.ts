import { UsageError } from "../exit.ts";

export interface DayFlags {
  readonly from?: string;
  readonly to?: string;
  readonly day?: string;
}

/** The first and the last day, both included, as UTC midnights in milliseconds since the epoch; null: as far as the recordings go. */
export interface Days {
  readonly from: number | null;
  readonly to: number | null;
}

/** @throws UsageError on what is no day, and on days that are none */
export function daysIn({ from, to, day }: DayFlags): Days {
  if (day !== undefined) {
    if (from !== undefined || to !== undefined)
      throw new UsageError(
        "--day is one day, --from and --to are several: take one of the two",
      );
    const midnight = dayIn(day, "--day");
    return { from: midnight, to: midnight };
  }
  const first = from === undefined ? null : dayIn(from, "--from");
  const last = to === undefined ? null : dayIn(to, "--to");
  if (first !== null && last !== null && last < first)
    throw new UsageError(`--to ${to} comes before --from ${from}`);
  return { from: first, to: last };
}

function dayIn(text: string, flag: string): number {
  const midnight = /^\d{4}-\d\d-\d\d$/.test(text)
    ? Date.parse(`${text}T00:00:00Z`)
    : NaN;
  // Date.parse makes 1 March of 30 February.
  if (
    !Number.isNaN(midnight) &&
    new Date(midnight).toISOString().startsWith(text)
  )
    return midnight;
  throw new UsageError(
    `${flag} takes a day such as 2022-12-13 (UTC), not ${JSON.stringify(text)}`,
  );
}
