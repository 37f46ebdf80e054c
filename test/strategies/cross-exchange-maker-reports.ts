import {
  signedQuantity,
  toGrid,
  type Fill,
  type LimitOrderRequest,
  type MarketOrderRequest,
  type Order,
  type Position,
  type StrategyExchange,
  type Unsubscribe,
} from "@fsmc/runtime";

/**
 * A venue that takes a limit order for cancelled and does not know yet what
 * was filled of it: its answers and reports leave the fills out, until they
 * are told. Positions are what they are, unless it is late with them too.
 */
export class LateReports implements StrategyExchange {
  readonly requestValidity: number;
  readonly #inner: StrategyExchange;
  readonly #late: Fill[] = [];
  readonly #fillListeners = new Set<(fill: Fill) => void>();
  readonly #latePositions: boolean;
  #isLate = true;

  constructor(inner: StrategyExchange, latePositions: boolean) {
    this.requestValidity = inner.requestValidity;
    this.#inner = inner;
    this.#latePositions = latePositions;
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

  async position(
    ...args: Parameters<StrategyExchange["position"]>
  ): Promise<Position> {
    const found = await this.#inner.position(...args);
    if (!this.#latePositions) return found;
    const unseen = this.#late
      .filter((fill) => fill.instrument.id === found.instrument.id)
      .reduce((sum, fill) => sum + signedQuantity(fill), 0);
    const { lotSize } = found.instrument;
    return { ...found, quantity: toGrid(found.quantity - unseen, lotSize) };
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
