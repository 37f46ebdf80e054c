import { floorToGrid, type Quote } from "@fsmc/runtime";
import type { Leg } from "./hedging.market.ts";

/** What the perpetual is over spot at one moment, as shares of the spot price, before fees. */
export interface Basis {
  /** To open: spot bought at the ask, the perpetual sold at the bid. */
  readonly basis: number;
  /** To close: spot sold at the bid, the perpetual bought at the ask. */
  readonly closing: number;
  /** What both have at the prices of opening, in units of the base asset. */
  readonly size: number;
  /** What both have at the prices of closing. */
  readonly closingSize: number;
  /** Of the older quote, in milliseconds since the epoch. */
  readonly since: number;
}

/** @param lot the smallest quantity that both legs can trade */
export function basisOf(
  { spot, perp }: Readonly<Record<Leg, Quote>>,
  lot: number,
): Basis {
  return {
    basis: (perp.bid - spot.ask) / spot.ask,
    closing: (perp.ask - spot.bid) / spot.bid,
    size: floorToGrid(Math.min(spot.askSize, perp.bidSize), lot),
    closingSize: floorToGrid(Math.min(spot.bidSize, perp.askSize), lot),
    since: Math.min(spot.time, perp.time),
  };
}
