import type { Clock } from "../../clock.ts";
import { Rejected } from "../../errors.ts";
import type { MarketEvent } from "../../market/event.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { Quote } from "../../market/quote.ts";
import type { Position } from "../exchange.ts";
import type { Order, OrderType, Refusal } from "../order.ts";
import type { Depth } from "./book.ts";
import type { HoldingAccount } from "./holding-account.ts";
import { PaperMarket, type PaperListing } from "./market.ts";
import type { Matching, MatchingOptions } from "./matching.ts";
import { refuse, type Arrival } from "./network.ts";
import {
  whyNotAsPromised,
  whyNotTradable,
  whyNotValid,
  type PaperOrderRequest,
} from "./order-checks.ts";
import { PaperOrder } from "./paper-order.ts";

export interface PaperVenueOptions {
  readonly clock: Clock;
  readonly listings: readonly PaperListing[];
  readonly depth: Depth;
  /** In milliseconds. */
  readonly staleAfter: number;
  readonly account: HoldingAccount;
  readonly matching: Matching;
  /** Told of every change of an order, with its new fills. */
  readonly report: MatchingOptions["report"];
}

/** The venues' side of the paper exchange: no latency, no faults of the network. Times are the clock's. */
export class PaperVenue {
  readonly #options: PaperVenueOptions;
  readonly #markets = new Map<string, PaperMarket>();
  /** By venue and client order id. */
  readonly #orders = new Map<string, PaperOrder>();

  constructor(options: PaperVenueOptions) {
    this.#options = options;
    for (const listing of options.listings)
      this.#open(listing.instrument, listing);
    for (const { instrument } of options.listings)
      if (
        instrument.kind === "option" &&
        !this.#markets.has(instrument.underlying.id)
      )
        this.#open(instrument.underlying, null);
  }

  /** Nothing is made for an event that changes no order. */
  hear(event: MarketEvent): void {
    const market = this.#markets.get(event.instrument.id);
    if (market === undefined) return;
    const { matching } = this.#options;
    switch (event.kind) {
      case "quote":
        market.book.update(event);
        if (!market.working.isEmpty) matching.onBest(market);
        return;
      case "depth":
        market.book.updateDepth(event);
        if (!market.working.isEmpty) matching.onDepth(market, event);
        return;
      case "trade":
        market.lastPrice = event.price;
        if (!market.working.isEmpty) matching.onTrade(market, event);
        return;
      case "bar":
        market.lastPrice = event.close;
        return;
      case "level":
        market.lastPrice = event.level;
        return;
      case "funding":
      case "option":
        return;
    }
  }

  /** @throws Rejected `UNKNOWN_INSTRUMENT`, `NO_QUOTE` or `STALE_QUOTE` */
  freshQuote(instrument: Instrument): Quote {
    const quote = this.#marketOf(instrument).book.top;
    if (quote === null)
      throw new Rejected(`${instrument.id} has no quote yet`, "NO_QUOTE");
    const age = this.#options.clock.now() - quote.time;
    if (age >= this.#options.staleAfter)
      throw new Rejected(
        `the quote of ${instrument.id} is ${age} ms old`,
        "STALE_QUOTE",
      );
    return quote;
  }

  /** @throws Rejected if this order is refused, or was the first time */
  place(request: PaperOrderRequest, type: OrderType, arrival: Arrival): Order {
    const id = orderKey(request.instrument, request.clientOrderId);
    const order = this.#orders.get(id) ?? this.#create(request, type, arrival);
    const snapshot = order.snapshot();
    if (snapshot.status === "rejected" && snapshot.reason !== null)
      refuse(snapshot.reason);
    return snapshot;
  }

  /** @throws Rejected `UNKNOWN_ORDER`, or the refusal */
  cancel(
    instrument: Instrument,
    clientOrderId: string,
    { refusal, fault, onEffect }: Arrival,
  ): Order {
    if (refusal !== null) refuse(refusal);
    const order = this.#find(instrument, clientOrderId);
    if (order === null)
      throw new Rejected(
        `${instrument.id} has no order ${clientOrderId}`,
        "UNKNOWN_ORDER",
      );
    const { matching } = this.#options;
    const market = this.#marketOf(order.request.instrument);
    if (fault?.kind === "race" && matching.race(market, order, fault.share))
      onEffect();
    if (!order.isFinal) matching.end(market, order, "cancelled", null);
    return order.snapshot();
  }

  /** @throws Rejected the refusal */
  status(
    instrument: Instrument,
    clientOrderId: string,
    refusal: Refusal | null,
  ): Order | null {
    if (refusal !== null) refuse(refusal);
    return this.#find(instrument, clientOrderId)?.snapshot() ?? null;
  }

  /** @throws Rejected the refusal */
  position(instrument: Instrument, refusal: Refusal | null): Position {
    if (refusal !== null) refuse(refusal);
    if (!this.#markets.has(instrument.id)) this.#marketOf(instrument);
    return { instrument, ...this.#options.account.costOf(instrument) };
  }

  workingOrders(): readonly Order[] {
    return [...this.#markets.values()].flatMap(({ working }) =>
      working.all().map((order) => order.snapshot()),
    );
  }

  #create(
    request: PaperOrderRequest,
    type: OrderType,
    { refusal, fault, onEffect }: Arrival,
  ): PaperOrder {
    const { clock, matching, report } = this.#options;
    const orderId = `paper-${this.#orders.size + 1}`;
    const order = new PaperOrder(request, type, orderId, clock.now());
    const { instrument, clientOrderId } = request;
    this.#orders.set(orderKey(instrument, clientOrderId), order);
    const reason = refusal ?? this.#whyNot(request, type);
    if (reason !== null) {
      order.end("rejected", reason, clock.now());
      report(order.snapshot(), []);
      return order;
    }
    if (fault?.kind === "partial") {
      order.cap = order.shareOfRest(fault.share);
      order.onCapped = onEffect;
    }
    const market = this.#marketOf(instrument);
    market.isTraded = true;
    matching.arrive(market, order);
    return order;
  }

  #whyNot(request: PaperOrderRequest, type: OrderType): Refusal | null {
    const { clock, account } = this.#options;
    const { instrument } = request;
    const forever = whyNotTradable(instrument, clock.now());
    if (forever !== null) return forever;
    try {
      this.freshQuote(instrument);
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      return { code: error.code ?? "REFUSED", message: error.message };
    }
    const held = account.quantityOf(instrument);
    return (
      whyNotValid(request, type) ??
      whyNotAsPromised(request, type, this.#marketOf(instrument), held)
    );
  }

  #open(instrument: Instrument, listing: PaperListing | null): void {
    const market = new PaperMarket(instrument, listing, this.#options.depth);
    this.#markets.set(instrument.id, market);
  }

  #find(instrument: Instrument, clientOrderId: string): PaperOrder | null {
    return this.#orders.get(orderKey(instrument, clientOrderId)) ?? null;
  }

  /** @throws Rejected `UNKNOWN_INSTRUMENT` */
  #marketOf(instrument: Instrument): PaperMarket {
    const market = this.#markets.get(instrument.id);
    if (market !== undefined && market.listing !== null) return market;
    throw new Rejected(
      `${instrument.id} is not listed here`,
      "UNKNOWN_INSTRUMENT",
    );
  }
}

/** One venue does not know another's client order ids. */
function orderKey({ venue }: Instrument, clientOrderId: string): string {
  return `${venue} ${clientOrderId}`;
}
