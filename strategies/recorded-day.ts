import { join } from "node:path";
import {
  type Bar,
  type FundingRate,
  type Instrument,
  type InversePerpetual,
  leanBars,
  leanDays,
  leanFunding,
  leanQuotes,
  type LinearPerpetual,
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

const DAY = 86_400_000;

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
  const recorded = await recordedEvents(
    days,
    (wanted) => read(wanted, query),
    (wanted) => read(wanted, quietly(query)),
  );
  const lack =
    query.funding === true ? await lackOfFunding(lean, instruments, days) : "";
  return { ...recorded, span: `${recorded.span}${lack}` };
}

/** Days whose funding is not recorded are days without funding in a run: that has to be said. */
async function lackOfFunding(
  lean: string,
  instruments: readonly Instrument[],
  days: readonly number[],
): Promise<string> {
  const lacking = new Set<number>();
  for (const instrument of instruments) {
    if (!isPerpetual(instrument)) continue;
    const rates = leanFunding(lean, instrument, { onBadRow: () => {} });
    const known = new Set<number>();
    for await (const { time } of rates) known.add(time - (time % DAY));
    for (const day of days) if (!known.has(day)) lacking.add(day);
  }
  if (lacking.size === 0) return "";
  const [first = 0] = lacking;
  const day = new Date(first).toISOString().slice(0, 10);
  const more = lacking.size - 1;
  return `, without funding on ${day}${more > 0 ? ` and ${more} more days` : ""}`;
}

function isPerpetual(
  instrument: Instrument,
): instrument is LinearPerpetual | InversePerpetual {
  return instrument.kind.endsWith("-perpetual");
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
  if (!isPerpetual(instrument)) return;
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
