import { Random } from "../../random.ts";
import { ceilToGrid, floorToGrid } from "../grid.ts";
import type { Instrument } from "../instrument.ts";
import type { Quote } from "../quote.ts";

/** A simulated market of one asset on two venues. Every default is stated. */
export interface SimulatedMarket {
  readonly seed: number | string;
  readonly venues: readonly [Instrument, Instrument];
  /** Time of the first quote, in milliseconds since the epoch. */
  readonly start: number;
  /** In milliseconds. Default: one day. */
  readonly duration?: number;
  /** Between two quotes of one venue, in milliseconds; the other's come half way between. Default 1,000. */
  readonly interval?: number;
  /** The first mid price, in the quote currency. Default 17,200. */
  readonly price?: number;
  /** Standard deviation of the mid's move from one interval to the next, in bps. Default 0.5. */
  readonly volatility?: number;
  /** From mid to bid and to ask, in bps. Default 0.5. */
  readonly halfSpread?: number;
  /** Long-run standard deviation of the first venue's price over the second's, in bps. Default 7. */
  readonly divergence?: number;
  /** What share of the divergence is gone after one interval, 0 to 1. Default 0.02 (half of it in 34 intervals). */
  readonly reversion?: number;
  /** Mean size at the best price, in units of the base; sizes are uniform from 0.2 to 1.8 of it. Default 0.5. */
  readonly size?: number;
}

const BPS = 1e-4;
const DAY = 86_400_000;

/**
 * Quotes of two venues in time order. Their common mid is a random walk of
 * relative steps; the venues' difference is mean-reverting, a first-order
 * autoregression (the Ornstein–Uhlenbeck process seen at intervals), so that
 * now and then it exceeds the fees of an arbitrage. Only arithmetic that is
 * correctly rounded: the same seed gives the same quotes, byte for byte.
 *
 * It is a test bed: no jumps, no trades, no volume that reacts to orders.
 */
export function* simulateQuotes(market: SimulatedMarket): Generator<Quote> {
  const {
    start,
    duration = DAY,
    interval = 1_000,
    volatility = 0.5,
    divergence = 7,
    reversion = 0.02,
  } = market;
  const random = new Random(market.seed);
  const walk = random.fork("mid");
  const apart = random.fork("divergence");
  const sizes = random.fork("sizes");
  const [first, second] = market.venues;
  // Keeps the stationary deviation of x' = (1 - r)x + noise at `divergence`.
  const noise = divergence * Math.sqrt(reversion * (2 - reversion));
  let mid = market.price ?? 17_200;
  let difference = divergence * apart.normal();

  for (let time = start; time < start + duration; time += interval) {
    yield quoteAt(first, time, mid * (1 + (difference / 2) * BPS));
    const later = time + Math.floor(interval / 2);
    yield quoteAt(second, later, mid * (1 - (difference / 2) * BPS));
    mid *= 1 + volatility * BPS * walk.normal();
    difference = (1 - reversion) * difference + noise * apart.normal();
  }

  function quoteAt(instrument: Instrument, time: number, price: number): Quote {
    const half = price * (market.halfSpread ?? 0.5) * BPS;
    const bid = floorToGrid(price - half, instrument.tickSize);
    const ask = ceilToGrid(price + half, instrument.tickSize);
    return {
      kind: "quote",
      instrument,
      time,
      bid,
      bidSize: sizeOf(instrument),
      ask: Math.max(ask, bid + instrument.tickSize),
      askSize: sizeOf(instrument),
    };
  }

  function sizeOf(instrument: Instrument): number {
    const size = (market.size ?? 0.5) * sizes.between(0.2, 1.8);
    return Math.max(floorToGrid(size, instrument.lotSize), instrument.lotSize);
  }
}
