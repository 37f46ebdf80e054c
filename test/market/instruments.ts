import { instrument } from "../../runtime/market/instrument.ts";

const coin = {
  symbol: "BTCUSDT",
  currency: "USDT",
  tickSize: 0.01,
  lotSize: 0.000001,
} as const;

export const spot = instrument({ ...coin, venue: "bybit", kind: "spot" });
export const elsewhere = instrument({ ...coin, venue: "north", kind: "spot" });
export const perpetual = instrument({
  ...coin,
  venue: "bybit",
  kind: "linear-perpetual",
  tickSize: 0.5,
  lotSize: 0.001,
});
