import type { Random } from "../../random.ts";
import type { DepthLevel } from "../event.ts";
import { ceilToGrid, floorToGrid, toGrid } from "../grid.ts";
import type { Side } from "../side.ts";

/** How fine prices and quantities are. */
interface Grid {
  readonly tickSize: number;
  readonly lotSize: number;
}

/** What the book is made of, in the currency of the price and in units of quantity. */
export interface BookShape {
  readonly mid: number;
  /** From mid to bid and to ask. */
  readonly half: number;
  /** From one level to the next; at least a tick. */
  readonly spacing: number;
  /** Mean quantity at a level; each is uniform from 0.2 to 1.8 of it. */
  readonly size: number;
}

interface Level {
  readonly price: number;
  quantity: number;
}

/** The visible orders of one instrument, best first. */
export class Book {
  readonly #grid: Grid;
  readonly #levels: number;
  readonly #random: Random;
  #bids: Level[] = [];
  #asks: Level[] = [];

  /** @param levels a side, at least 1 */
  constructor(grid: Grid, levels: number, random: Random) {
    this.#grid = grid;
    this.#levels = levels;
    this.#random = random;
  }

  get bids(): readonly DepthLevel[] {
    return this.#bids;
  }

  get asks(): readonly DepthLevel[] {
    return this.#asks;
  }

  /** New orders throughout: rounded away from the mid, never below a tick, never crossed. */
  refill({ mid, half, spacing, size }: BookShape): void {
    const { tickSize } = this.#grid;
    const bid = Math.max(floorToGrid(mid - half, tickSize), tickSize);
    const above = toGrid(bid + tickSize, tickSize);
    const ask = Math.max(ceilToGrid(mid + half, tickSize), above);
    const apart = Math.max(ceilToGrid(spacing, tickSize), tickSize);
    this.#bids = this.#side(bid, -apart, size);
    this.#asks = this.#side(ask, apart, size);
  }

  /**
   * A market order: takes the best levels one after the other, and of the last
   * one leaves a lot.
   *
   * @returns what it got at each price, best first
   */
  take(side: Side, quantity: number): readonly DepthLevel[] {
    const { lotSize } = this.#grid;
    const levels = side === "buy" ? this.#asks : this.#bids;
    const taken: DepthLevel[] = [];
    let left = quantity;
    for (;;) {
      const best = levels[0];
      if (best === undefined || left < lotSize / 2) return taken;
      const isLast = levels.length === 1;
      const there = isLast ? best.quantity - lotSize : best.quantity;
      const got = toGrid(Math.min(left, there), lotSize);
      if (got <= 0) return taken;
      taken.push({ price: best.price, quantity: got });
      left -= got;
      best.quantity = toGrid(best.quantity - got, lotSize);
      if (best.quantity <= 0) levels.shift();
    }
  }

  #side(best: number, apart: number, size: number): Level[] {
    const { tickSize } = this.#grid;
    const levels: Level[] = [];
    for (let index = 0; index < this.#levels; index += 1) {
      const price = toGrid(best + index * apart, tickSize);
      if (price < tickSize / 2) break;
      levels.push({ price, quantity: this.#quantity(size) });
    }
    return levels;
  }

  #quantity(size: number): number {
    const { lotSize } = this.#grid;
    const quantity = size * this.#random.between(0.2, 1.8);
    return Math.max(floorToGrid(quantity, lotSize), lotSize);
  }
}
