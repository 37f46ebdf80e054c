import type { Instrument } from "../../instrument.ts";
import type { Quote } from "../../quote.ts";
import type { RecordedFile } from "../file/recorded-file.ts";
import { Cells } from "../row/cells.ts";
import type { ReadOptions } from "../row/reading.ts";
import { RowProblem } from "../row/row-problem.ts";
import { LeftOut, readRows } from "../row/rows.ts";
import { leanMarketOf } from "./market.ts";
import { type SideClose, Sides } from "./sides.ts";
import { NOT_WANTED, RowTimes, type RowsOf } from "./times.ts";

const COLUMNS = [
  "time",
  "bid open",
  "bid high",
  "bid low",
  "bid close",
  "bid size",
  "ask open",
  "ask high",
  "ask low",
  "ask close",
  "ask size",
] as const;
const BID = 1;
const ASK = 6;

/**
 * The quotes of one file of bars. A quote is the close of bid and ask at the
 * end of the bar, when it was first known: nobody trades on a price before it
 * was there. What happened within the bar is not shown. A side that is empty
 * or 0 has size 0, see {@link Sides}.
 */
export function readQuoteBars(
  file: RecordedFile,
  instrument: Instrument,
  rows: Omit<RowsOf, "market">,
  options: ReadOptions,
): AsyncGenerator<Quote> {
  const market = leanMarketOf(instrument);
  const rowTimes = new RowTimes({ market, ...rows });
  const sides = new Sides(instrument.kind === "option");
  return readRows(file, options, (line) => {
    const cells = new Cells(line, COLUMNS);
    const times = rowTimes.next(cells);
    if (times === null) return new LeftOut(NOT_WANTED);
    const bid = sideOf(cells, BID, market.priceUnits);
    const ask = sideOf(cells, ASK, market.priceUnits);
    if (bid === null && ask === null) return new LeftOut("neither bid nor ask");
    if (bid !== null && ask !== null && bid.price > ask.price)
      throw new RowProblem(
        `expected a bid that is not above the ask, found bid ${bid.price} and ask ${ask.price}`,
      );
    const prices = sides.next(bid, ask);
    return prices === null
      ? new LeftOut("one side was never known")
      : { kind: "quote", instrument, time: times.time, ...prices };
  });
}

/** Null where nobody was there, or nothing changed: empty, or 0. */
function sideOf(
  cells: Cells,
  open: number,
  priceUnits: number,
): SideClose | null {
  const [high, low, close, size] = [open + 1, open + 2, open + 3, open + 4];
  const prices = [open, high, low, close];
  if (prices.every((index) => cells.isEmpty(index))) return null;
  for (const index of prices) cells.amount(index);
  const price = cells.amount(close) / priceUnits;
  return price === 0 ? null : { price, size: cells.amount(size) };
}
