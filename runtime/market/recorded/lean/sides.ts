import type { Quote } from "../../quote.ts";

/** A side of the book as a bar ends; null: the bar says nothing of it. */
export interface SideClose {
  readonly price: number;
  readonly size: number;
}

type Prices = Pick<Quote, "bid" | "bidSize" | "ask" | "askSize">;

/**
 * Quotes out of bars that may lack a side: LEAN leaves one empty for a minute
 * in which it did not change, and where nobody was there, and does not say
 * which of both. So nobody is there to trade with, size 0; the price is the
 * last one known, which marks a holding, or the other side's where that has
 * passed it.
 */
export class Sides {
  #bid: number | null;
  #ask: number | null = null;

  /** @param isOption an option that never had a bid is worth 0 to the buyers; of all else, a side that was never there is not known */
  constructor(isOption: boolean) {
    this.#bid = isOption ? 0 : null;
  }

  /** The quote as the bar ends; null as long as a side was never known. */
  next(bid: SideClose | null, ask: SideClose | null): Prices | null {
    this.#bid = bid?.price ?? lower(this.#bid, ask?.price ?? null);
    this.#ask = ask?.price ?? higher(this.#ask, bid?.price ?? null);
    if (this.#bid === null || this.#ask === null) return null;
    return {
      bid: this.#bid,
      bidSize: bid?.size ?? 0,
      ask: this.#ask,
      askSize: ask?.size ?? 0,
    };
  }
}

function lower(known: number | null, limit: number | null): number | null {
  return known === null || limit === null ? known : Math.min(known, limit);
}

function higher(known: number | null, limit: number | null): number | null {
  return known === null || limit === null ? known : Math.max(known, limit);
}
