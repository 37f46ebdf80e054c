import { floorToGrid, toGrid } from "../../market/grid.ts";
import type { MarketOrderRequest } from "../exchange.ts";
import {
  isFinal,
  type Fill,
  type Order,
  type OrderStatus,
  type OrderType,
  type Refusal,
} from "../order.ts";
import type { Slice } from "./book.ts";
import { feeOf, type Fees } from "./fees.ts";

/** One order as the paper venue keeps it. */
export class PaperOrder {
  readonly request: MarketOrderRequest;
  readonly type: OrderType;
  /** What others have at its price that trades before it does. */
  ahead = 0;
  /** At most this much of it trades when it first finds something; null: no limit. */
  cap: number | null = null;
  /** To be called when the cap has kept something from trading. */
  onCapped: () => void = () => {};
  readonly #orderId: string;
  readonly #createdAt: number;
  readonly #fills: Fill[] = [];
  #remaining: number;
  #status: OrderStatus = "new";
  #reason: Refusal | null = null;
  #updatedAt: number;

  constructor(
    request: MarketOrderRequest,
    type: OrderType,
    orderId: string,
    time: number,
  ) {
    this.request = request;
    this.type = type;
    this.#orderId = orderId;
    this.#remaining = request.quantity;
    this.#createdAt = time;
    this.#updatedAt = time;
  }

  get isFinal(): boolean {
    return isFinal({ status: this.#status });
  }

  get remaining(): number {
    return this.#remaining;
  }

  /** The worst price it trades at; null for any. */
  get limit(): number | null {
    return this.type.kind === "limit" ? this.type.price : null;
  }

  get isReduceOnly(): boolean {
    return this.request.reduceOnly === true;
  }

  /** A share of what is left, in whole lots. */
  shareOfRest(share: number): number {
    return floorToGrid(
      this.#remaining * share,
      this.request.instrument.lotSize,
    );
  }

  /** How much of what could trade now may: the cap counts once. */
  uncapped(possible: number): number {
    const { cap } = this;
    if (cap === null || possible <= 0) return possible;
    this.cap = null;
    if (possible <= cap) return possible;
    this.onCapped();
    return cap;
  }

  fill(
    slices: readonly Slice[],
    liquidity: Fill["liquidity"],
    fees: Fees,
    time: number,
  ): readonly Fill[] {
    const { clientOrderId, instrument, side } = this.request;
    const fills = slices.map(({ price, quantity }, index) => ({
      tradeId: `${this.#orderId}-${this.#fills.length + index + 1}`,
      clientOrderId,
      instrument,
      side,
      price,
      quantity,
      fee: feeOf(fees, liquidity, instrument, quantity, price),
      liquidity,
      time,
    }));
    if (fills.length === 0) return fills;
    this.#fills.push(...fills);
    const traded = fills.reduce((sum, { quantity }) => sum + quantity, 0);
    this.#remaining = toGrid(this.#remaining - traded, instrument.lotSize);
    this.#status = this.#remaining > 0 ? "partially-filled" : "filled";
    this.#updatedAt = time;
    return fills;
  }

  end(
    status: "cancelled" | "rejected" | "expired",
    reason: Refusal | null,
    time: number,
  ): void {
    this.#status = status;
    this.#reason = reason;
    this.#updatedAt = time;
  }

  snapshot(): Order {
    const { clientOrderId, instrument, side, quantity } = this.request;
    return {
      clientOrderId,
      orderId: this.#orderId,
      instrument,
      side,
      type: this.type,
      quantity,
      status: this.#status,
      fills: [...this.#fills],
      reason: this.#reason,
      createdAt: this.#createdAt,
      updatedAt: this.#updatedAt,
    };
  }
}
