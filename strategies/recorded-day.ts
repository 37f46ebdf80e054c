import { join } from "node:path";
import {
  type Bar,
  type FundingRate,
  type Instrument,
  leanBars,
  leanDays,
  leanFunding,
  leanQuotes,
  MarketDataError,
  type MarketEvent,
  mergeByTime,
  type ReadOptions,
} from "@fsmc/runtime";

/** Some instruments on one day or several. */
export interface RecordedDays {
  /** In time order, read as they are asked for; each time from the beginning. */
  readonly events: AsyncIterable<MarketEvent>;
  /** Of the first event, in milliseconds since the epoch. */
  readonly start: number;
  /** Of the last quote, in milliseconds since the epoch. */
  readonly end: number;
  /** UTC midnights, in order. */
  readonly days: readonly number[];
  /** For people: `2022-12-13`, or `2022-12-13 to 2022-12-15 (3 days)`. */
  readonly span: string;
}

/** What is wanted beside the quotes by the minute. */
export interface RecordedQuery extends ReadOptions {
  /** UTC midnights, both included; null: as far as the recordings go. */
  readonly from: number | null;
  readonly to: number | null;
  /** What was traded, as bars of a minute, of those instruments and days that have it. */
  readonly trades?: boolean;
  /** What the perpetuals among them pay. */
  readonly funding?: boolean;
}

/**
 * The days of LEAN's folder that have quotes of all the instruments; at equal
 * times the quotes come first, then the trades, then the funding. Nothing is
 * kept; the last day is read through once before, to see where it ends.
 *
 * @param data the folder that has LEAN's data folder as `lean`
 * @throws MarketDataError if there is no such day; the message says which there are
 */
export async function recordedDays(
  data: string,
  instruments: readonly Instrument[],
  query: RecordedQuery,
): Promise<RecordedDays> {
  const lean = join(data, "lean");
  const days = await commonDays(lean, instruments, query);
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined)
    throw new MarketDataError(
      `${lean}: there is no day that has quotes of all of ${instruments.map(({ id }) => id).join(", ")}`,
    );
  const events = {
    [Symbol.asyncIterator]: () =>
      mergeByTime(...streamsOf(lean, instruments, days, query)),
  };
  const quiet = quietly(query);
  const start = await firstTime(
    mergeByTime(...streamsOf(lean, instruments, [first], quiet)),
  );
  const end = await lastTime(
    mergeByTime(...streamsOf(lean, instruments, [last], quiet)),
  );
  return { events, start, end, days, span: spanOf(days) };
}

/** @throws MarketDataError if an instrument has no quotes in the range */
async function commonDays(
  lean: string,
  instruments: readonly Instrument[],
  { from, to }: RecordedQuery,
): Promise<readonly number[]> {
  const wanted: (readonly number[])[] = [];
  for (const instrument of instruments) {
    const all = await leanDays(lean, instrument, "quote");
    const days = all.filter(
      (day) => day >= (from ?? -Infinity) && day <= (to ?? Infinity),
    );
    // Lets the loader say which days there are.
    if (days.length === 0)
      await leanQuotes(lean, instrument, { from, to }).next();
    wanted.push(days);
  }
  const [first = [], ...others] = wanted;
  return first.filter((day) => others.every((days) => days.includes(day)));
}

function streamsOf(
  lean: string,
  instruments: readonly Instrument[],
  days: readonly number[],
  query: RecordedQuery,
): readonly AsyncIterable<MarketEvent>[] {
  const { trades = false, funding = false } = query;
  const options = optionsOf(query);
  const quotes = instruments.map((each) =>
    dayByDay(days, (day) =>
      leanQuotes(lean, each, { ...options, from: day, to: day }),
    ),
  );
  return [
    ...quotes,
    ...(trades
      ? instruments.map((each) => tradesOf(lean, each, days, options))
      : []),
    ...(funding
      ? instruments.map((each) => fundingOf(lean, each, days, options))
      : []),
  ];
}

function optionsOf({ onBadRow, tally }: RecordedQuery): ReadOptions {
  return {
    ...(onBadRow === undefined ? {} : { onBadRow }),
    ...(tally === undefined ? {} : { tally }),
  };
}

async function* tradesOf(
  lean: string,
  instrument: Instrument,
  days: readonly number[],
  options: ReadOptions,
): AsyncGenerator<Bar> {
  const recorded = new Set(await leanDays(lean, instrument, "trade"));
  yield* dayByDay(
    days.filter((day) => recorded.has(day)),
    (day) => leanBars(lean, instrument, { ...options, from: day, to: day }),
  );
}

async function* fundingOf(
  lean: string,
  instrument: Instrument,
  days: readonly number[],
  options: ReadOptions,
): AsyncGenerator<FundingRate> {
  if (
    instrument.kind !== "linear-perpetual" &&
    instrument.kind !== "inverse-perpetual"
  )
    return;
  yield* dayByDay(days, (day) =>
    leanFunding(lean, instrument, { ...options, from: day, to: day }),
  );
}

async function* dayByDay<Event>(
  days: readonly number[],
  read: (day: number) => AsyncIterable<Event>,
): AsyncGenerator<Event> {
  for (const day of days) yield* read(day);
}

async function firstTime(events: AsyncIterable<MarketEvent>): Promise<number> {
  for await (const { time } of events) return time;
  throw new MarketDataError("the recordings of those days are empty");
}

async function lastTime(events: AsyncIterable<MarketEvent>): Promise<number> {
  let last = 0;
  for await (const { kind, time } of events) if (kind === "quote") last = time;
  return last;
}

/** Who hears of bad rows and counts them does so when they are due, and once. */
function quietly(query: RecordedQuery): RecordedQuery {
  const { from, to, trades = false, funding = false, onBadRow } = query;
  const wanted = { from, to, trades, funding };
  return onBadRow === undefined ? wanted : { ...wanted, onBadRow: () => {} };
}

function spanOf(days: readonly number[]): string {
  const isoDay = (day = 0): string => new Date(day).toISOString().slice(0, 10);
  return days.length === 1
    ? isoDay(days[0])
    : `${isoDay(days[0])} to ${isoDay(days.at(-1))} (${days.length} days)`;
}
