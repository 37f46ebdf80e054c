import type { Instrument } from "../market/instrument.ts";
import type { Side } from "../market/side.ts";

export type { Side };

export type OrderType =
  | { readonly kind: "market" }
  /** `price` is in the quote currency. */
  | { readonly kind: "limit"; readonly price: number };

/** How far an order has come; the terms are FIX's (tag 39, OrdStatus). */
export type OrderStatus =
  | "new"
  | "partially-filled"
  | "filled"
  | "cancelled"
  | "rejected"
  /** Ended by the venue with a quantity left, as a market order does that finds no more to take. */
  | "expired";

/** One trade of an order. */
export interface Fill {
  /** The venue's; unique for the instrument. */
  readonly tradeId: string;
  readonly clientOrderId: string;
  readonly instrument: Instrument;
  readonly side: Side;
  /** In the currency of the price. */
  readonly price: number;
  readonly quantity: number;
  /** In the instrument's currency; negative for a rebate. */
  readonly fee: number;
  readonly liquidity: "maker" | "taker";
  /** When it happened at the venue, in milliseconds since the epoch. */
  readonly time: number;
}

/** What is known of an order at one time. */
export interface Order {
  /** Chosen by who places the order. */
  readonly clientOrderId: string;
  /** Chosen by the venue. */
  readonly orderId: string;
  readonly instrument: Instrument;
  readonly side: Side;
  readonly type: OrderType;
  readonly quantity: number;
  readonly status: OrderStatus;
  /** All of its trades so far, oldest first. */
  readonly fills: readonly Fill[];
  /** Why it was rejected, or ended with a quantity left. */
  readonly reason: Refusal | null;
  /** When the venue took it, in milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** What a number of fills comes to. */
export interface Execution {
  readonly quantity: number;
  /** Average, in the quote currency. */
  readonly price: number;
  /** In the quote currency. */
  readonly fee: number;
}

/** No longer working: nothing more of it will be filled. */
export function isFinal(order: Pick<Order, "status">): boolean {
  return order.status !== "new" && order.status !== "partially-filled";
}

export function opposite(side: Side): Side {
  return side === "buy" ? "sell" : "buy";
}

/** 1 for buy, -1 for sell. */
export function signOf(side: Side): 1 | -1 {
  return side === "buy" ? 1 : -1;
}

/** What a fill does to the quantity held: positive for a buy. */
export function signedQuantity(fill: Fill): number {
  return signOf(fill.side) * fill.quantity;
}
