import { MarketDataError } from "../../errors.ts";
import { type DayRange, isInRange, isoDay, rangeText } from "../time/day.ts";
import { whatIsThere } from "./what-is-there.ts";

/**
 * Those of the wanted days.
 *
 * @param what is looked for, for the error: `quotes of Bybit:spot:BTCUSDT`
 * @throws MarketDataError if there is none, that says which there are
 */
export async function daysWanted<Each extends { readonly day: number }>(
  recordings: readonly Each[],
  range: DayRange,
  what: string,
  folder: string,
): Promise<readonly Each[]> {
  const wanted = recordings.filter(({ day }) => isInRange(day, range));
  if (wanted.length > 0) return wanted;
  const days = recordings.map(({ day }) => day);
  throw days.length === 0
    ? await noneAtAll(what, folder)
    : new MarketDataError(
        `${folder}: there are no ${what} ${rangeText(range)}; there are ${nearest(days, range)}`,
      );
}

/** Says what there is instead, of other names. */
export async function noneAtAll(
  what: string,
  folder: string,
): Promise<MarketDataError> {
  const instead = await whatIsThere(folder);
  return new MarketDataError(`${folder}: there are no ${what}${instead}`);
}

/** `2022-12-12 and 2022-12-15, the nearest of 40 days`. */
function nearest(days: readonly number[], { from, to }: DayRange): string {
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return "none at all";
  const before = days.findLast((day) => day < (from ?? -Infinity));
  const after = days.find((day) => day > (to ?? Infinity));
  const close = [before, after].flatMap((day) =>
    day === undefined ? [] : [isoDay(day)],
  );
  return days.length === 1
    ? `only those of ${isoDay(first)}`
    : `those of ${close.join(" and ")}, the nearest of ${days.length} days from ${isoDay(first)} to ${isoDay(last)}`;
}
