import { MarketDataError, type MarketEvent } from "@fsmc/runtime";

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

/** UTC midnights, both included; null: as far as the recordings go. */
export interface RecordedRange {
  readonly from: number | null;
  readonly to: number | null;
}

/** One of the recordings that a market is made of. */
export interface Recording {
  /** For errors. */
  readonly name: string;
  readonly days: readonly number[];
  /** Throws what says which days there are instead. */
  readonly refuse: () => Promise<unknown>;
}

/**
 * The days in the range that all recordings have.
 *
 * @throws MarketDataError if there is none
 */
export async function commonDays(
  place: string,
  recordings: readonly Recording[],
  { from, to }: RecordedRange,
): Promise<readonly [number, ...number[]]> {
  const wanted: (readonly number[])[] = [];
  for (const { days, refuse } of recordings) {
    const inRange = days.filter(
      (day) => day >= (from ?? -Infinity) && day <= (to ?? Infinity),
    );
    if (inRange.length === 0) await refuse();
    wanted.push(inRange);
  }
  const [first = [], ...others] = wanted;
  const [day, ...more] = first.filter((each) =>
    others.every((days) => days.includes(each)),
  );
  if (day !== undefined) return [day, ...more];
  throw new MarketDataError(
    `${place}: there is no day that has recordings of all of ${recordings.map(({ name }) => name).join(", ")}`,
  );
}

/**
 * Nothing is kept: the beginning of the first day and the quotes of the last
 * are read before, to see where they begin and end.
 *
 * @param read the events of some days, as a market has them
 * @param peek the same for looking ahead, of which nobody is told; it may leave out all but quotes where only these are looked for
 */
export async function recordedEvents(
  days: readonly [number, ...number[]],
  read: (days: readonly number[]) => AsyncIterable<MarketEvent>,
  peek: (
    days: readonly number[],
    onlyQuotes: boolean,
  ) => AsyncIterable<MarketEvent>,
): Promise<RecordedDays> {
  const [first] = days;
  const last = days.at(-1) ?? first;
  const start = await firstTime(peek([first], false));
  const end = await lastQuoteTime(peek([last], true));
  const events = {
    [Symbol.asyncIterator]: () => read(days)[Symbol.asyncIterator](),
  };
  return { events, start, end, days, span: spanOf(first, last, days.length) };
}

async function firstTime(events: AsyncIterable<MarketEvent>): Promise<number> {
  for await (const { time } of events) return time;
  throw new MarketDataError("the recordings of the first day are empty");
}

async function lastQuoteTime(
  events: AsyncIterable<MarketEvent>,
): Promise<number> {
  let last: number | null = null;
  for await (const { kind, time } of events) if (kind === "quote") last = time;
  if (last !== null) return last;
  throw new MarketDataError("the recordings of the last day have no quotes");
}

function spanOf(first: number, last: number, count: number): string {
  const [from, to] = [first, last].map((day) =>
    new Date(day).toISOString().slice(0, 10),
  );
  return count === 1 ? `${from}` : `${from} to ${to} (${count} days)`;
}
