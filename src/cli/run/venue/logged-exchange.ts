import type {
  Account,
  Fill,
  Instrument,
  LimitOrderRequest,
  MarketOrderRequest,
  Order,
  Position,
  Quote,
  Settlement,
  StrategyExchange,
  Unsubscribe,
} from "@fsmc/runtime";
import type { Request } from "./request.ts";

/** An exchange whose requests are written down before they reach it. */
export class LoggedExchange implements StrategyExchange {
  readonly #exchange: StrategyExchange;
  readonly #log: (request: Request) => void;

  constructor(exchange: StrategyExchange, log: (request: Request) => void) {
    this.#exchange = exchange;
    this.#log = log;
  }

  get requestValidity(): number {
    return this.#exchange.requestValidity;
  }

  marketPrice(instrument: Instrument): Promise<Quote> {
    return this.#exchange.marketPrice(instrument);
  }

  placeMarketOrder(order: MarketOrderRequest): Promise<Order> {
    this.#log({ kind: "market", order });
    return this.#exchange.placeMarketOrder(order);
  }

  placeLimitOrder(order: LimitOrderRequest): Promise<Order> {
    this.#log({ kind: "limit", order });
    return this.#exchange.placeLimitOrder(order);
  }

  cancelOrder(instrument: Instrument, clientOrderId: string): Promise<Order> {
    this.#log({ kind: "cancel", instrument, clientOrderId });
    return this.#exchange.cancelOrder(instrument, clientOrderId);
  }

  orderStatus(
    instrument: Instrument,
    clientOrderId: string,
  ): Promise<Order | null> {
    this.#log({ kind: "status", instrument, clientOrderId });
    return this.#exchange.orderStatus(instrument, clientOrderId);
  }

  position(instrument: Instrument): Promise<Position> {
    this.#log({ kind: "position", instrument });
    return this.#exchange.position(instrument);
  }

  account(venue: string, currency: string | null = null): Promise<Account> {
    this.#log({ kind: "account", venue, currency });
    return this.#exchange.account(venue, currency);
  }

  onFill(listener: (fill: Fill) => void): Unsubscribe {
    return this.#exchange.onFill(listener);
  }

  onOrder(listener: (order: Order) => void): Unsubscribe {
    return this.#exchange.onOrder(listener);
  }

  onSettlement(listener: (settlement: Settlement) => void): Unsubscribe {
    return this.#exchange.onSettlement(listener);
  }
}
