import { join } from "node:path";
import type { FundingRate } from "../../event.ts";
import type { InversePerpetual, LinearPerpetual } from "../../instrument.ts";
import { Cells } from "../row/cells.ts";
import type { ReadOptions } from "../row/reading.ts";
import { LeftOut, readRows } from "../row/rows.ts";
import { DAY, type DayRange, isInRange } from "../time/day.ts";
import { tableNamed } from "./folder.ts";
import { leanSymbol } from "./names.ts";
import { dated, NOT_WANTED } from "./times.ts";

/**
 * When funding of a perpetual was due, and at what rate: LEAN's
 * `cryptofuture/VENUE/margin_interest/SYMBOL.csv`, times UTC.
 *
 * @param lean LEAN's data folder
 * @throws MarketDataError if there is no such table
 * @throws BadRowError at a row that is not what the format says, unless `onBadRow` takes it
 */
export async function* leanFunding(
  lean: string,
  instrument: LinearPerpetual | InversePerpetual,
  query: DayRange & ReadOptions = {},
): AsyncGenerator<FundingRate> {
  const venue = instrument.venue.toLowerCase();
  const folder = join(lean, "cryptofuture", venue, "margin_interest");
  const file = await tableNamed(
    folder,
    leanSymbol(instrument.symbol),
    `funding rates of ${instrument.id}`,
  );
  let latest = -Infinity;
  yield* readRows(file, query, (line) => {
    const cells = new Cells(line, ["time", "rate"]);
    const time = dated(cells);
    if (time <= latest) cells.reject(0, "a time after that of the row before");
    latest = time;
    const rate = cells.number(1);
    return isInRange(time - (time % DAY), query)
      ? { kind: "funding", instrument, time, rate }
      : new LeftOut(NOT_WANTED);
  });
}
