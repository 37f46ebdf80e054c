import type {
  IndexInstrument,
  Instrument,
  OptionContract,
} from "./instrument.ts";
import type { Quote } from "./quote.ts";
import type { Side } from "./side.ts";

/** What is heard of a market. Times are milliseconds since the epoch: when it became known. */
export type MarketEvent =
  | Quote
  | Trade
  | DepthUpdate
  | Bar
  | FundingRate
  | OptionAnalytics
  | IndexLevel;

/** Somebody traded. */
export interface Trade {
  readonly kind: "trade";
  readonly instrument: Instrument;
  readonly time: number;
  readonly price: number;
  readonly quantity: number;
  /** Who took what was there; null where the recording does not say. */
  readonly aggressor: Side | null;
}

/** A price of the book, and what is there now in all: 0 when it is gone. */
export interface DepthLevel {
  readonly price: number;
  readonly quantity: number;
}

/** What has changed in the book. */
export interface DepthUpdate {
  readonly kind: "depth";
  readonly instrument: Instrument;
  readonly time: number;
  readonly bids: readonly DepthLevel[];
  readonly asks: readonly DepthLevel[];
}

/** What was traded between `start` and `time`. */
export interface Bar {
  readonly kind: "bar";
  readonly instrument: Instrument;
  readonly start: number;
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** Funding is due now: those who are long pay those who are short this share of the position's value (below 0: the other way). */
export interface FundingRate {
  readonly kind: "funding";
  readonly instrument: Instrument;
  readonly time: number;
  readonly rate: number;
}

/** What the recording says of one option besides its price; null where it says nothing. */
export interface OptionAnalytics {
  readonly kind: "option";
  readonly instrument: OptionContract;
  readonly time: number;
  /** Of one unit of the underlying, in the currency. */
  readonly close: number | null;
  readonly underlyingPrice: number | null;
  /** A year's, as a share. */
  readonly impliedVolatility: number | null;
  readonly delta: number | null;
  readonly gamma: number | null;
  /** Per point of volatility (0.01). */
  readonly vega: number | null;
  /** Per day. */
  readonly theta: number | null;
  readonly rho: number | null;
  readonly openInterest: number | null;
}

/** What an index stood at. */
export interface IndexLevel {
  readonly kind: "level";
  readonly instrument: IndexInstrument;
  readonly time: number;
  readonly level: number;
}
