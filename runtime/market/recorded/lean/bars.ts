import { MarketDataError } from "../../errors.ts";
import type { Bar } from "../../event.ts";
import type { Instrument } from "../../instrument.ts";
import type { Quote } from "../../quote.ts";
import type { RecordedFile } from "../file/recorded-file.ts";
import { daysWanted, noneAtAll } from "../file/days-wanted.ts";
import type { ReadOptions } from "../row/reading.ts";
import { requireSome } from "../row/require-some.ts";
import { type DayRange, rangeText } from "../time/day.ts";
import { byDay, recordingsIn, tablesOf } from "./folder.ts";
import type { Recording } from "./folder.ts";
import { leanPlace, type LeanPlace, type LeanTicks } from "./names.ts";
import { readQuoteBars } from "./quote-bars.ts";
import { isIntraday, type LeanResolution, type RowsOf } from "./times.ts";
import { readTradeBars } from "./trade-bars.ts";

/** Which recordings of LEAN's, and how they are read. */
export interface LeanQuery extends DayRange, ReadOptions {
  /** Default: minutes. */
  readonly resolution?: LeanResolution;
}

/**
 * The quotes of an instrument that is no option, of all days of LEAN's folder
 * in the range, one file after the other.
 *
 * @param lean LEAN's data folder: the one with `crypto`, `equity` …
 * @throws MarketDataError if there are none; the message says which there are
 * @throws BadRowError at a row that is not what the format says, unless `onBadRow` takes it
 */
export async function* leanQuotes(
  lean: string,
  instrument: Instrument,
  query: LeanQuery = {},
): AsyncGenerator<Quote> {
  for await (const { file, rows } of tables(lean, instrument, "quote", query))
    yield* requireSome(
      readQuoteBars(file, instrument, rows, query),
      noneIn(file, "quotes", query),
    );
}

/** The same of what was traded: bars, each known at its end. */
export async function* leanBars(
  lean: string,
  instrument: Instrument,
  query: LeanQuery = {},
): AsyncGenerator<Bar> {
  for await (const { file, rows } of tables(lean, instrument, "trade", query))
    yield* requireSome(
      readTradeBars(file, instrument, rows, query),
      noneIn(file, "trades", query),
    );
}

/** The days of which LEAN's folder has minutes of an instrument, as UTC midnights, in order. */
export async function leanDays(
  lean: string,
  instrument: Instrument,
  ticks: LeanTicks,
  resolution: "minute" | "second" = "minute",
): Promise<readonly number[]> {
  const place = leanPlace(lean, instrument, resolution, ticks);
  const recordings = byDay(await recordingsIn(place.folder, place.names));
  return recordings.map(({ day }) => day);
}

function noneIn(file: RecordedFile, what: string, range: DayRange): string {
  return `${file.path}: there are no ${what} ${rangeText(range)}`;
}

interface Table {
  readonly file: RecordedFile;
  readonly rows: Omit<RowsOf, "market">;
}

async function* tables(
  lean: string,
  instrument: Instrument,
  ticks: LeanTicks,
  query: LeanQuery,
): AsyncGenerator<Table> {
  const { resolution = "minute" } = query;
  const place = leanPlace(lean, instrument, resolution, ticks);
  const recordings = await recordingsIn(place.folder, place.names);
  const what = `${ticks}s (${resolution}) of ${instrument.id}`;
  if (isIntraday(resolution)) {
    const days = byDay(recordings);
    for (const recording of await daysWanted(days, query, what, place.folder))
      yield {
        file: await tableOf(recording, place),
        rows: { resolution, day: recording.day, range: query },
      };
    return;
  }
  const [recording] = recordings;
  if (recording === undefined) throw await noneAtAll(what, place.folder);
  const file = await tableOf(recording, place);
  yield { file, rows: { resolution, day: null, range: query } };
}

/** The one of the instrument. */
async function tableOf(
  recording: Recording,
  { table }: LeanPlace,
): Promise<RecordedFile> {
  const files = await tablesOf(recording);
  const found = files.find(({ name }) => table.test(name));
  if (found !== undefined) return found;
  const names = files.map(({ name }) => name).slice(0, 5);
  throw new MarketDataError(
    `${recording.paths.join(", ")}: expected a table ${table.source}, found ${names.length === 0 ? "none" : names.join(", ")}`,
  );
}
