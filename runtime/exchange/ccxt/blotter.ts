import type { Instrument } from "../../market/instrument.ts";
import type { Unsubscribe } from "../exchange.ts";
import type { Fill, Order } from "../order.ts";
import type { Fees } from "./fees.ts";
import type { CcxtMarket } from "./market.ts";
import type { Problems } from "./problems.ts";
import type { OrderAnswer } from "./reading/order.ts";
import type { TradeAnswer } from "./reading/trade.ts";
import { TrackedOrder, type OrderPlan } from "./tracked-order.ts";

/** Orders that are over are forgotten beyond this many, the oldest first. */
const KEPT = 10_000;

/**
 * The orders of the account at one venue, and who hears of them. Whatever is
 * told of them, by answers and by reports, is taken in one after the other:
 * each fill is told once, and each change of an order after its fills.
 */
export class Blotter {
  readonly #fees: Fees;
  readonly #problems: Problems;
  readonly #byClientId = new Map<string, TrackedOrder>();
  readonly #byOrderId = new Map<string, TrackedOrder>();
  readonly #told = new WeakMap<TrackedOrder, string>();
  readonly #fillListeners = new Set<(fill: Fill) => void>();
  readonly #orderListeners = new Set<(order: Order) => void>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(fees: Fees, problems: Problems) {
    this.#fees = fees;
    this.#problems = problems;
  }

  onFill(listener: (fill: Fill) => void): Unsubscribe {
    this.#fillListeners.add(listener);
    return () => this.#fillListeners.delete(listener);
  }

  onOrder(listener: (order: Order) => void): Unsubscribe {
    this.#orderListeners.add(listener);
    return () => this.#orderListeners.delete(listener);
  }

  get(instrument: Instrument, venueClientId: string): TrackedOrder | null {
    return this.#byClientId.get(keyOf(instrument, venueClientId)) ?? null;
  }

  ofOrderId(instrument: Instrument, orderId: string): TrackedOrder | null {
    return this.#byOrderId.get(keyOf(instrument, orderId)) ?? null;
  }

  /** Of which more may be heard. */
  open(): readonly TrackedOrder[] {
    return [...this.#byClientId.values()].filter((order) => !order.isOver);
  }

  /** Knows an order from here on; the same one again is the one that there is. */
  track(plan: OrderPlan): TrackedOrder {
    const key = keyOf(plan.instrument, plan.venueClientId);
    const known = this.#byClientId.get(key);
    if (known !== undefined) return known;
    const order = new TrackedOrder(plan);
    this.#byClientId.set(key, order);
    if (this.#byClientId.size > KEPT) this.#forgetOldest();
    return order;
  }

  /** It turns out to be this one of ours: its fills are told by that name. */
  rename(order: TrackedOrder, clientOrderId: string): void {
    for (const fill of order.adopt(clientOrderId)) this.#tellFill(fill);
  }

  /** It is certain that there is no such order. */
  forget(order: TrackedOrder): void {
    const { instrument, venueClientId, orderId } = order;
    this.#byClientId.delete(keyOf(instrument, venueClientId));
    if (orderId !== null) this.#byOrderId.delete(keyOf(instrument, orderId));
  }

  /**
   * Takes in what was told of an order.
   *
   * @param trades those that came with it or for it; `areAll`: and there are no others
   * @throws MalformedAnswerError if it does not fit the order; nothing of it counts then
   */
  take(
    market: CcxtMarket,
    order: TrackedOrder,
    answer: OrderAnswer | null,
    trades: readonly TradeAnswer[],
    areAll = false,
  ): Promise<void> {
    return this.#inTurn(async () => {
      if (answer !== null) order.hear(answer);
      if (order.orderId !== null)
        this.#byOrderId.set(keyOf(order.instrument, order.orderId), order);
      for (const trade of trades) {
        if (!order.isNew(trade)) continue;
        const fee = await this.#fees.of(market, trade);
        this.#tellFill(order.add(trade, fee));
      }
      if (areAll) order.listed();
      this.#tellOrder(order);
    });
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => null);
    return done;
  }

  #tellFill(fill: Fill): void {
    for (const listener of this.#fillListeners)
      this.#guarded(() => listener(fill));
  }

  /** Not before its trades are there: an order that has ended has all of them. */
  #tellOrder(order: TrackedOrder): void {
    if (order.orderId === null) return;
    const { status, quantity, fills } = order.snapshot();
    const news = `${status} ${quantity} ${fills.length}`;
    if (this.#told.get(order) === news) return;
    this.#told.set(order, news);
    const snapshot = order.snapshot();
    for (const listener of this.#orderListeners)
      this.#guarded(() => listener(snapshot));
  }

  /** One listener's fault is not the others'. */
  #guarded(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      this.#problems.failed("a listener failed", error);
    }
  }

  #forgetOldest(): void {
    for (const order of this.#byClientId.values())
      if (order.isOver) {
        this.forget(order);
        return;
      }
  }
}

/** Ids are unique for the instrument. */
function keyOf({ id }: Instrument, orderId: string): string {
  return `${id} ${orderId}`;
}
