import { toGrid } from "../../market/grid.ts";
import type { Instrument } from "../../market/instrument.ts";
import type {
  Fill,
  Order,
  OrderStatus,
  OrderType,
  Refusal,
  Side,
} from "../order.ts";
import { MalformedAnswerError } from "./errors.ts";
import type { OrderAnswer, VenueStatus } from "./reading/order.ts";
import type { TradeAnswer } from "./reading/trade.ts";

/** What is known of an order before anything was heard of it. */
export interface OrderPlan {
  readonly clientOrderId: string;
  readonly venueClientId: string;
  readonly instrument: Instrument;
  readonly side: Side;
  readonly quantity: number;
  readonly type: OrderType;
  /** When it was sent, in milliseconds since the epoch. */
  readonly sentAt: number;
}

/** How the venue says that an order has ended. */
interface Ending {
  readonly status: "closed" | "canceled" | "expired" | "rejected";
  /** The quantity that was filled of it; null if the venue does not say. */
  readonly filled: number | null;
}

/**
 * One order of the account, as far as its answers, reports and trades have
 * told. Each may come twice, late, and in any order. Fills are trades and
 * nothing else, each once; the order has ended when its trades come to what
 * the venue says was filled.
 */
export class TrackedOrder {
  clientOrderId: string;
  readonly venueClientId: string;
  readonly instrument: Instrument;
  readonly side: Side;
  readonly sentAt: number;
  readonly #fills = new Map<string, Fill>();
  #type: OrderType;
  #quantity: number;
  #orderId: string | null = null;
  #createdAt: number | null = null;
  #updatedAt: number;
  /** What the venue says was filled so far, the most that it ever said. */
  #claimed = 0;
  #ending: Ending | null = null;
  /** All trades were asked for after it had ended. */
  #isListed = false;

  constructor(plan: OrderPlan) {
    this.clientOrderId = plan.clientOrderId;
    this.venueClientId = plan.venueClientId;
    this.instrument = plan.instrument;
    this.side = plan.side;
    this.sentAt = plan.sentAt;
    this.#type = plan.type;
    this.#quantity = plan.quantity;
    this.#updatedAt = plan.sentAt;
  }

  /** Null until the venue has acknowledged it. */
  get orderId(): string | null {
    return this.#orderId;
  }

  get filled(): number {
    let sum = 0;
    for (const { quantity } of this.#fills.values()) sum += quantity;
    return toGrid(sum, this.instrument.lotSize / 1_000);
  }

  /** Whether trades are missing that there must be, or it is not certain that there are none. */
  get lacksTrades(): boolean {
    if (this.filled >= this.#quantity) return false;
    if (this.#claimed > this.filled + this.#tolerance) return true;
    return this.#ending !== null && !this.#isSettledBy(this.#ending);
  }

  /** Nothing more will be heard of it. */
  get isOver(): boolean {
    return (
      this.filled >= this.#quantity ||
      (this.#ending !== null && !this.lacksTrades)
    );
  }

  /** When something was last heard of it. */
  get updatedAt(): number {
    return this.#updatedAt;
  }

  /** @throws MalformedAnswerError if it cannot be this order that is told of */
  hear(answer: OrderAnswer): void {
    const { orderId, side, quantity, price, filled, status } = answer;
    if (this.#orderId !== null && this.#orderId !== orderId)
      throw new MalformedAnswerError("order.id", this.#orderId, null);
    if (side !== null && side !== this.side)
      throw new MalformedAnswerError("order.side", this.side, null);
    this.#orderId = orderId;
    if (quantity !== null) this.#quantity = quantity;
    if (price !== null && price > 0 && this.#type.kind === "limit")
      this.#type = { kind: "limit", price };
    this.#createdAt ??= answer.createdAt;
    const time = answer.updatedAt ?? answer.createdAt;
    if (time !== null) this.#updatedAt = Math.max(this.#updatedAt, time);
    const told = filled?.quantity ?? 0;
    this.#claimed = Math.max(this.#claimed, told);
    if (isEnd(status) && told >= this.#claimed)
      this.#ending ??= {
        status,
        filled: filled?.isTold === true ? filled.quantity : null,
      };
  }

  /** Whether the trade is new. @throws MalformedAnswerError if it cannot be one of this order's */
  isNew(trade: TradeAnswer): boolean {
    const known = this.#fills.get(trade.tradeId);
    if (known === undefined) {
      if (trade.side !== null && trade.side !== this.side)
        throw new MalformedAnswerError("trade.side", this.side, null);
      const most = this.#quantity - this.filled + this.#tolerance;
      if (trade.quantity > most)
        throw new MalformedAnswerError(
          "trade.amount",
          `at most ${most}, which is left of the order`,
          trade.quantity,
        );
      return true;
    }
    if (known.quantity !== trade.quantity || known.price !== trade.price)
      throw new MalformedAnswerError(
        "trade.amount",
        `${known.quantity} at ${known.price}, as was told of trade ${trade.tradeId} before`,
        trade.quantity,
      );
    return false;
  }

  /** @param fee in the instrument's currency */
  add(trade: TradeAnswer, fee: number): Fill {
    const { tradeId, price, quantity, liquidity, time } = trade;
    const { clientOrderId, instrument, side } = this;
    const fill = {
      tradeId,
      clientOrderId,
      instrument,
      side,
      price,
      quantity,
      fee,
      liquidity: liquidity ?? "taker",
      time: time ?? this.#updatedAt,
    };
    this.#fills.set(tradeId, fill);
    this.#updatedAt = Math.max(this.#updatedAt, fill.time);
    return fill;
  }

  /** All of its trades were asked for, and there are no others. */
  listed(): void {
    this.#isListed = this.#ending !== null;
  }

  /** It is this order of ours that was heard of. @returns its fills, by its right name */
  adopt(clientOrderId: string): readonly Fill[] {
    this.clientOrderId = clientOrderId;
    for (const [id, fill] of this.#fills)
      this.#fills.set(id, { ...fill, clientOrderId });
    return [...this.#fills.values()];
  }

  snapshot(): Order {
    const { clientOrderId, instrument, side } = this;
    const status = this.#status();
    const fills = [...this.#fills.values()].toSorted((a, b) => a.time - b.time);
    return {
      clientOrderId,
      orderId: this.#orderId ?? "",
      instrument,
      side,
      type: this.#type,
      quantity: this.#quantity,
      status,
      fills,
      reason: reasonOf(status),
      createdAt: this.#createdAt ?? this.sentAt,
      updatedAt: this.#updatedAt,
    };
  }

  #status(): OrderStatus {
    if (this.filled >= this.#quantity - this.#tolerance) return "filled";
    if (this.#ending !== null && !this.lacksTrades)
      switch (this.#ending.status) {
        case "canceled":
          return "cancelled";
        case "rejected":
          return "rejected";
        default:
          return "expired";
      }
    return this.filled > 0 ? "partially-filled" : "new";
  }

  #isSettledBy({ filled, status }: Ending): boolean {
    const told = status === "closed" ? this.#claimed : filled;
    const agrees =
      told !== null && Math.abs(told - this.filled) <= this.#tolerance;
    // "Closed" with nothing filled, or not what was claimed, is no end that there can be.
    if (status === "closed")
      return agrees && this.filled > 0 && (filled !== null || this.#isListed);
    return agrees || this.#isListed;
  }

  get #tolerance(): number {
    return this.instrument.lotSize / 1_000;
  }
}

function isEnd(status: VenueStatus | null): status is Ending["status"] {
  return status !== null && status !== "open" && status !== "canceling";
}

function reasonOf(status: OrderStatus): Refusal | null {
  if (status === "expired")
    return {
      code: "UNFILLED",
      message: "the venue ended it with a quantity left",
    };
  if (status === "rejected")
    return { code: "REFUSED", message: "the venue rejected it" };
  return null;
}
