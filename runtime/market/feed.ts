import type { SimulatedClock } from "../simulated-clock.ts";
import { MarketDataError } from "./errors.ts";
import type { Quote } from "./quote.ts";

export interface FeedProgress {
  /** Quotes delivered so far. */
  readonly quotes: number;
  /** Market time, in milliseconds since the epoch. */
  readonly time: number;
}

export interface FeedOptions {
  /** Start it at or shortly before the first quote: what is armed before fires on the way there. */
  readonly clock: SimulatedClock;
  /** In time order. */
  readonly quotes: AsyncIterable<Quote> | Iterable<Quote>;
  readonly onQuote: (quote: Quote) => void | Promise<void>;
  /** Called after each `progressEvery` quotes (default 10,000), and at the end. */
  readonly onProgress?: (progress: FeedProgress) => void;
  readonly progressEvery?: number;
  /** Ends the feed before the next quote. */
  readonly signal?: AbortSignal;
}

/**
 * Drives a simulated clock through a stream of quotes: moves it to the time of
 * each, so that all that falls due before happens before, then delivers the
 * quote. What is due at the same millisecond still sees the quote before.
 *
 * Stops the clock at the last quote; timers beyond it are the caller's.
 *
 * @throws MarketDataError if a quote is older than the clock's time
 */
export async function feedQuotes(options: FeedOptions): Promise<FeedProgress> {
  const { clock, onQuote, onProgress, progressEvery = 10_000 } = options;
  let quotes = 0;
  for await (const quote of options.quotes) {
    if (options.signal?.aborted === true) break;
    const wait = quote.time - clock.now();
    if (wait < 0)
      throw new MarketDataError(
        `a quote of ${quote.instrument.id} at ${isoTime(quote.time)} comes after ${isoTime(clock.now())}: quotes must be in time order, and the clock must start before them`,
      );
    if (wait > 0) await clock.advance(wait);
    await onQuote(quote);
    quotes += 1;
    if (quotes % progressEvery === 0)
      onProgress?.({ quotes, time: quote.time });
  }
  const progress = { quotes, time: clock.now() };
  onProgress?.(progress);
  return progress;
}

function isoTime(time: number): string {
  return new Date(time).toISOString();
}
