import { Ledger } from "../../../runtime/exchange/ledger/ledger.ts";
import type { Fill, Side } from "../../../runtime/exchange/order.ts";
import type { Settlement } from "../../../runtime/exchange/settlement.ts";
import {
  instrument,
  type Instrument,
} from "../../../runtime/market/instrument.ts";
import { spot } from "../../market/instruments.ts";

/** Contracts of 100 USD that pay bitcoin. */
export const inverse = instrument({
  kind: "inverse-perpetual",
  venue: "bybit",
  symbol: "BTCUSD",
  currency: "BTC",
  priceCurrency: "USD",
  tickSize: 0.5,
  lotSize: 1,
  multiplier: 100,
});

export const share = instrument({
  kind: "spot",
  venue: "usa",
  symbol: "GOOG",
  currency: "USD",
  tickSize: 0.01,
  lotSize: 1,
});

export const EXPIRY = 1_000;

const series = {
  kind: "option",
  venue: "usa",
  currency: "USD",
  tickSize: 0.01,
  lotSize: 1,
  multiplier: 100,
  underlying: share,
  strike: 700,
  expiry: EXPIRY,
} as const;

/** On 100 shares, which change hands at the strike. */
export const put = instrument({
  ...series,
  symbol: "GOOG 700 P",
  right: "put",
  style: "american",
  delivery: "physical",
});

/** Pays the difference of 100 shares. */
export const cashCall = instrument({
  ...series,
  symbol: "GOOG 700 C",
  right: "call",
  style: "european",
  delivery: "cash",
});

let trades = 0;

/** With a new trade id, without a fee, at time 0, of an order of the machine `m`. */
export function fill(
  side: Side,
  quantity: number,
  price: number,
  more: Partial<Fill> = {},
): Fill {
  trades += 1;
  return {
    tradeId: `t${trades}`,
    clientOrderId: `m-1-${trades}`,
    instrument: spot,
    side,
    price,
    quantity,
    fee: 0,
    liquidity: "taker",
    time: 0,
    ...more,
  };
}

/** What a ledger hears: fills have a trade id. */
export function hear(ledger: Ledger, news: Fill | Settlement): void {
  if ("tradeId" in news) ledger.book(news);
  else ledger.settle(news);
}

export function ledgerOf(...heard: readonly (Fill | Settlement)[]): Ledger {
  const ledger = new Ledger({ legs: ["position"], prefix: "m-" });
  for (const each of heard) hear(ledger, each);
  return ledger;
}

export function mark(ledger: Ledger, of: Instrument, price: number): void {
  const book = { bid: price, bidSize: 1, ask: price, askSize: 1 };
  ledger.mark({ kind: "quote", instrument: of, time: 0, ...book });
}

/** What is held, by asset. */
export function quantities(ledger: Ledger): Readonly<Record<string, number>> {
  return Object.fromEntries(
    ledger.holdings().map(({ asset, quantity }) => [asset, quantity]),
  );
}
