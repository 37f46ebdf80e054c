import type { Clock } from "../../clock.ts";
import { Rejected } from "../../errors.ts";
import { isOnGrid } from "../../market/grid.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { Quote } from "../../market/quote.ts";
import type { MarketOrderRequest, Position } from "../exchange.ts";
import { NOTHING_HELD, tradeAtCost, type Cost } from "../holding.ts";
import {
  signedQuantity,
  type Fill,
  type Order,
  type OrderType,
  type Refusal,
} from "../order.ts";
import { PaperBook, type Depth } from "./book.ts";
import { refuse } from "./network.ts";
import { PaperOrder, type Fees } from "./paper-order.ts";

/** What can be traded, and what it costs. */
export interface PaperListing {
  readonly instrument: Instrument;
  readonly fees: Fees;
}

export interface PaperVenueOptions {
  readonly clock: Clock;
  readonly listings: readonly PaperListing[];
  readonly depth: Depth;
  /** In milliseconds. */
  readonly staleAfter: number;
  /** Told of every change of an order, with its new fills. */
  readonly report: (order: Order, fills: readonly Fill[]) => void;
}

/** One listed instrument: its market, what works in it and what the account holds. */
interface Market {
  readonly fees: Fees;
  readonly book: PaperBook;
  /** In order of arrival. */
  readonly working: Set<PaperOrder>;
  held: Cost;
}

/** The matching side of the paper exchange: no latency, no faults. Times are the clock's. */
export class PaperVenue {
  readonly #options: PaperVenueOptions;
  readonly #markets = new Map<string, Market>();
  /** By venue and client order id. */
  readonly #orders = new Map<string, PaperOrder>();

  constructor(options: PaperVenueOptions) {
    this.#options = options;
    for (const { instrument, fees } of options.listings) {
      const book = new PaperBook(options.depth);
      const working = new Set<PaperOrder>();
      this.#markets.set(instrument.id, {
        fees,
        book,
        working,
        held: NOTHING_HELD,
      });
    }
  }

  quote(quote: Quote): void {
    const market = this.#markets.get(quote.instrument.id);
    if (market === undefined) return;
    market.book.update(quote);
    for (const order of market.working) this.#match(market, order, "maker");
  }

  /** @throws Rejected `UNKNOWN_INSTRUMENT`, `NO_QUOTE` or `STALE_QUOTE` */
  freshQuote(instrument: Instrument): Quote {
    const { quote } = this.#marketOf(instrument).book;
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
  place(
    request: MarketOrderRequest,
    type: OrderType,
    refusal: Refusal | null,
  ): Order {
    const id = orderKey(request.instrument, request.clientOrderId);
    const order = this.#orders.get(id) ?? this.#create(request, type, refusal);
    const snapshot = order.snapshot();
    if (snapshot.status === "rejected" && snapshot.reason !== null)
      refuse(snapshot.reason);
    return snapshot;
  }

  /** @throws Rejected `UNKNOWN_ORDER`, or the refusal */
  cancel(
    instrument: Instrument,
    clientOrderId: string,
    refusal: Refusal | null,
  ): Order {
    if (refusal !== null) refuse(refusal);
    const order = this.#find(instrument, clientOrderId);
    if (order === null)
      throw new Rejected(
        `${instrument.id} has no order ${clientOrderId}`,
        "UNKNOWN_ORDER",
      );
    if (!order.isFinal) {
      this.#marketOf(order.request.instrument).working.delete(order);
      order.end("cancelled", null, this.#options.clock.now());
      this.#options.report(order.snapshot(), []);
    }
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
    return { instrument, ...this.#marketOf(instrument).held };
  }

  #create(
    request: MarketOrderRequest,
    type: OrderType,
    refusal: Refusal | null,
  ): PaperOrder {
    const { clock, report } = this.#options;
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
    const market = this.#marketOf(instrument);
    market.working.add(order);
    const isReported = this.#match(market, order, "taker");
    if (order.isFinal) return order;
    if (type.kind === "market") {
      market.working.delete(order);
      const message = `the book had ${order.remaining} too little`;
      order.end("expired", { code: "NO_LIQUIDITY", message }, clock.now());
      report(order.snapshot(), []);
    } else if (!isReported) report(order.snapshot(), []);
    return order;
  }

  /** Fills what the book gives at the order's price. True if it gave anything. */
  #match(
    market: Market,
    order: PaperOrder,
    liquidity: Fill["liquidity"],
  ): boolean {
    const { type, request } = order;
    const limit = type.kind === "limit" ? type.price : null;
    const slices = market.book
      .take(request.side, order.remaining, limit)
      .map(({ price, quantity }) => ({
        // A resting order is traded with at its own price.
        price: liquidity === "maker" && limit !== null ? limit : price,
        quantity,
      }));
    if (slices.length === 0) return false;
    const now = this.#options.clock.now();
    const fills = order.fill(slices, liquidity, market.fees, now);
    for (const fill of fills)
      market.held = tradeAtCost(
        market.held,
        signedQuantity(fill),
        fill.price,
        fill.instrument.lotSize,
      ).held;
    if (order.isFinal) market.working.delete(order);
    this.#options.report(order.snapshot(), fills);
    return true;
  }

  #whyNot(request: MarketOrderRequest, type: OrderType): Refusal | null {
    const { instrument, quantity } = request;
    const { lotSize, tickSize } = instrument;
    try {
      this.freshQuote(instrument);
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      return { code: error.code ?? "REFUSED", message: error.message };
    }
    if (!(quantity > 0) || !isOnGrid(quantity, lotSize))
      return {
        code: "INVALID_QUANTITY",
        message: `the quantity must be a multiple of ${lotSize} above 0, and is ${quantity}`,
      };
    if (
      type.kind === "limit" &&
      (!(type.price > 0) || !isOnGrid(type.price, tickSize))
    )
      return {
        code: "INVALID_PRICE",
        message: `the price must be a multiple of ${tickSize} above 0, and is ${type.price}`,
      };
    return null;
  }

  #find(instrument: Instrument, clientOrderId: string): PaperOrder | null {
    return this.#orders.get(orderKey(instrument, clientOrderId)) ?? null;
  }

  #marketOf(instrument: Instrument): Market {
    const market = this.#markets.get(instrument.id);
    if (market === undefined)
      throw new Rejected(
        `${instrument.id} is not listed here`,
        "UNKNOWN_INSTRUMENT",
      );
    return market;
  }
}

/** One venue does not know another's client order ids. */
function orderKey({ venue }: Instrument, clientOrderId: string): string {
  return `${venue} ${clientOrderId}`;
}
