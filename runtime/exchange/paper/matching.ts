import type { Clock } from "../../clock.ts";
import type { DepthUpdate, Trade } from "../../market/event.ts";
import { floorToGrid } from "../../market/grid.ts";
import type { Fill, Order, Refusal, Side } from "../order.ts";
import { opposite } from "../order.ts";
import { isWorse, type Slice } from "./book.ts";
import type { HoldingAccount } from "./holding-account.ts";
import { reducible, type PaperMarket } from "./market.ts";
import type { PaperOrder } from "./paper-order.ts";

export interface MatchingOptions {
  readonly clock: Clock;
  readonly account: HoldingAccount;
  /** Told of every change of an order, with its new fills. */
  readonly report: (order: Order, fills: readonly Fill[]) => void;
}

const SIDES: readonly Side[] = ["buy", "sell"];

const REDUCED: Refusal = {
  code: "REDUCE_ONLY",
  message: "there is nothing left that it could reduce",
};

/**
 * How orders meet the market: what they take when they arrive, and when what
 * rests is traded with.
 *
 * The queue is the most careful of the usual models (hftbacktest's
 * `RiskAdverseQueueModel`): an order stands behind all that was shown at its
 * price when it arrived. Trades at the price use that up; when less is shown
 * than what stood before it, the rest has gone. Whoever else cancels is taken
 * to have stood behind it.
 */
export class Matching {
  readonly #options: MatchingOptions;

  constructor(options: MatchingOptions) {
    this.#options = options;
  }

  /** An order takes what its price allows; then a limit order rests, and a market order's rest expires. */
  arrive(market: PaperMarket, order: PaperOrder): void {
    const { request, limit } = order;
    const slices = this.#taken(market, order, limit);
    if (slices.length > 0) this.#fill(market, order, slices, "taker");
    if (order.isFinal) return;
    if (order.isReduceOnly && this.#reducible(order) <= 0)
      this.end(market, order, "cancelled", REDUCED);
    else if (limit === null)
      this.end(market, order, "expired", {
        code: "NO_LIQUIDITY",
        message: `the book had ${order.remaining} too little`,
      });
    else {
      order.ahead = market.book.shownAt(request.side, limit);
      market.working.add(order);
      if (slices.length === 0) this.#options.report(order.snapshot(), []);
    }
  }

  /** The best prices have moved: what the other side has reached is filled, at its own price. */
  onBest(market: PaperMarket): void {
    for (const side of SIDES) {
      const orders = market.working.on(side);
      if (orders.length === 0) continue;
      const { book } = market;
      const ownBest = book.best(opposite(side));
      const otherBest = book.best(side);
      for (const order of orders) {
        const { limit } = order;
        if (limit === null || order.isFinal) continue;
        if (otherBest !== null && !isWorse(side, otherBest, limit))
          this.#rest(market, order, limit);
        else if (ownBest !== null && !isWorse(side, ownBest, limit))
          // Nobody is before the best price, nor more before it there than is shown.
          order.ahead = Math.min(order.ahead, book.shownAt(side, limit));
      }
    }
  }

  /** The book has changed: less may stand before an order. */
  onDepth(market: PaperMarket, { bids, asks }: DepthUpdate): void {
    for (const side of SIDES)
      for (const order of market.working.on(side))
        for (const { price, quantity } of side === "buy" ? bids : asks)
          if (price === order.limit)
            order.ahead = Math.min(order.ahead, quantity);
    if (!market.book.isQuoted) this.onBest(market);
  }

  /** Somebody traded: orders at better prices were before it, and at its price those whose turn it was. */
  onTrade(market: PaperMarket, trade: Trade): void {
    for (const side of SIDES) {
      let left = trade.quantity;
      for (const order of market.working.on(side)) {
        const { limit } = order;
        if (limit === null || isWorse(side, trade.price, limit)) break;
        if (order.isFinal) continue;
        if (trade.price === limit && !meets(market, side, trade)) break;
        const ahead = trade.price === limit ? order.ahead : 0;
        order.ahead = Math.max(ahead - left, 0);
        const possible = this.#wanted(order, left - ahead);
        const quantity = order.uncapped(possible);
        if (quantity <= 0) continue;
        left -= quantity;
        this.#fill(market, order, [{ price: limit, quantity }], "maker");
      }
    }
  }

  /** Fills this share of what is left of a working order at its own price, at least one lot. True if it filled anything. */
  race(market: PaperMarket, order: PaperOrder, share: number): boolean {
    const { limit } = order;
    if (limit === null || order.isFinal || share <= 0) return false;
    const { lotSize } = order.request.instrument;
    const most = Math.max(order.shareOfRest(share), lotSize);
    const quantity = this.#wanted(order, most);
    if (quantity <= 0) return false;
    this.#fill(market, order, [{ price: limit, quantity }], "maker");
    return true;
  }

  /** The order works no more. */
  end(
    market: PaperMarket,
    order: PaperOrder,
    status: "cancelled" | "expired",
    reason: Refusal | null,
  ): void {
    const { clock, report } = this.#options;
    market.working.remove(order);
    order.end(status, reason, clock.now());
    report(order.snapshot(), []);
  }

  /** Ends what could reduce only and has nothing to reduce any more. */
  endReduced(market: PaperMarket): void {
    for (const order of market.working.all())
      if (order.isReduceOnly && !order.isFinal && this.#reducible(order) <= 0)
        this.end(market, order, "cancelled", REDUCED);
  }

  /** A resting order is traded with at its own price. */
  #rest(market: PaperMarket, order: PaperOrder, limit: number): void {
    order.ahead = 0;
    const slices = this.#taken(market, order, limit);
    const ownPrice = slices.map(({ quantity }) => ({ price: limit, quantity }));
    if (slices.length > 0) this.#fill(market, order, ownPrice, "maker");
  }

  #taken(
    market: PaperMarket,
    order: PaperOrder,
    limit: number | null,
  ): readonly Slice[] {
    const { side } = order.request;
    const wanted = this.#wanted(order, order.remaining);
    if (order.cap === null) return market.book.take(side, wanted, limit);
    let possible = 0;
    for (const { quantity } of market.book.preview(side, wanted, limit))
      possible += quantity;
    return market.book.take(side, order.uncapped(possible), limit);
  }

  #fill(
    market: PaperMarket,
    order: PaperOrder,
    slices: readonly Slice[],
    liquidity: Fill["liquidity"],
  ): void {
    const { clock, account, report } = this.#options;
    if (market.listing === null) return;
    const { fees } = market.listing;
    const fills = order.fill(slices, liquidity, fees, clock.now());
    for (const fill of fills) account.book(fill);
    if (order.isFinal) market.working.remove(order);
    report(order.snapshot(), fills);
    this.endReduced(market);
  }

  /** How much of this quantity the order would take, in whole lots. */
  #wanted(order: PaperOrder, quantity: number): number {
    const { lotSize } = order.request.instrument;
    const most = Math.min(quantity, order.remaining);
    const allowed = order.isReduceOnly
      ? Math.min(most, this.#reducible(order))
      : most;
    return floorToGrid(Math.max(allowed, 0), lotSize);
  }

  #reducible({ request: { instrument, side } }: PaperOrder): number {
    const held = this.#options.account.quantityOf(instrument);
    return reducible(instrument, held, side);
  }
}

/** Whether a trade at an order's own price was with its side of the book. */
function meets(market: PaperMarket, side: Side, trade: Trade): boolean {
  if (trade.aggressor !== null) return trade.aggressor !== side;
  const { mid } = market.book;
  return mid !== null && isWorse(side, mid, trade.price);
}
