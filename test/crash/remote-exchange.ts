import {
  Rejected,
  type Account,
  type Fill,
  type Instrument,
  type LimitOrderRequest,
  type MarketOrderRequest,
  type Order,
  type Position,
  type Quote,
  type Settlement,
  type StrategyExchange,
  type Unsubscribe,
} from "@fsmc/runtime";
import type { Answer, Question } from "./wire.ts";

type Value = Extract<Answer, { kind: "answer" }>["value"];

/** An exchange in another process. */
export class RemoteExchange implements StrategyExchange {
  readonly requestValidity: number;
  readonly fills = new Listeners<Fill>();
  readonly orders = new Listeners<Order>();
  readonly settlements = new Listeners<Settlement>();
  readonly #ask: (question: Question) => Promise<Answer>;

  constructor(
    requestValidity: number,
    ask: (question: Question) => Promise<Answer>,
  ) {
    this.requestValidity = requestValidity;
    this.#ask = ask;
  }

  async marketPrice(instrument: Instrument): Promise<Quote> {
    const value = await this.#value({ kind: "price", instrument });
    return value !== null && "bid" in value ? value : unexpected("price");
  }

  async placeMarketOrder(request: MarketOrderRequest): Promise<Order> {
    return order(await this.#value({ kind: "market order", request }));
  }

  async placeLimitOrder(request: LimitOrderRequest): Promise<Order> {
    return order(await this.#value({ kind: "limit order", request }));
  }

  async cancelOrder(
    instrument: Instrument,
    clientOrderId: string,
  ): Promise<Order> {
    return order(
      await this.#value({ kind: "cancel", instrument, clientOrderId }),
    );
  }

  async orderStatus(
    instrument: Instrument,
    clientOrderId: string,
  ): Promise<Order | null> {
    const value = await this.#value({
      kind: "status",
      instrument,
      clientOrderId,
    });
    return value === null ? null : order(value);
  }

  async position(instrument: Instrument): Promise<Position> {
    const value = await this.#value({ kind: "position", instrument });
    return value !== null && "averagePrice" in value
      ? value
      : unexpected("position");
  }

  async account(
    venue: string,
    currency: string | null = null,
  ): Promise<Account> {
    const value = await this.#value({ kind: "account", venue, currency });
    return value !== null && "equity" in value ? value : unexpected("account");
  }

  onFill(listener: (fill: Fill) => void): Unsubscribe {
    return this.fills.add(listener);
  }

  onOrder(listener: (order: Order) => void): Unsubscribe {
    return this.orders.add(listener);
  }

  onSettlement(listener: (settlement: Settlement) => void): Unsubscribe {
    return this.settlements.add(listener);
  }

  async #value(question: Question): Promise<Value> {
    const answer = await this.#ask(question);
    switch (answer.kind) {
      case "answer":
        return answer.value;
      case "rejected":
        throw new Rejected(answer.message, answer.code);
      case "no answer":
        throw new Error(answer.message);
    }
  }
}

/** Those who want to hear of something. */
class Listeners<T> {
  readonly #all = new Set<(value: T) => void>();

  add(listener: (value: T) => void): Unsubscribe {
    this.#all.add(listener);
    return () => void this.#all.delete(listener);
  }

  tell(value: T): void {
    for (const listener of this.#all) listener(value);
  }
}

function order(value: Value): Order {
  return value !== null && "orderId" in value ? value : unexpected("order");
}

function unexpected(what: string): never {
  throw new Error(`the venue's answer is no ${what}`);
}
