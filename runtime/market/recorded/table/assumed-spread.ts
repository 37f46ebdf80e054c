import type { Bar } from "../../event.ts";
import { ceilToGrid, floorToGrid } from "../../grid.ts";
import type { Quote } from "../../quote.ts";

export interface AssumedSpread {
  /** From bid to ask, in bps of the close. */
  readonly spreadBps: number;
  /** Of either side, in units of the quantity. Default: the bar's volume: no more than was traded. */
  readonly size?: number;
}

const BPS = 1e-4;

/**
 * Makes a market to trade on of bars that have no quotes: each bar, then a
 * quote around its close at its end. **The spread and the size are assumed,
 * not recorded**: what is earned on them is earned on an assumption. Prices are
 * rounded away from the close, to the instrument's ticks. A bar that is
 * followed by a recorded quote of its end gets no other.
 *
 * @throws RangeError if the spread is not a number ≥ 0
 */
export async function* quotesOfAssumedSpread(
  bars: AsyncIterable<Bar | Quote> | Iterable<Bar | Quote>,
  spread: AssumedSpread,
): AsyncGenerator<Bar | Quote> {
  const { spreadBps } = spread;
  if (!(spreadBps >= 0 && spreadBps < Infinity))
    throw new RangeError(`spreadBps must be a number ≥ 0, and is ${spreadBps}`);
  let last: Bar | null = null;
  for await (const event of bars) {
    if (last !== null && !isQuoteOf(last, event)) yield quoteOf(last, spread);
    yield event;
    last = event.kind === "bar" ? event : null;
  }
  if (last !== null) yield quoteOf(last, spread);
}

function isQuoteOf({ instrument, time }: Bar, event: Bar | Quote): boolean {
  return (
    event.kind === "quote" &&
    event.instrument.id === instrument.id &&
    event.time === time
  );
}

function quoteOf(
  { instrument, time, close, volume }: Bar,
  { spreadBps, size = volume }: AssumedSpread,
): Quote {
  const half = (close * spreadBps * BPS) / 2;
  const bid = Math.max(floorToGrid(close - half, instrument.tickSize), 0);
  const ask = ceilToGrid(close + half, instrument.tickSize);
  const lots = floorToGrid(size, instrument.lotSize);
  const bidSize = bid > 0 ? lots : 0;
  return { kind: "quote", instrument, time, bid, bidSize, ask, askSize: lots };
}
