import type { PaperExchangeOptions } from "../../../runtime/exchange/paper/paper-exchange.ts";
import { instrument } from "../../../runtime/market/instrument.ts";
import { perpetual, spot } from "../../market/instruments.ts";
import { FEES, World } from "../world.ts";

/** Of the test's clock, in milliseconds. */
export const START = 1_000_000;
export const EXPIRY = START + 60_000;

const usa = { venue: "usa", currency: "USD", tickSize: 0.01 } as const;

export const share = instrument({
  ...usa,
  symbol: "GOOG",
  kind: "spot",
  lotSize: 1,
});
export const index = instrument({
  ...usa,
  symbol: "SPX",
  kind: "index",
  lotSize: 1,
});

const option = {
  ...usa,
  kind: "option",
  lotSize: 1,
  multiplier: 100,
  strike: 700,
  expiry: EXPIRY,
} as const;

export const call = instrument({
  ...option,
  symbol: "GOOG 700 C",
  underlying: share,
  right: "call",
  style: "american",
  delivery: "physical",
});
export const put = instrument({
  ...option,
  symbol: "GOOG 700 P",
  underlying: share,
  right: "put",
  style: "american",
  delivery: "physical",
});
export const indexPut = instrument({
  ...option,
  symbol: "SPX 700 P",
  underlying: index,
  right: "put",
  style: "european",
  delivery: "cash",
});
/** In contracts of 100 USD, paid in BTC. */
export const inverse = instrument({
  venue: "bybit",
  symbol: "BTCUSD",
  kind: "inverse-perpetual",
  currency: "BTC",
  priceCurrency: "USD",
  multiplier: 100,
  tickSize: 0.5,
  lotSize: 1,
});

const perContract = { makerBps: 0, takerBps: 0, perContract: 1 };

/** Options cost 1 a contract, all else 10 bps for takers. */
export const contractOptions = {
  listings: [
    ...[spot, perpetual, inverse, share].map((each) => ({
      instrument: each,
      fees: FEES,
    })),
    ...[call, put, indexPut].map((each) => ({
      instrument: each,
      fees: perContract,
    })),
  ],
};

export function contractWorld(more: Partial<PaperExchangeOptions> = {}): World {
  return new World(null, 1, { ...contractOptions, ...more });
}
