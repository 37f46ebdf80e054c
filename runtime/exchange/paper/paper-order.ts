import { toGrid } from "../../market/grid.ts";
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

/** In bps of the notional; negative for a rebate. */
export interface Fees {
  readonly makerBps: number;
  readonly takerBps: number;
}

const BPS = 1e-4;

/** One order as the paper venue keeps it. */
export class PaperOrder {
  readonly request: MarketOrderRequest;
  readonly type: OrderType;
  readonly #orderId: string;
  readonly #createdAt: number;
  readonly #fills: Fill[] = [];
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
    this.#createdAt = time;
    this.#updatedAt = time;
  }

  get isFinal(): boolean {
    return isFinal({ status: this.#status });
  }

  get remaining(): number {
    const { quantity, instrument } = this.request;
    const filled = this.#fills.reduce((sum, fill) => sum + fill.quantity, 0);
    return toGrid(quantity - filled, instrument.lotSize);
  }

  fill(
    slices: readonly Slice[],
    liquidity: Fill["liquidity"],
    fees: Fees,
    time: number,
  ): Fill[] {
    const { clientOrderId, instrument, side } = this.request;
    const bps = liquidity === "maker" ? fees.makerBps : fees.takerBps;
    const fills = slices.map(({ price, quantity }, index) => ({
      tradeId: `${this.#orderId}-${this.#fills.length + index + 1}`,
      clientOrderId,
      instrument,
      side,
      price,
      quantity,
      fee: price * quantity * bps * BPS,
      liquidity,
      time,
    }));
    if (fills.length === 0) return fills;
    this.#fills.push(...fills);
    this.#status = this.remaining > 0 ? "partially-filled" : "filled";
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
