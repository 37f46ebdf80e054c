import { join } from "node:path";
import {
  type Bar,
  type FundingRate,
  type Instrument,
  leanBars,
  leanDays,
  leanFunding,
  leanQuotes,
  type MarketEvent,
  mergeByTime,
  type ReadOptions,
} from "@fsmc/runtime";
import {
  commonDays,
  type RecordedDays,
  recordedEvents,
  type RecordedRange,
} from "./recorded-events.ts";

export type { RecordedDays } from "./recorded-events.ts";

/** What is wanted beside the quotes by the minute. */
export interface RecordedQuery extends RecordedRange, ReadOptions {
  /** What was traded, as bars of a minute, of those instruments and days that have it. */
  readonly trades?: boolean;
  /** What the perpetuals among them pay. */
  readonly funding?: boolean;
}

/**
 * The days of LEAN's folder that have quotes of all the instruments; at equal
 * times the quotes come first, then the trades, then the funding.
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
  const { from, to } = query;
  const recordings = await Promise.all(
    instruments.map(async (each) => ({
      name: each.id,
      days: await leanDays(lean, each, "quote"),
      refuse: () => leanQuotes(lean, each, { from, to }).next(),
    })),
  );
  const days = await commonDays(lean, recordings, query);
  const read = (wanted: readonly number[], options: RecordedQuery) =>
    mergeByTime(...streamsOf(lean, instruments, wanted, options));
  return recordedEvents(
    days,
    (wanted) => read(wanted, query),
    (wanted) => read(wanted, quietly(query)),
  );
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

/** Who hears of bad rows and counts them does so when they are due, and once. */
function quietly(query: RecordedQuery): RecordedQuery {
  const { from, to, trades = false, funding = false, onBadRow } = query;
  const wanted = { from, to, trades, funding };
  return onBadRow === undefined ? wanted : { ...wanted, onBadRow: () => {} };
}
