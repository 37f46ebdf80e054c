import { access } from "node:fs/promises";
import { basename, join } from "node:path";
import { BadRowError, MarketDataError } from "./errors.ts";
import type { Instrument, InstrumentKind } from "./instrument.ts";
import { readLines } from "./lines.ts";
import type { Quote } from "./quote.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
/** time; bid open, high, low, close, size; ask open, high, low, close, size */
const COLUMNS = 11;
const BID_CLOSE = 4;
const BID_SIZE = 5;
const ASK_CLOSE = 9;
const ASK_SIZE = 10;

const FOLDERS = {
  spot: { security: "crypto", suffix: "" },
  "linear-perpetual": { security: "cryptofuture", suffix: "_perp" },
  "inverse-perpetual": { security: "cryptofuture", suffix: "_perp" },
  index: { security: "index", suffix: "" },
  option: { security: "option", suffix: "" },
} as const satisfies Record<
  InstrumentKind,
  { readonly security: string; readonly suffix: string }
>;

export interface LeanOptions {
  /**
   * Called with each row that is not what the format says; the row is left
   * out. Without it the first such row is thrown.
   */
  readonly onBadRow?: (error: BadRowError) => void;
}

/**
 * Where LEAN's folder layout has the minute quotes of an instrument, for
 * instance `crypto/bybit/minute/btcusdt/20221213_quote/20221213_btcusdt_minute_quote.csv`.
 *
 * @param folder LEAN's data folder
 * @param date the UTC day as `YYYYMMDD`
 */
export function leanQuoteFile(
  folder: string,
  instrument: Instrument,
  date: string,
): string {
  const { security, suffix } = FOLDERS[instrument.kind];
  const venue = instrument.venue.toLowerCase();
  const symbol = instrument.symbol.toLowerCase();
  return join(
    folder,
    security,
    venue,
    "minute",
    symbol,
    `${date}_quote`,
    `${date}_${symbol}_minute_quote${suffix}.csv`,
  );
}

/**
 * The quotes of one file of LEAN minute bars (a plain CSV; the zip files of
 * LEAN's own downloads have to be unpacked first), row by row.
 *
 * A row is a bar with its start in milliseconds since midnight UTC. Its quote
 * is the close of bid and ask, and is given the time of the bar's end, when it
 * was first known: nobody trades on a price before it was there. What happened
 * within the minute is not shown.
 *
 * @throws MarketDataError if the file is not there, or its name has no date
 * @throws BadRowError at a row that is not what the format says, unless `onBadRow` takes it
 */
export async function* readLeanQuotes(
  file: string,
  instrument: Instrument,
  options: LeanOptions = {},
): AsyncGenerator<Quote> {
  const midnight = dateOf(file);
  await requireFile(file);
  let previous = -1;
  for await (const { number, text } of readLines(file)) {
    if (text === "") continue;
    const bar = parseBar(text, previous);
    if (typeof bar === "string") {
      const error = new BadRowError({ file, line: number }, bar);
      if (options.onBadRow === undefined) throw error;
      options.onBadRow(error);
      continue;
    }
    previous = bar.start;
    yield {
      kind: "quote",
      instrument,
      time: midnight + bar.start + MINUTE,
      bid: bar.bid,
      bidSize: bar.bidSize,
      ask: bar.ask,
      askSize: bar.askSize,
    };
  }
}

interface QuoteBar extends Omit<Quote, "kind" | "instrument" | "time"> {
  /** Milliseconds since midnight UTC. */
  readonly start: number;
}

/** The bar, or what is wrong with the row. */
function parseBar(text: string, previous: number): QuoteBar | string {
  const cells = text.split(",");
  if (cells.length !== COLUMNS)
    return `expected ${COLUMNS} columns, found ${cells.length}`;
  const numbers: number[] = [];
  for (const [index, cell] of cells.entries()) {
    const number = cell.trim() === "" ? NaN : Number(cell);
    if (!Number.isFinite(number) || number < 0)
      return `expected a number ≥ 0 in column ${index + 1}, found ${JSON.stringify(cell)}`;
    numbers.push(number);
  }
  const at = (column: number): number => numbers[column] ?? NaN;
  const bar = {
    start: at(0),
    bid: at(BID_CLOSE),
    bidSize: at(BID_SIZE),
    ask: at(ASK_CLOSE),
    askSize: at(ASK_SIZE),
  };
  if (!Number.isInteger(bar.start) || bar.start >= DAY)
    return `expected whole milliseconds since midnight, below ${DAY}, found ${cells[0]}`;
  if (bar.start <= previous)
    return `expected a time after ${previous}, found ${bar.start}`;
  if (bar.bid === 0 || bar.ask === 0)
    return `expected prices above 0, found bid ${bar.bid} and ask ${bar.ask}`;
  if (bar.bid > bar.ask)
    return `expected a bid that is not above the ask, found bid ${bar.bid} and ask ${bar.ask}`;
  return bar;
}

/** Midnight UTC of the day in a LEAN file name, in milliseconds since the epoch. */
function dateOf(file: string): number {
  const [, year, month, dayOfMonth] =
    /^(\d{4})(\d{2})(\d{2})_/.exec(basename(file)) ?? [];
  const day = `${year}-${month}-${dayOfMonth}`;
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // Date.parse makes 1 March of 30 February.
  const isDay =
    !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day);
  if (!isDay)
    throw new MarketDataError(
      `${file}: expected a file name that begins with its day, like 20221213_btcusdt_minute_quote.csv`,
    );
  return midnight;
}

async function requireFile(file: string): Promise<void> {
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  throw new MarketDataError(
    `${file}: there is no such file. LEAN's zip files have to be unpacked into a folder of the same name.`,
  );
}
