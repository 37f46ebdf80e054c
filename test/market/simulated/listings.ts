import {
  instrument,
  type Instrument,
} from "../../../runtime/market/instrument.ts";
import type { MarketEvent } from "../../../runtime/market/event.ts";
import { optionChain } from "../../../runtime/market/simulated/options/contracts.ts";
import { midPrice } from "../../../runtime/market/quote.ts";

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A Monday. */
export const start = Date.UTC(2015, 11, 7);

const coin = {
  symbol: "BTCUSDT",
  currency: "USDT",
  tickSize: 0.01,
  lotSize: 0.000_01,
} as const;

export const north = instrument({ ...coin, venue: "north", kind: "spot" });
export const south = instrument({ ...coin, venue: "south", kind: "spot" });
export const linear = instrument({
  ...coin,
  venue: "north",
  kind: "linear-perpetual",
  tickSize: 0.1,
  lotSize: 0.001,
});
export const inverse = instrument({
  venue: "north",
  kind: "inverse-perpetual",
  symbol: "BTCUSD",
  currency: "BTC",
  priceCurrency: "USD",
  tickSize: 0.5,
  lotSize: 1,
  multiplier: 100,
});
export const share = instrument({
  venue: "usa",
  kind: "spot",
  symbol: "GOOG",
  currency: "USD",
  tickSize: 0.01,
  lotSize: 1,
});
export const vix = instrument({
  venue: "cboe",
  kind: "index",
  symbol: "VIX",
  currency: "USD",
  tickSize: 0.01,
  lotSize: 1,
});

/** At 16:00 in New York. */
export const expiries = [
  Date.UTC(2015, 11, 18, 21),
  Date.UTC(2016, 0, 15, 21),
] as const;
export const strikes = [600, 675, 700, 725, 750, 775, 800, 825, 900] as const;
export const chain = optionChain({ underlying: share, expiries, strikes });

export type EventOf<K extends MarketEvent["kind"]> = Extract<
  MarketEvent,
  { readonly kind: K }
>;

/** All events of a kind, of one instrument or of all. */
export function ofKind<K extends MarketEvent["kind"]>(
  events: Iterable<MarketEvent>,
  kind: K,
  of: Instrument | null = null,
): EventOf<K>[] {
  const isWanted = (event: MarketEvent): event is EventOf<K> =>
    event.kind === kind && (of === null || event.instrument === of);
  return [...events].filter(isWanted);
}

/** Mid prices of an instrument, in time order. */
export function midsOf(
  events: Iterable<MarketEvent>,
  of: Instrument,
): number[] {
  return ofKind(events, "quote", of).map(midPrice);
}
