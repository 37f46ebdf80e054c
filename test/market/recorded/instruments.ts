import { instrument } from "../../../runtime/market/instrument.ts";

const dollars = {
  venue: "usa",
  currency: "USD",
  tickSize: 0.01,
  lotSize: 1,
} as const;

export const share = instrument({ ...dollars, kind: "spot", symbol: "GOOG" });
export const spx = instrument({ ...dollars, kind: "index", symbol: "SPX" });
export const vix = instrument({ ...dollars, kind: "index", symbol: "VIX" });
export const inverse = instrument({
  kind: "inverse-perpetual",
  venue: "Binance",
  symbol: "BTCUSD",
  currency: "BTC",
  priceCurrency: "USD",
  tickSize: 0.1,
  lotSize: 1,
  multiplier: 100,
});
