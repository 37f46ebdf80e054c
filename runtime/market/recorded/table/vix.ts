import type { IndexLevel } from "../../event.ts";
import type { IndexInstrument } from "../../instrument.ts";
import { onlyFile } from "../file/recorded-file.ts";
import type { ReadOptions } from "../row/reading.ts";
import { type DayRange, HOUR } from "../time/day.ts";
import { readDatedLevels } from "./dated-levels.ts";

/**
 * The daily VIX of a table `DATE,OPEN,HIGH,LOW,CLOSE`, plain, gzip or zip: its
 * close, known at 16:15 New York, when the index ends its day. A level and not
 * a bar: nobody trades the index, and what strategies ask is where it stood.
 * The way there, high and low of the day, is not told: it is known no earlier.
 *
 * @throws MarketDataError if the file is not there
 * @throws BadRowError at a row that is not what the format says, unless `onBadRow` takes it
 */
export async function* readVix(
  file: string,
  vix: IndexInstrument,
  query: DayRange & ReadOptions = {},
): AsyncGenerator<IndexLevel> {
  yield* readDatedLevels(await onlyFile(file), vix, query, {
    columns: ["DATE", "OPEN", "HIGH", "LOW", "CLOSE"],
    level: "CLOSE",
    known: { zone: "America/New_York", sinceMidnight: 16.25 * HOUR },
  });
}
