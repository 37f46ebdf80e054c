import { join } from "node:path";
import type { IndexLevel } from "../../event.ts";
import type { IndexInstrument } from "../../instrument.ts";
import { tableNamed } from "./folder.ts";
import { readDatedLevels } from "../table/dated-levels.ts";
import type { ReadOptions } from "../row/reading.ts";
import type { DayRange } from "../time/day.ts";

/**
 * The Federal Reserve's primary credit rate, in percent, as LEAN has it:
 * `alternative/interest-rate/usa/interest-rate.csv`. Known at the beginning of
 * the day from which it holds, in New York; it is announced the day before.
 *
 * @param lean LEAN's data folder
 * @param rate what it is called in the events
 * @throws MarketDataError if the file is not there
 */
export async function* leanInterestRate(
  lean: string,
  rate: IndexInstrument,
  query: DayRange & ReadOptions = {},
): AsyncGenerator<IndexLevel> {
  const folder = join(lean, "alternative", "interest-rate", "usa");
  const file = await tableNamed(folder, "interest-rate", "interest rates");
  yield* readDatedLevels(file, rate, query, {
    columns: ["DATE", "PCREDIT8"],
    level: "PCREDIT8",
    known: { zone: "America/New_York", sinceMidnight: 0 },
  });
}
