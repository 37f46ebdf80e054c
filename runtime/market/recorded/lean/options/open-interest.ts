import type { OptionAnalytics } from "../../../event.ts";
import type { OptionContract } from "../../../instrument.ts";
import type { RecordedFile } from "../../file/recorded-file.ts";
import { Cells } from "../../row/cells.ts";
import type { ReadOptions } from "../../row/reading.ts";
import { LeftOut, readRows } from "../../row/rows.ts";
import { leanMarketOf } from "../market.ts";
import { NOT_WANTED, RowTimes, type RowsOf } from "../times.ts";

/** How many contracts there are, by one file of LEAN's. */
export function readOpenInterest(
  file: RecordedFile,
  contract: OptionContract,
  rows: Omit<RowsOf, "market">,
  options: ReadOptions,
): AsyncGenerator<OptionAnalytics> {
  const rowTimes = new RowTimes({ market: leanMarketOf(contract), ...rows });
  return readRows(file, options, (line) => {
    const cells = new Cells(line, ["time", "open interest"]);
    const times = rowTimes.next(cells);
    if (times === null) return new LeftOut(NOT_WANTED);
    return {
      kind: "option",
      instrument: contract,
      time: times.time,
      close: null,
      underlyingPrice: null,
      impliedVolatility: null,
      delta: null,
      gamma: null,
      vega: null,
      theta: null,
      rho: null,
      openInterest: cells.amount(1),
    };
  });
}
