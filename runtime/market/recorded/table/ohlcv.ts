import { MarketDataError } from "../../errors.ts";
import type { Bar } from "../../event.ts";
import type { Instrument } from "../../instrument.ts";
import type { Quote } from "../../quote.ts";
import { checkedBar } from "../row/checked-bar.ts";
import { Cells } from "../row/cells.ts";
import type { ReadOptions } from "../row/reading.ts";
import { RowProblem } from "../row/row-problem.ts";
import { readTable } from "../row/rows.ts";
import { stampOf } from "../time/stamp.ts";
import type { TimeZone } from "../time/zone.ts";
import { type OhlcvColumns, ohlcvColumns } from "./ohlcv-columns.ts";

export interface OhlcvOptions extends ReadOptions {
  /** What the time of a row is, the bar's start or its end. Default: the start, as most exports have it. */
  readonly stamp?: "start" | "end";
  /** How long a bar is, in milliseconds. Default: the shortest step between the first 16 rows. */
  readonly interval?: number;
  /** Whose time it is where a row says none. Default: UTC. */
  readonly zone?: TimeZone;
}

/** A row as a bar that begins and ends at its stamp, since how long it is may not be known yet. */
interface Row {
  readonly bar: Bar;
  readonly quote: Quote | null;
}

/** So many rows are read before the first is told, to see how long bars are. */
const ROWS_AHEAD = 16;

/**
 * The bars of a table with a header, plain, gzip or zip: a time, open, high, low,
 * close, perhaps volume, in any order. Each is known at its end. Where there
 * are columns bid and ask, each bar is followed by the quote; its sizes are
 * those of the columns bid_size and ask_size, or else the bar's volume.
 * {@link quotesOfAssumedSpread} makes quotes where there are none.
 *
 * @throws MarketDataError if the file is not there, or has but one row and no interval is given
 * @throws BadRowError at a row that is not what the header says, unless `onBadRow` takes it
 */
export async function* readOhlcv(
  file: string,
  instrument: Instrument,
  options: OhlcvOptions = {},
): AsyncGenerator<Bar | Quote> {
  const waiting: Row[] = [];
  let interval = options.interval ?? null;
  for await (const row of rowsOf(file, instrument, options)) {
    waiting.push(row);
    if (interval === null && waiting.length < ROWS_AHEAD) continue;
    interval ??= shortestStep(waiting, file);
    for (const each of waiting.splice(0)) yield* eventsOf(each, interval);
  }
  for (const each of waiting)
    yield* eventsOf(each, interval ?? shortestStep(waiting, file));

  function* eventsOf(row: Row, length: number): Generator<Bar | Quote> {
    const isStart = (options.stamp ?? "start") === "start";
    const start = isStart ? row.bar.time : row.bar.time - length;
    const time = start + length;
    yield { ...row.bar, start, time };
    if (row.quote !== null) yield { ...row.quote, time };
  }
}

function rowsOf(
  file: string,
  instrument: Instrument,
  options: OhlcvOptions,
): AsyncGenerator<Row> {
  let columns: OhlcvColumns | null = null;
  let latest = -Infinity;
  return readTable(file, options, (line) => {
    const text = line.replaceAll('"', "");
    if (columns === null) {
      columns = ohlcvColumns(text);
      return null;
    }
    const cells = new Cells(text, columns.names);
    const time = stampIn(cells, columns, options.zone ?? "UTC");
    if (time <= latest)
      cells.reject(
        columns.stamp[0] ?? 0,
        "a time after that of the row before",
      );
    latest = time;
    const bar = barIn(cells, columns, instrument, time);
    return { bar, quote: quoteIn(cells, columns, bar) };
  });
}

function stampIn(
  cells: Cells,
  { stamp }: OhlcvColumns,
  zone: TimeZone,
): number {
  const text = stamp.map((index) => cells.text(index)).join(" ");
  const [first = 0] = stamp;
  return (
    stampOf(text, zone) ??
    cells.reject(
      first,
      "a time in ISO 8601, or seconds or milliseconds since the epoch,",
    )
  );
}

function barIn(
  cells: Cells,
  columns: OhlcvColumns,
  instrument: Instrument,
  time: number,
): Bar {
  const { open, high, low, close, volume } = columns;
  return checkedBar({
    kind: "bar",
    instrument,
    start: time,
    time,
    open: cells.amount(open),
    high: cells.amount(high),
    low: cells.amount(low),
    close: cells.amount(close),
    volume: volume === null ? 0 : cells.amount(volume),
  });
}

function quoteIn(
  cells: Cells,
  { bid, ask, bidSize, askSize }: OhlcvColumns,
  { instrument, time, volume }: Bar,
): Quote | null {
  if (bid === null || ask === null) return null;
  if (cells.isEmpty(bid) || cells.isEmpty(ask)) return null;
  const quote = {
    kind: "quote",
    instrument,
    time,
    bid: cells.amount(bid),
    bidSize: bidSize === null ? volume : cells.amount(bidSize),
    ask: cells.amount(ask),
    askSize: askSize === null ? volume : cells.amount(askSize),
  } as const;
  if (quote.bid > 0 && quote.bid <= quote.ask) return quote;
  throw new RowProblem(
    `expected a bid above 0 that is not above the ask, found bid ${quote.bid} and ask ${quote.ask}`,
  );
}

function shortestStep(rows: readonly Row[], file: string): number {
  let shortest = Infinity;
  let previous: number | null = null;
  for (const { bar } of rows) {
    if (previous !== null) shortest = Math.min(shortest, bar.time - previous);
    previous = bar.time;
  }
  if (shortest !== Infinity) return shortest;
  throw new MarketDataError(
    `${file}: expected at least two rows, to see how long a bar is; give the interval`,
  );
}
