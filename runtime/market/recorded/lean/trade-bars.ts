import type { Bar } from "../../event.ts";
import type { Instrument } from "../../instrument.ts";
import type { RecordedFile } from "../file/recorded-file.ts";
import { Cells } from "../row/cells.ts";
import type { ReadOptions } from "../row/reading.ts";
import { checkedBar } from "../row/checked-bar.ts";
import { LeftOut, readRows } from "../row/rows.ts";
import { leanMarketOf } from "./market.ts";
import { NOT_WANTED, RowTimes, type RowsOf } from "./times.ts";

const COLUMNS = ["time", "open", "high", "low", "close", "volume"] as const;

/**
 * The bars of one file of trades, each known at its end.
 */
export function readTradeBars(
  file: RecordedFile,
  instrument: Instrument,
  rows: Omit<RowsOf, "market">,
  options: ReadOptions,
): AsyncGenerator<Bar> {
  const market = leanMarketOf(instrument);
  const rowTimes = new RowTimes({ market, ...rows });
  const { priceUnits } = market;
  return readRows(file, options, (line) => {
    const cells = new Cells(line, COLUMNS);
    const times = rowTimes.next(cells);
    if (times === null) return new LeftOut(NOT_WANTED);
    return checkedBar({
      kind: "bar",
      instrument,
      ...times,
      open: cells.amount(1) / priceUnits,
      high: cells.amount(2) / priceUnits,
      low: cells.amount(3) / priceUnits,
      close: cells.amount(4) / priceUnits,
      volume: cells.amount(5),
    });
  });
}
