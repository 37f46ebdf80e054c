import type { UnsettledSnapshot } from "../journal/snapshot.ts";

/** Orders that nobody attends any more and that may be working or filled: their client order ids. */
export class UnsettledOrders {
  #orders: readonly UnsettledSnapshot[] = [];

  get keys(): readonly string[] {
    return this.#orders.map((each) => each.key);
  }

  snapshot(): readonly UnsettledSnapshot[] {
    return this.#orders;
  }

  add(key: string, legs: readonly string[]): void {
    if (this.#orders.some((each) => each.key === key)) return;
    // A list of its own: the one before is in a snapshot, to compare with.
    this.#orders = [...this.#orders, { key, legs }];
  }

  /** These legs were asked about, or are flat. An order of more legs than these stays. */
  settle(legs: readonly string[]): void {
    this.#orders = this.#orders.filter((each) =>
      each.legs.some((leg) => !legs.includes(leg)),
    );
  }
}
