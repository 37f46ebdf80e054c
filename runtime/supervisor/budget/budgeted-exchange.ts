import type {
  LimitOrderRequest,
  MarketOrderRequest,
  StrategyExchange,
} from "../../exchange/exchange.ts";
import type { Order } from "../../exchange/order.ts";

/** Who shares out. */
export interface Treasurer {
  /** @param price of a limit order; null for one at the market. @throws Rejected (rejects) if it may not be sent */
  ask(request: MarketOrderRequest, price: number | null): Promise<void>;
  /** The venue knows this order. */
  found(order: Order): void;
}

/** An exchange where each order asks the budget before it is sent. To look and to cancel is free. */
export class BudgetedExchange implements StrategyExchange {
  readonly #exchange: StrategyExchange;
  readonly #treasurer: Treasurer;

  constructor(exchange: StrategyExchange, treasurer: Treasurer) {
    this.#exchange = exchange;
    this.#treasurer = treasurer;
  }

  get requestValidity(): number {
    return this.#exchange.requestValidity;
  }

  async placeMarketOrder(request: MarketOrderRequest): Promise<Order> {
    await this.#treasurer.ask(request, null);
    return this.#exchange.placeMarketOrder(request);
  }

  async placeLimitOrder(request: LimitOrderRequest): Promise<Order> {
    await this.#treasurer.ask(request, request.price);
    return this.#exchange.placeLimitOrder(request);
  }

  marketPrice(
    ...args: Parameters<StrategyExchange["marketPrice"]>
  ): ReturnType<StrategyExchange["marketPrice"]> {
    return this.#exchange.marketPrice(...args);
  }

  cancelOrder(
    ...args: Parameters<StrategyExchange["cancelOrder"]>
  ): ReturnType<StrategyExchange["cancelOrder"]> {
    return this.#exchange.cancelOrder(...args);
  }

  async orderStatus(
    ...args: Parameters<StrategyExchange["orderStatus"]>
  ): ReturnType<StrategyExchange["orderStatus"]> {
    const order = await this.#exchange.orderStatus(...args);
    if (order !== null) this.#treasurer.found(order);
    return order;
  }

  position(
    ...args: Parameters<StrategyExchange["position"]>
  ): ReturnType<StrategyExchange["position"]> {
    return this.#exchange.position(...args);
  }

  account(
    ...args: Parameters<StrategyExchange["account"]>
  ): ReturnType<StrategyExchange["account"]> {
    return this.#exchange.account(...args);
  }

  onFill(
    ...args: Parameters<StrategyExchange["onFill"]>
  ): ReturnType<StrategyExchange["onFill"]> {
    return this.#exchange.onFill(...args);
  }

  onOrder(
    ...args: Parameters<StrategyExchange["onOrder"]>
  ): ReturnType<StrategyExchange["onOrder"]> {
    return this.#exchange.onOrder(...args);
  }

  onSettlement(
    ...args: Parameters<StrategyExchange["onSettlement"]>
  ): ReturnType<StrategyExchange["onSettlement"]> {
    return this.#exchange.onSettlement(...args);
  }
}
