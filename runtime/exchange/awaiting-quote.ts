import type { Clock } from "../clock.ts";
import { Rejected } from "../errors.ts";
import type { Instrument } from "../market/instrument.ts";
import type { Quote } from "../market/quote.ts";
import type { StrategyExchange } from "./exchange.ts";
import { sleepUntil } from "./sleep.ts";

/** It is looked for this often at first, in milliseconds, then half as often each time … */
const SHORTEST_PAUSE = 50;
/** … down to this. */
const LONGEST_PAUSE = 1_000;

/**
 * The first quote that is newer than the one there is now.
 *
 * @param patience in milliseconds
 * @returns null if none came in that time, or on abort
 */
export async function awaitQuote(
  instrument: Instrument,
  patience: number,
  { exchange, clock, signal }: Waiting,
): Promise<Quote | null> {
  const end = clock.now() + patience;
  const before = await latest(instrument, exchange);
  let pause = SHORTEST_PAUSE;
  while (!signal.aborted && clock.now() < end) {
    await sleepUntil(clock, Math.min(clock.now() + pause, end));
    const quote = await latest(instrument, exchange);
    if (quote !== null && quote.time !== before?.time) return quote;
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  }
  return null;
}

interface Waiting {
  readonly exchange: StrategyExchange;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Null where there is none, or only a stale one. */
async function latest(
  instrument: Instrument,
  exchange: StrategyExchange,
): Promise<Quote | null> {
  try {
    return await exchange.marketPrice(instrument);
  } catch (error) {
    if (error instanceof Rejected) return null;
    throw error;
  }
}
