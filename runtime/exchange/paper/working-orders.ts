import type { Side } from "../order.ts";
import { isWorse } from "./book.ts";
import type { PaperOrder } from "./paper-order.ts";

const NOTHING: readonly PaperOrder[] = [];

/** The limit orders that rest in one market: by price, at one price by arrival. */
export class WorkingOrders {
  #buys = NOTHING;
  #sells = NOTHING;

  get isEmpty(): boolean {
    return this.#buys === NOTHING && this.#sells === NOTHING;
  }

  /** Best price first. The list does not change while it is gone through. */
  on(side: Side): readonly PaperOrder[] {
    return side === "buy" ? this.#buys : this.#sells;
  }

  all(): readonly PaperOrder[] {
    return [...this.#buys, ...this.#sells];
  }

  add(order: PaperOrder): void {
    const { side } = order.request;
    const before = this.on(side);
    const place = before.findIndex(
      (other) =>
        other.limit !== null &&
        order.limit !== null &&
        isWorse(side, order.limit, other.limit),
    );
    this.#keep(
      side,
      before.toSpliced(place < 0 ? before.length : place, 0, order),
    );
  }

  remove(order: PaperOrder): void {
    const { side } = order.request;
    this.#keep(
      side,
      this.on(side).filter((other) => other !== order),
    );
  }

  #keep(side: Side, orders: readonly PaperOrder[]): void {
    const kept = orders.length === 0 ? NOTHING : orders;
    if (side === "buy") this.#buys = kept;
    else this.#sells = kept;
  }
}
