import { ceilToGrid, floorToGrid, toGrid } from "../../market/grid.ts";
import type { Quote } from "../../market/quote.ts";
import type { Side } from "../order.ts";

/**
 * What is assumed to stand behind the best price, which is all that a quote
 * shows: each further level holds as much as the best one and is one step
 * worse. Beyond the last level there is nothing.
 */
export interface Depth {
  /** How many levels there are, the best one included. */
  readonly levels: number;
  /** From one level to the next, in bps of the best price, rounded away from it to a tick. */
  readonly step: number;
}

/** What one level of the book gives. */
export interface Slice {
  readonly price: number;
  readonly quantity: number;
}

const BPS = 1e-4;

/**
 * The book of one instrument as far as paper orders see it. What they take is
 * gone until the next quote.
 */
export class PaperBook {
  readonly #depth: Depth;
  #quote: Quote | null = null;
  #taken = { buy: 0, sell: 0 };

  constructor(depth: Depth) {
    this.#depth = depth;
  }

  get quote(): Quote | null {
    return this.#quote;
  }

  update(quote: Quote): void {
    this.#quote = quote;
    this.#taken = { buy: 0, sell: 0 };
  }

  /**
   * Takes up to this quantity from the other side, best price first: buys from
   * the ask, sells from the bid, never in between.
   *
   * @param limit the worst price to take, or null for any
   */
  take(side: Side, quantity: number, limit: number | null): Slice[] {
    const quote = this.#quote;
    if (quote === null) return [];
    const lot = quote.instrument.lotSize;
    const touch = side === "buy" ? quote.askSize : quote.bidSize;
    const levelSize = floorToGrid(touch, lot);
    const slices: Slice[] = [];
    if (levelSize === 0) return slices;
    let remaining = quantity;
    while (remaining > 0) {
      const taken = this.#taken[side];
      const level = Math.round(floorToGrid(taken, levelSize) / levelSize);
      if (level >= this.#depth.levels) break;
      const price = this.#priceAt(quote, side, level);
      if (limit !== null && isWorse(side, price, limit)) break;
      const left = toGrid(levelSize * (level + 1) - taken, lot);
      const size = Math.min(left, remaining);
      slices.push({ price, quantity: size });
      this.#taken[side] = toGrid(taken + size, lot);
      remaining = toGrid(remaining - size, lot);
    }
    return slices;
  }

  #priceAt(quote: Quote, side: Side, level: number): number {
    const move = level * this.#depth.step * BPS;
    const tick = quote.instrument.tickSize;
    return side === "buy"
      ? ceilToGrid(quote.ask * (1 + move), tick)
      : Math.max(floorToGrid(quote.bid * (1 - move), tick), tick);
  }
}

function isWorse(side: Side, price: number, limit: number): boolean {
  return side === "buy" ? price > limit : price < limit;
}
