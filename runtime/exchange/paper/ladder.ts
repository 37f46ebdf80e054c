import type { DepthLevel } from "../../market/event.ts";

/**
 * One side of a book as its changes have told it: prices and what is there,
 * the best last, so that changes near the best price are cheap.
 */
export class Ladder {
  readonly #side: "bid" | "ask";
  readonly #prices: number[] = [];
  readonly #sizes: number[] = [];

  constructor(side: "bid" | "ask") {
    this.#side = side;
  }

  get best(): number | null {
    return this.#prices.at(-1) ?? null;
  }

  set({ price, quantity }: DepthLevel): void {
    const place = this.#placeOf(price);
    const isKnown = this.#prices[place] === price;
    if (quantity > 0 && isKnown) this.#sizes[place] = quantity;
    else if (quantity > 0) {
      this.#prices.splice(place, 0, price);
      this.#sizes.splice(place, 0, quantity);
    } else if (isKnown) {
      this.#prices.splice(place, 1);
      this.#sizes.splice(place, 1);
    }
  }

  /** What the other side has reached is gone. */
  dropCrossedBy(price: number): void {
    for (;;) {
      const { best } = this;
      if (best === null || this.#isWorse(best, price)) return;
      this.#prices.pop();
      this.#sizes.pop();
    }
  }

  /** What is there at a price; null if nothing was heard of it. */
  sizeAt(price: number): number | null {
    const place = this.#placeOf(price);
    return this.#prices[place] === price ? (this.#sizes[place] ?? null) : null;
  }

  /** Levels worse than this price (null: all), best first. */
  *behind(price: number | null): Generator<DepthLevel> {
    for (let place = this.#prices.length - 1; place >= 0; place -= 1) {
      const level = this.#prices[place];
      const quantity = this.#sizes[place];
      if (level === undefined || quantity === undefined) return;
      if (price === null || this.#isWorse(level, price))
        yield { price: level, quantity };
    }
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
