import type { Clock } from "../../clock.ts";
import { Rejected } from "../../errors.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { MarketEvent } from "../../market/event.ts";
import type { Quote } from "../../market/quote.ts";
import { Random } from "../../random.ts";
import type {
  LimitOrderRequest,
  MarketOrderRequest,
  Position,
  StrategyExchange,
  Unsubscribe,
} from "../exchange.ts";
import type { Fill, Order, OrderType } from "../order.ts";
import type { Depth } from "./book.ts";
import {
  noFaults,
  type FaultPlan,
  type PaperOperation,
  type PaperRequest,
} from "./faults/fault.ts";
import { PaperNetwork, type Latency } from "./network.ts";
import type { Account, Settlement } from "../settlement.ts";
import { PaperVenue, type PaperListing } from "./venue.ts";

export interface PaperExchangeOptions {
  readonly clock: Clock;
  readonly seed: number | string;
  readonly listings: readonly PaperListing[];
  /** Default 5 to 50 ms one way. */
  readonly latency?: Latency;
  /** From this age on, in milliseconds, a quote is stale and nothing trades on it. Default 60,001: a minute bar is good until the next. */
  readonly staleAfter?: number;
  /** Default 10 levels, 1 bps apart. */
  readonly depth?: Depth;
  /** Default none. */
  readonly faults?: FaultPlan;
  /** How long to wait for an answer, in milliseconds. Default 10,000. */
  readonly answerTimeout?: number;
  /** Default 1,000 ms. */
  readonly requestValidity?: number;
}

/**
 * Trades on paper, against quotes that are handed to {@link PaperExchange.hear}.
 * Deterministic: the same seed, quotes and requests give the same answers, and
 * all waiting is timers of the clock.
 *
 * What its fills assume: a market order takes the other side of the quote,
 * never the mid, and walks into an assumed {@link Depth}; what finds nothing
 * expires. A limit order takes what its price allows and then rests; a resting
 * order is filled at its own price, as maker, when a later quote's other side
 * reaches it, up to that side's size. There is no queue and no fill from trades at the same price.
 * An account may go short, also in spot, and has no margin limit; orders have no effect on later quotes.
 */
export class PaperExchange implements StrategyExchange {
  readonly requestValidity: number;
  readonly #clock: Clock;
  readonly #network: PaperNetwork;
  readonly #venue: PaperVenue;
  readonly #settlementListeners = new Set<(each: Settlement) => void>();
  readonly #fillListeners = new Set<(fill: Fill) => void>();
  readonly #orderListeners = new Set<(order: Order) => void>();

  constructor(options: PaperExchangeOptions) {
    this.#clock = options.clock;
    this.requestValidity = options.requestValidity ?? 1_000;
    this.#network = new PaperNetwork({
      clock: options.clock,
      random: new Random(options.seed).fork("latency"),
      latency: options.latency ?? { minimum: 5, maximum: 50 },
      faults: options.faults ?? noFaults,
      answerTimeout: options.answerTimeout ?? 10_000,
      requestValidity: this.requestValidity,
    });
    this.#venue = new PaperVenue({
      clock: options.clock,
      listings: options.listings,
      depth: options.depth ?? { levels: 10, step: 1 },
      staleAfter: options.staleAfter ?? 60_001,
      report: (order, fills) => this.#report(order, fills),
    });
  }

  /** The market moves: fills what rests at prices that a quote reaches. What is of other instruments, or no quote, is passed over. */
  hear(event: MarketEvent): void {
    if (event.kind === "quote") this.#venue.quote(event);
  }

  async marketPrice(instrument: Instrument): Promise<Quote> {
    return this.#venue.freshQuote(instrument);
  }

  placeMarketOrder(request: MarketOrderRequest): Promise<Order> {
    return this.#place(request, { kind: "market" });
  }

  placeLimitOrder(request: LimitOrderRequest): Promise<Order> {
    return this.#place(request, { kind: "limit", price: request.price });
  }

  cancelOrder(instrument: Instrument, clientOrderId: string): Promise<Order> {
    const request = this.#request("cancel", instrument, clientOrderId);
    return this.#network.send(request, (refusal) =>
      this.#venue.cancel(instrument, clientOrderId, refusal),
    );
  }

  orderStatus(
    instrument: Instrument,
    clientOrderId: string,
  ): Promise<Order | null> {
    const request = this.#request("status", instrument, clientOrderId);
    return this.#network.send(request, (refusal) =>
      this.#venue.status(instrument, clientOrderId, refusal),
    );
  }

  position(instrument: Instrument): Promise<Position> {
    const request = this.#request("position", instrument, null);
    return this.#network.send(request, (refusal) =>
      this.#venue.position(instrument, refusal),
    );
  }

  async account(venue: string): Promise<Account> {
    throw new Rejected(`${venue} keeps no accounts`, "NO_ACCOUNT");
  }

  onSettlement(listener: (settlement: Settlement) => void): Unsubscribe {
    this.#settlementListeners.add(listener);
    return () => this.#settlementListeners.delete(listener);
  }

  onFill(listener: (fill: Fill) => void): Unsubscribe {
    this.#fillListeners.add(listener);
    return () => this.#fillListeners.delete(listener);
  }

  onOrder(listener: (order: Order) => void): Unsubscribe {
    this.#orderListeners.add(listener);
    return () => this.#orderListeners.delete(listener);
  }

  #place(request: MarketOrderRequest, type: OrderType): Promise<Order> {
    const { instrument, clientOrderId } = request;
    return this.#network.send(
      this.#request("place", instrument, clientOrderId),
      (refusal) => this.#venue.place(request, type, refusal),
    );
  }

  #request(
    operation: PaperOperation,
    instrument: Instrument,
    clientOrderId: string | null,
  ): PaperRequest {
    return { operation, instrument, clientOrderId, time: this.#clock.now() };
  }

  #report(order: Order, fills: readonly Fill[]): void {
    this.#network.report(() => {
      for (const fill of fills)
        for (const listener of this.#fillListeners) listener(fill);
      for (const listener of this.#orderListeners) listener(order);
    });
  }
}
