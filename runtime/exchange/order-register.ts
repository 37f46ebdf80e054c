import type { Instrument } from "../market/instrument.ts";
import { toGrid } from "../market/grid.ts";
import {
  isFinal,
  type Fill,
  type Order,
  type OrderStatus,
  type Side,
} from "./order.ts";

/** An order that is about to be sent. */
export interface OrderIntent {
  readonly clientOrderId: string;
  readonly instrument: Instrument;
  readonly leg: string;
  readonly side: Side;
  readonly quantity: number;
  /** In milliseconds since the epoch. */
  readonly sentAt: number;
}

/** What a machine knows of one of its orders. */
export interface OrderRecord extends OrderIntent {
  /** `unknown` until the venue has answered. */
  readonly status: OrderStatus | "unknown";
  readonly filled: number;
}

interface MutableRecord extends OrderIntent {
  quantity: number;
  status: OrderRecord["status"];
  filled: number;
}

/**
 * One machine's orders by client order id, written down before they are sent.
 * An order is *unsettled* until it is certain that nothing more of it will be filled.
 */
export class OrderRegister {
  readonly #records = new Map<string, MutableRecord>();
  readonly #unsettled = new Set<MutableRecord>();

  /** The same id again changes nothing, unless it is certain that the first one never came about. */
  intend(intent: OrderIntent): void {
    const known = this.#records.get(intent.clientOrderId);
    if (known !== undefined && known.status !== "rejected") return;
    const record = { ...intent, status: "unknown" as const, filled: 0 };
    this.#records.set(intent.clientOrderId, record);
    this.#unsettled.add(record);
  }

  get(clientOrderId: string): OrderRecord | null {
    return this.#records.get(clientOrderId) ?? null;
  }

  unsettled(): readonly OrderRecord[] {
    return [...this.#unsettled];
  }

  /** News of an order; an older state than the one known is passed over. */
  update(order: Order): void {
    const record = this.#records.get(order.clientOrderId);
    if (record === undefined || !this.#unsettled.has(record)) return;
    record.status = order.status;
    record.quantity = order.quantity;
    if (isFinal(order)) this.#unsettled.delete(record);
  }

  /** It is certain that there is no such order, nor will be. */
  discard(clientOrderId: string): void {
    const record = this.#records.get(clientOrderId);
    if (record === undefined || !this.#unsettled.delete(record)) return;
    record.status = "rejected";
  }

  fill(fill: Fill): void {
    const record = this.#records.get(fill.clientOrderId);
    if (record === undefined) return;
    record.filled = toGrid(
      record.filled + fill.quantity,
      record.instrument.lotSize,
    );
    if (record.filled >= record.quantity) {
      record.status = "filled";
      this.#unsettled.delete(record);
    } else if (this.#unsettled.has(record)) record.status = "partially-filled";
  }
}
