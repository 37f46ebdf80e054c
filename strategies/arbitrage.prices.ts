import { floorToGrid, type Quote } from "@fsmc/runtime";
import type { ArbitrageVenue } from "../generated/arbitrage.ts";

/** What buying here and selling there would bring, before fees, at one moment. */
export interface Spread {
  readonly buyOn: ArbitrageVenue;
  readonly sellOn: ArbitrageVenue;
  /** The bid there over the ask here, as a share of the ask. */
  readonly spread: number;
  /** What both sides have at these prices, in units of the base asset. */
  readonly size: number;
  /** Of the older quote, in milliseconds since the epoch. */
  readonly since: number;
}

/** The latest quote of each venue. */
export type Quotes = Readonly<Record<ArbitrageVenue, Quote>>;

/** @param lot the smallest quantity that both venues can trade */
export function spreadBetween(
  quotes: Quotes,
  buyOn: ArbitrageVenue,
  sellOn: ArbitrageVenue,
  lot: number,
): Spread {
  const cheap = quotes[buyOn];
  const dear = quotes[sellOn];
  return {
    buyOn,
    sellOn,
    spread: (dear.bid - cheap.ask) / cheap.ask,
    size: floorToGrid(Math.min(cheap.askSize, dear.bidSize), lot),
    since: Math.min(cheap.time, dear.time),
  };
}

/** The better one of the two directions. */
export function bestSpread(quotes: Quotes, lot: number): Spread {
  const there = spreadBetween(quotes, "FIRST", "SECOND", lot);
  const back = spreadBetween(quotes, "SECOND", "FIRST", lot);
  return there.spread >= back.spread ? there : back;
}
