import type { Instrument } from "../../market/instrument.ts";
import { toGrid } from "../../market/grid.ts";
import {
  isFinal,
  type Fill,
  type Order,
  type OrderStatus,
  type Side,
} from "../order.ts";

/** An order that is about to be sent. */
export interface OrderIntent {
  readonly clientOrderId: string;
  readonly instrument: Instrument;
  readonly leg: string;
  readonly side: Side;
  readonly quantity: number;
  /** When it was last sent, in milliseconds since the epoch. */
  readonly sentAt: number;
}

/** What a machine knows of one of its orders. */
export interface OrderRecord extends OrderIntent {
  /** `unknown` until the venue has answered. */
  readonly status: OrderStatus | "unknown";
  readonly filled: number;
  /** How often it was sent: a refusal of one sending says nothing of a later one. */
  readonly sendings: number;
}

interface MutableRecord extends OrderIntent {
  sentAt: number;
  quantity: number;
  status: OrderRecord["status"];
  filled: number;
  sendings: number;
}

/**
 * One machine's orders by client order id, written down before they are sent.
 * An order is *unsettled* until it is certain that nothing more of it will be filled.
 */
export class OrderRegister {
  readonly #records = new Map<string, MutableRecord>();
  readonly #unsettled = new Set<MutableRecord>();

  /**
   * The same id again is the same order, sent once more: unless it is certain
   * that the first never came about, then it is a new one.
   */
  intend(intent: OrderIntent): OrderRecord {
    const known = this.#records.get(intent.clientOrderId);
    if (known !== undefined && known.status !== "rejected") {
      // The later request may arrive when the earlier one no longer could.
      known.sentAt = Math.max(known.sentAt, intent.sentAt);
      known.sendings += 1;
      return { ...known };
    }
    const sendings = (known?.sendings ?? 0) + 1;
    const status = "unknown" as const;
    const record = { ...intent, status, filled: 0, sendings };
    this.#records.set(intent.clientOrderId, record);
    this.#unsettled.add(record);
    return { ...record };
  }

  get(clientOrderId: string): OrderRecord | null {
    const record = this.#records.get(clientOrderId);
    return record === undefined ? null : { ...record };
  }

  /** All that were ever sent. */
  all(): readonly OrderRecord[] {
    return [...this.#records.values()].map((record) => ({ ...record }));
  }

  /** An order as another process knew it. */
  restore(known: OrderRecord): void {
    const record = { ...known };
    this.#records.set(record.clientOrderId, record);
    const { status } = record;
    if (status === "unknown" || !isFinal({ status }))
      this.#unsettled.add(record);
  }

  unsettled(): readonly OrderRecord[] {
    return [...this.#unsettled].map((record) => ({ ...record }));
  }

  /**
   * News of an order; of one that has ended, or of another venue's of the same id, it is passed over.
   *
   * @returns whether that changed what is known of it
   */
  update(order: Order): boolean {
    const record = this.#recordOf(order);
    if (record === null || !this.#unsettled.has(record)) return false;
    const { status, quantity } = record;
    record.status = order.status;
    record.quantity = order.quantity;
    if (isFinal(order)) this.#unsettled.delete(record);
    return status !== order.status || quantity !== order.quantity;
  }

  /**
   * It is certain that the order, as far as it had been sent then, never came about.
   *
   * @returns whether that changed what is known of it
   */
  discard({ clientOrderId, sendings }: OrderRecord): boolean {
    const record = this.#records.get(clientOrderId);
    if (record?.status !== "unknown" || record.sendings !== sendings)
      return false;
    record.status = "rejected";
    return this.#unsettled.delete(record);
  }

  /** @returns what the order then came to, or null if it is not known */
  fill(fill: Fill): OrderRecord | null {
    const record = this.#recordOf(fill);
    if (record === null) return null;
    record.filled = toGrid(
      record.filled + fill.quantity,
      record.instrument.lotSize,
    );
    if (record.filled >= record.quantity) {
      record.status = "filled";
      this.#unsettled.delete(record);
    } else if (this.#unsettled.has(record)) record.status = "partially-filled";
    return { ...record };
  }

  #recordOf({ clientOrderId, instrument }: Fill | Order): MutableRecord | null {
    const record = this.#records.get(clientOrderId);
    return record?.instrument.id === instrument.id ? record : null;
  }
}
