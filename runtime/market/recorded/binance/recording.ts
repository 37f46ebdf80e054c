import type { DepthUpdate, Trade } from "../../event.ts";
import type { Instrument } from "../../instrument.ts";
import type { Quote } from "../../quote.ts";
import type { ReadOptions } from "../row/reading.ts";
import { RowProblem } from "../row/row-problem.ts";
import { LeftOut, readTable } from "../row/rows.ts";
import { CombinedStream } from "./combined-stream.ts";
import { kindAtAGlance } from "./glance.ts";

/** What a combined stream of Binance tells. */
export type BinanceEvent = Quote | Trade | DepthUpdate;

export interface BinanceOptions extends ReadOptions {
  /** Which events are wanted; the others are left out unread, which is quick. Default: all. */
  readonly kinds?: readonly BinanceEvent["kind"][];
  /**
   * Called with the name of the stream of each message that is of another
   * event or symbol, and is left out. Default: it is a bad row like others,
   * since what nobody reads may have been needed.
   */
  readonly onUnknown?: (stream: string) => void;
}

/** Nanoseconds since the epoch and a space. */
const RECEIPT = /^(\d{13})\d{6} /;
const RECEIPT_LENGTH = 20;

/**
 * The events of a recorded combined stream of Binance, spot, USD-M and COIN-M:
 * each line the local time of receipt in nanoseconds, and the message as it
 * came (`{"stream":…,"data":…}`, or the answer to a request for the book), in
 * a file that is plain, gzip or zip.
 *
 * An event's time is its receipt, in whole milliseconds: what the exchange
 * says of its own time was not known before. Where the local clock jumps
 * back, the events keep their order and get the latest time seen until it has
 * caught up; the tally notes how many. Quantities of COIN-M are contracts.
 *
 * @param instruments by their symbol as the stream has it: `BTCUSD_PERP`
 * @throws BadRowError at a row that is not what the format says, unless `onBadRow` takes it
 * @throws MarketDataError if the file cannot be read
 */
export function readBinanceRecording(
  file: string,
  instruments: Instrument | readonly Instrument[],
  options: BinanceOptions = {},
): AsyncGenerator<BinanceEvent> {
  const wanted = new Set(options.kinds ?? ["quote", "trade", "depth"]);
  const isSelective = wanted.size < 3;
  const combined = new CombinedStream(
    [instruments].flat(),
    options.onUnknown ?? null,
  );
  let latest = 0;

  return readTable(file, options, (line) => {
    const time = received(line);
    const glimpsed = isSelective ? kindAtAGlance(line, RECEIPT_LENGTH) : null;
    if (glimpsed !== null && !wanted.has(glimpsed)) return unwanted(glimpsed);
    const event = combined.read(
      line.slice(RECEIPT_LENGTH),
      time,
      RECEIPT_LENGTH + 1,
    );
    return event instanceof LeftOut || wanted.has(event.kind)
      ? event
      : unwanted(event.kind);
  });

  function received(line: string): number {
    const [, milliseconds] = RECEIPT.exec(line) ?? [];
    if (milliseconds === undefined)
      throw new RowProblem(
        `expected nanoseconds since the epoch (19 digits), a space and a message, found ${JSON.stringify(line.slice(0, RECEIPT_LENGTH))}`,
        1,
      );
    const time = Number(milliseconds);
    if (time < latest) options.tally?.note("received by a clock put back");
    latest = Math.max(latest, time);
    return latest;
  }
}

function unwanted(kind: BinanceEvent["kind"]): LeftOut {
  return new LeftOut(`${kind}, not wanted`);
}
