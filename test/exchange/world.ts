import { SimulatedClock } from "../../runtime/simulated-clock.ts";
import type { FaultPlan } from "../../runtime/exchange/paper/faults/fault.ts";
import {
  PaperExchange,
  type PaperExchangeOptions,
} from "../../runtime/exchange/paper/paper-exchange.ts";
import type { Instrument } from "../../runtime/market/instrument.ts";
import type { Quote } from "../../runtime/market/quote.ts";
import type { Side } from "../../runtime/market/side.ts";
import { elsewhere, perpetual, spot } from "../market/instruments.ts";

/** In bps of the notional. */
export const FEES = { makerBps: 1, takerBps: 10 };

/** A paper exchange with the three test instruments on a clock of its own. */
export class World {
  readonly clock = new SimulatedClock(1_000_000);
  readonly exchange: PaperExchange;

  constructor(
    faults: FaultPlan | null = null,
    seed: number | string = 1,
    more: Partial<PaperExchangeOptions> = {},
  ) {
    this.exchange = new PaperExchange({
      clock: this.clock,
      seed,
      listings: [spot, elsewhere, perpetual].map((instrument) => ({
        instrument,
        fees: FEES,
      })),
      depth: { levels: 3, step: 100 },
      latency: { minimum: 10, maximum: 40 },
      ...(faults === null ? {} : { faults }),
      ...more,
    });
  }

  /** Quotes 1.5 at 100 bid and 2 at 101 asked, unless it is told otherwise. */
  quote(
    instrument: Instrument = spot,
    book: Partial<Omit<Quote, "kind" | "instrument" | "time">> = {},
  ): void {
    const usual = { bid: 100, bidSize: 1.5, ask: 101, askSize: 2 };
    const time = this.clock.now();
    this.exchange.hear({ kind: "quote", instrument, time, ...usual, ...book });
  }

  /** Somebody trades. */
  trade(
    price: number,
    quantity: number,
    aggressor: Side | null = "sell",
    instrument: Instrument = spot,
  ): void {
    const time = this.clock.now();
    this.exchange.hear({
      kind: "trade",
      instrument,
      time,
      price,
      quantity,
      aggressor,
    });
  }

  /** The book changes: pairs of price and what is there now. */
  depth(
    bids: readonly (readonly [number, number])[],
    asks: readonly (readonly [number, number])[],
    instrument: Instrument = spot,
  ): void {
    const time = this.clock.now();
    this.exchange.hear({
      kind: "depth",
      instrument,
      time,
      bids: bids.map(([price, quantity]) => ({ price, quantity })),
      asks: asks.map(([price, quantity]) => ({ price, quantity })),
    });
  }

  /** Lets time pass until the promise has settled, and a little longer. */
  async during<T>(promise: Promise<T>, milliseconds = 200): Promise<T> {
    const [result] = await Promise.allSettled([
      promise,
      this.clock.advance(milliseconds),
    ]);
    if (result.status === "rejected") throw result.reason;
    return result.value;
  }
}
