import type { Instrument } from "./instrument.ts";

/** The best bid and ask of one instrument at one time. */
export interface Quote {
  readonly kind: "quote";
  readonly instrument: Instrument;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** In the currency of the price, like the ask. */
  readonly bid: number;
  /** In units of the quantity, like `askSize`. */
  readonly bidSize: number;
  readonly ask: number;
  readonly askSize: number;
}

/** Between bid and ask: what a holding is valued at, and no order is filled at. */
export function midPrice(quote: Pick<Quote, "bid" | "ask">): number {
  return (quote.bid + quote.ask) / 2;
}
