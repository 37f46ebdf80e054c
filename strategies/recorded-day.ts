import { join } from "node:path";
import {
  type Instrument,
  leanQuoteFile,
  MarketDataError,
  mergeByTime,
  type Quote,
  readLeanQuotes,
} from "@fsmc/runtime";

/** The minute quotes of some instruments on one day. */
export interface RecordedDay {
  /** In time order. */
  readonly quotes: readonly Quote[];
  /** Of the first quote, in milliseconds since the epoch. */
  readonly start: number;
  /** Of the last quote, in milliseconds since the epoch. */
  readonly end: number;
  /** For people: `2022-12-13, 00:01 to 12:00 UTC`. */
  readonly span: string;
}

/**
 * @param data the folder that has LEAN's data folder as `lean`
 * @param date the UTC day as `YYYYMMDD`
 * @throws MarketDataError if the day is not in it
 */
export async function recordedDay(
  data: string,
  date: string,
  instruments: readonly Instrument[],
): Promise<RecordedDay> {
  const streams = instruments.map((each) =>
    readLeanQuotes(leanQuoteFile(join(data, "lean"), each, date), each),
  );
  const quotes: Quote[] = [];
  for await (const quote of mergeByTime(...streams)) quotes.push(quote);
  const first = quotes[0];
  const last = quotes.at(-1);
  if (first === undefined || last === undefined)
    throw new MarketDataError(`the recordings of ${date} in ${data} are empty`);
  const [start, end] = [first.time, last.time];
  const span = `${isoDay(start)}, ${clockTime(start)} to ${clockTime(end)} UTC`;
  return { quotes, start, end, span };
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function clockTime(time: number): string {
  return new Date(time).toISOString().slice(11, 16);
}
