import type {
  Fill,
  LimitOrderRequest,
  MarketOrderRequest,
  Order,
  StrategyExchange,
  Unsubscribe,
} from "@fsmc/runtime";

/**
 * A venue that takes a limit order for cancelled and does not know yet what
 * was filled of it: its answers and reports leave the fills out, until they
 * are told. Positions are what they are.
 */
export class LateReports implements StrategyExchange {
  readonly requestValidity: number;
  readonly #inner: StrategyExchange;
  readonly #late: Fill[] = [];
  readonly #fillListeners = new Set<(fill: Fill) => void>();
  #isLate = true;

  constructor(inner: StrategyExchange) {
    this.requestValidity = inner.requestValidity;
    this.#inner = inner;
    inner.onFill((fill) => {
      if (this.#isLate && fill.liquidity === "maker") this.#late.push(fill);
      else this.#tell(fill);
    });
  }

  /** What was filled, at last: more than once, if so wished. */
  tell(times = 1): void {
    this.#isLate = false;
    for (const fill of this.#late.splice(0))
      for (let time = 0; time < times; time += 1) this.#tell(fill);
  }

  placeMarketOrder(request: MarketOrderRequest): Promise<Order> {
    return this.#inner.placeMarketOrder(request);
  }

  async placeLimitOrder(request: LimitOrderRequest): Promise<Order> {
    return this.#shown(await this.#inner.placeLimitOrder(request));
  }

  async cancelOrder(
    ...order: Parameters<StrategyExchange["cancelOrder"]>
  ): Promise<Order> {
    return this.#shown(await this.#inner.cancelOrder(...order));
  }

  async orderStatus(
    ...order: Parameters<StrategyExchange["orderStatus"]>
  ): Promise<Order | null> {
    const found = await this.#inner.orderStatus(...order);
    return found === null ? null : this.#shown(found);
  }

  marketPrice(...args: Parameters<StrategyExchange["marketPrice"]>) {
    return this.#inner.marketPrice(...args);
  }

  position(...args: Parameters<StrategyExchange["position"]>) {
    return this.#inner.position(...args);
  }

  account(...args: Parameters<StrategyExchange["account"]>) {
    return this.#inner.account(...args);
  }

  onFill(listener: (fill: Fill) => void): Unsubscribe {
    this.#fillListeners.add(listener);
    return () => this.#fillListeners.delete(listener);
  }

  onOrder(listener: (order: Order) => void): Unsubscribe {
    return this.#inner.onOrder((order) => listener(this.#shown(order)));
  }

  onSettlement(...args: Parameters<StrategyExchange["onSettlement"]>) {
    return this.#inner.onSettlement(...args);
  }

  #shown(order: Order): Order {
    const isHidden =
      this.#isLate &&
      order.fills.some(({ liquidity }) => liquidity === "maker");
    if (!isHidden) return order;
    const status = order.status === "cancelled" ? "cancelled" : "new";
    return { ...order, status, fills: [] };
  }

  #tell(fill: Fill): void {
    for (const listener of this.#fillListeners) listener(fill);
  }
}
