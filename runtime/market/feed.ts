import type { SimulatedClock } from "../simulated-clock.ts";
import { MarketDataError } from "./errors.ts";
import type { MarketEvent } from "./event.ts";

export interface FeedProgress {
  /** Delivered so far. */
  readonly events: number;
  /** Market time, in milliseconds since the epoch. */
  readonly time: number;
}

export interface FeedOptions {
  /** Start it at or shortly before the first event: what is armed before fires on the way there. */
  readonly clock: SimulatedClock;
  /** In time order. */
  readonly events: AsyncIterable<MarketEvent> | Iterable<MarketEvent>;
  readonly onEvent: (event: MarketEvent) => void | Promise<void>;
  /** Called after each `progressEvery` events (default 10,000), and at the end. */
  readonly onProgress?: (progress: FeedProgress) => void;
  readonly progressEvery?: number;
  /** Ends the feed before the next event. */
  readonly signal?: AbortSignal;
}

/**
 * Drives a simulated clock through a market: moves it to the time of each
 * event, so that all that falls due before happens before, then delivers the
 * event. What is due at the same millisecond still sees the market before.
 *
 * Stops the clock at the last event; timers beyond it are the caller's.
 *
 * @throws MarketDataError if an event is older than the clock's time
 */
export async function feedMarket(options: FeedOptions): Promise<FeedProgress> {
  const { clock, onEvent, onProgress, progressEvery = 10_000 } = options;
  let events = 0;
  for await (const event of options.events) {
    if (options.signal?.aborted === true) break;
    const wait = event.time - clock.now();
    if (wait < 0)
      throw new MarketDataError(
        `a ${event.kind} of ${event.instrument.id} at ${isoTime(event.time)} comes after ${isoTime(clock.now())}: a market must be in time order, and the clock must start before it`,
      );
    if (wait > 0) await clock.advance(wait);
    const delivered = onEvent(event);
    if (delivered !== undefined) await delivered;
    events += 1;
    if (events % progressEvery === 0)
      onProgress?.({ events, time: event.time });
  }
  const progress = { events, time: clock.now() };
  onProgress?.(progress);
  return progress;
}

function isoTime(time: number): string {
  return new Date(time).toISOString();
}
