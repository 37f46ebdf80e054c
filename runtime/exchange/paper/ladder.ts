import type { DepthLevel } from "../../market/event.ts";

/** From so many on, what has come or gone is not sorted in one by one. */
const MANY = 100;

/**
 * One side of a book as its changes have told it. Changes are cheap, since
 * most of them are never looked at: prices are put in order when somebody does.
 */
export class Ladder {
  readonly #side: "bid" | "ask";
  readonly #sizes = new Map<number, number>();
  /** The best last; without what has come or gone since it was last looked at. */
  #prices: number[] = [];
  /** Those prices; null: too many. */
  #changed: number[] | null = [];

  constructor(side: "bid" | "ask") {
    this.#side = side;
  }

  get best(): number | null {
    return this.#sorted().at(-1) ?? null;
  }

  set({ price, quantity }: DepthLevel): void {
    const before = this.#sizes.size;
    if (quantity > 0) this.#sizes.set(price, quantity);
    else this.#sizes.delete(price);
    if (this.#sizes.size === before || this.#changed === null) return;
    this.#changed.push(price);
    if (this.#changed.length > MANY) this.#changed = null;
  }

  /** What the other side has reached is gone. */
  dropCrossedBy(price: number): void {
    const prices = this.#sorted();
    for (;;) {
      const best = prices.at(-1);
      if (best === undefined || this.#isWorse(best, price)) return;
      prices.pop();
      this.#sizes.delete(best);
    }
  }

  /** What is there at a price; null if nothing was heard of it. */
  sizeAt(price: number): number | null {
    return this.#sizes.get(price) ?? null;
  }

  /** Levels worse than this price (null: all), best first. */
  *behind(price: number | null): Generator<DepthLevel> {
    const prices = this.#sorted();
    for (let place = prices.length - 1; place >= 0; place -= 1) {
      const level = prices[place];
      if (level === undefined) return;
      const quantity = this.#sizes.get(level) ?? 0;
      if (price === null || this.#isWorse(level, price))
        yield { price: level, quantity };
    }
  }

  #sorted(): number[] {
    if (this.#changed === null)
      this.#prices = [...this.#sizes.keys()].toSorted((a, b) =>
        this.#side === "bid" ? a - b : b - a,
      );
    else for (const price of this.#changed) this.#sortIn(price);
    this.#changed = [];
    return this.#prices;
  }

  #sortIn(price: number): void {
    const place = this.#placeOf(price);
    const isSorted = this.#prices[place] === price;
    const isThere = this.#sizes.has(price);
    if (isThere && !isSorted) this.#prices.splice(place, 0, price);
    else if (isSorted && !isThere) this.#prices.splice(place, 1);
  }

  #isWorse(price: number, than: number): boolean {
    return this.#side === "bid" ? price < than : price > than;
  }

  /** Where the price stands, or would stand. */
  #placeOf(price: number): number {
    let low = 0;
    let high = this.#prices.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const there = this.#prices[middle];
      if (there !== undefined && this.#isWorse(there, price)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
