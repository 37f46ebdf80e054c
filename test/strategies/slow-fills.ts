import {
  Timer,
  toGrid,
  type Clock,
  type Fill,
  type LimitOrderRequest,
  type MarketOrderRequest,
  type Order,
  type StrategyExchange,
  type Unsubscribe,
} from "@fsmc/runtime";

interface Slow {
  readonly order: Order;
  /** What is known at once, and what only when it is shown. */
  readonly parts: readonly [Fill, Fill];
  readonly timer: Timer;
  isShown: boolean;
}

/**
 * A venue that tells the first half of an order's fill at once and the rest
 * later, as one does whose book is taken level by level. Whoever cancels
 * meanwhile comes too late.
 */
export class SlowFills implements StrategyExchange {
  readonly requestValidity: number;
  readonly #inner: StrategyExchange;
  readonly #clock: Clock;
  readonly #delay: number;
  readonly #slow = new Map<string, Slow>();
  readonly #fillListeners = new Set<(fill: Fill) => void>();
  readonly #orderListeners = new Set<(order: Order) => void>();

  /** @param delay in milliseconds */
  constructor(inner: StrategyExchange, clock: Clock, delay: number) {
    this.requestValidity = inner.requestValidity;
    this.#inner = inner;
    this.#clock = clock;
    this.#delay = delay;
  }

  async placeMarketOrder(request: MarketOrderRequest): Promise<Order> {
    const order = await this.#inner.placeMarketOrder(request);
    const [fill] = order.fills;
    const known = this.#slow.get(order.clientOrderId);
    if (known !== undefined) return this.#shown(known);
    if (fill === undefined) return order;
    const timer = new Timer(() => this.#show(slow), "the rest of a fill");
    const parts = halvesOf(fill);
    const slow: Slow = { order, parts, timer, isShown: false };
    this.#slow.set(order.clientOrderId, slow);
    this.#clock.arm(timer, this.#clock.now() + this.#delay);
    this.#tell(parts[0], this.#shown(slow));
    return this.#shown(slow);
  }

  placeLimitOrder(request: LimitOrderRequest): Promise<Order> {
    return this.#inner.placeLimitOrder(request);
  }

  async cancelOrder(...order: Parameters<StrategyExchange["cancelOrder"]>) {
    const cancelled = await this.#inner.cancelOrder(...order);
    const slow = this.#slow.get(cancelled.clientOrderId);
    if (slow === undefined) return cancelled;
    this.#show(slow);
    return this.#shown(slow);
  }

  async orderStatus(...order: Parameters<StrategyExchange["orderStatus"]>) {
    const found = await this.#inner.orderStatus(...order);
    const slow = this.#slow.get(found?.clientOrderId ?? "");
    return slow === undefined ? found : this.#shown(slow);
  }

  marketPrice(...args: Parameters<StrategyExchange["marketPrice"]>) {
    return this.#inner.marketPrice(...args);
  }

  account(...args: Parameters<StrategyExchange["account"]>) {
    return this.#inner.account(...args);
  }

  onSettlement(...args: Parameters<StrategyExchange["onSettlement"]>) {
    return this.#inner.onSettlement(...args);
  }

  position(...args: Parameters<StrategyExchange["position"]>) {
    return this.#inner.position(...args);
  }

  onFill(listener: (fill: Fill) => void): Unsubscribe {
    this.#fillListeners.add(listener);
    return () => this.#fillListeners.delete(listener);
  }

  onOrder(listener: (order: Order) => void): Unsubscribe {
    this.#orderListeners.add(listener);
    return () => this.#orderListeners.delete(listener);
  }

  #show(slow: Slow): void {
    if (slow.isShown) return;
    slow.isShown = true;
    this.#clock.disarm(slow.timer);
    this.#tell(slow.parts[1], this.#shown(slow));
  }

  #shown({ order, parts, isShown }: Slow): Order {
    const [first] = parts;
    return isShown
      ? { ...order, fills: parts }
      : { ...order, status: "partially-filled", fills: [first] };
  }

  #tell(fill: Fill, order: Order): void {
    for (const listener of this.#fillListeners) listener(fill);
    for (const listener of this.#orderListeners) listener(order);
  }
}

function halvesOf(fill: Fill): readonly [Fill, Fill] {
  const { quantity, fee, tradeId, instrument } = fill;
  const half = toGrid(quantity / 2, instrument.lotSize);
  const rest = toGrid(quantity - half, instrument.lotSize);
  return [
    { ...fill, tradeId: `${tradeId}a`, quantity: half, fee: fee / 2 },
    { ...fill, tradeId: `${tradeId}b`, quantity: rest, fee: fee / 2 },
  ];
}
