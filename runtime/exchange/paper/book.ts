import type { DepthUpdate } from "../../market/event.ts";
import { ceilToGrid, floorToGrid, toGrid } from "../../market/grid.ts";
import { midPrice, type Quote } from "../../market/quote.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { Side } from "../order.ts";
import { Ladder } from "./ladder.ts";

/**
 * What is assumed to stand behind the best price where a market shows nothing
 * but that: each further level holds as much as the best one and is one step
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

/** Both sides of a book that is told by its changes. */
interface Ladders {
  readonly bids: Ladder;
  readonly asks: Ladder;
  /** Of the last change. */
  time: number;
}

const BPS = 1e-4;

/**
 * The book of one instrument as far as paper orders see it: its best prices
 * are the latest quote's, and behind them stands what depth updates have told,
 * or where there are none what is assumed. What paper orders take is gone
 * until the next quote or update.
 */
export class PaperBook {
  readonly #instrument: Instrument;
  readonly #depth: Depth;
  #quote: Quote | null = null;
  #ladders: Ladders | null = null;
  #takenFromAsks = 0;
  #takenFromBids = 0;

  constructor(instrument: Instrument, depth: Depth) {
    this.#instrument = instrument;
    this.#depth = depth;
  }

  /** The best prices: the latest quote, or where there are none what the depth updates come to; null if a side is not known. */
  get top(): Quote | null {
    if (this.#quote !== null || this.#ladders === null) return this.#quote;
    const { bids, asks, time } = this.#ladders;
    const [bid] = bids.behind(null);
    const [ask] = asks.behind(null);
    if (bid === undefined || ask === undefined) return null;
    return {
      kind: "quote",
      instrument: this.#instrument,
      time,
      bid: bid.price,
      bidSize: bid.quantity,
      ask: ask.price,
      askSize: ask.quantity,
    };
  }

  /** Whether quotes say what its best prices are; else depth updates do. */
  get isQuoted(): boolean {
    return this.#quote !== null;
  }

  /** Between the best prices, also where nobody stands at one of them any more; null while there are none. */
  get mid(): number | null {
    const { top } = this;
    return top === null || top.ask === 0 ? null : midPrice(top);
  }

  update(quote: Quote): void {
    this.#quote = quote;
    this.#takenFromAsks = 0;
    this.#takenFromBids = 0;
  }

  updateDepth({ bids, asks, time }: DepthUpdate): void {
    const ladders = (this.#ladders ??= {
      bids: new Ladder("bid"),
      asks: new Ladder("ask"),
      time,
    });
    ladders.time = time;
    // Where there are quotes, they say how far the book reaches.
    const isQuoted = this.#quote !== null;
    for (const level of bids) {
      ladders.bids.set(level);
      if (!isQuoted && level.quantity > 0)
        ladders.asks.dropCrossedBy(level.price);
    }
    for (const level of asks) {
      ladders.asks.set(level);
      if (!isQuoted && level.quantity > 0)
        ladders.bids.dropCrossedBy(level.price);
    }
    this.#takenFromAsks = 0;
    this.#takenFromBids = 0;
  }

  /** The best price that an order on this side finds on the other; null if nobody is there. */
  best(side: Side): number | null {
    const quote = this.#quote;
    if (quote !== null) {
      const price = side === "buy" ? quote.ask : quote.bid;
      const size = side === "buy" ? quote.askSize : quote.bidSize;
      return price > 0 && size > 0 ? price : null;
    }
    const ladders = this.#ladders;
    if (ladders === null) return null;
    return side === "buy" ? ladders.asks.best : ladders.bids.best;
  }

  /** What stands at a price on the order's own side: what a new order queues behind. */
  shownAt(side: Side, price: number): number {
    const best = this.best(side === "buy" ? "sell" : "buy");
    if (best === null || isWorse(side, price, best)) return 0;
    const { bids, asks } = this.#ladders ?? { bids: null, asks: null };
    const told = (side === "buy" ? bids : asks)?.sizeAt(price) ?? null;
    const quote = this.#quote;
    if (quote === null) return told ?? 0;
    const touch = side === "buy" ? quote.bidSize : quote.askSize;
    // What is not shown behind the best price is taken to be as much as there.
    return price === best ? touch : (told ?? touch);
  }

  /**
   * Takes up to this quantity from the other side, best price first: buys from
   * the ask, sells from the bid, never in between.
   *
   * @param limit the worst price to take, or null for any
   */
  take(side: Side, quantity: number, limit: number | null): readonly Slice[] {
    const slices = this.preview(side, quantity, limit);
    for (const slice of slices)
      if (side === "buy") this.#takenFromAsks += slice.quantity;
      else this.#takenFromBids += slice.quantity;
    return slices;
  }

  /** What {@link take} would take. */
  preview(
    side: Side,
    quantity: number,
    limit: number | null,
  ): readonly Slice[] {
    const lot = this.#instrument.lotSize;
    let skipped = side === "buy" ? this.#takenFromAsks : this.#takenFromBids;
    let remaining = quantity;
    const slices: Slice[] = [];
    for (const level of this.#levels(side)) {
      if (remaining <= 0) break;
      if (limit !== null && isWorse(side, level.price, limit)) break;
      const left = toGrid(level.quantity - skipped, lot);
      skipped = Math.max(toGrid(skipped - level.quantity, lot), 0);
      if (left <= 0) continue;
      const size = Math.min(left, remaining);
      slices.push({ price: level.price, quantity: size });
      remaining = toGrid(remaining - size, lot);
    }
    return slices;
  }

  /** What an order on this side finds in whole lots, best price first. */
  *#levels(side: Side): Generator<Slice> {
    const quote = this.#quote;
    const ladder = side === "buy" ? this.#ladders?.asks : this.#ladders?.bids;
    const best = quote === null ? null : this.best(side);
    if (quote !== null) {
      if (best === null) return;
      const touch = side === "buy" ? quote.askSize : quote.bidSize;
      const quantity = this.#inLots(touch);
      if (ladder === undefined) {
        if (quantity > 0) yield* this.#assumedLevels(side, best, quantity);
        return;
      }
      yield { price: best, quantity };
    }
    for (const { price, quantity } of ladder?.behind(best) ?? [])
      yield { price, quantity: this.#inLots(quantity) };
  }

  *#assumedLevels(
    side: Side,
    best: number,
    quantity: number,
  ): Generator<Slice> {
    const { levels, step } = this.#depth;
    const { tickSize } = this.#instrument;
    for (let level = 0; level < levels; level += 1) {
      const move = level * step * BPS;
      const price =
        side === "buy"
          ? ceilToGrid(best * (1 + move), tickSize)
          : Math.max(floorToGrid(best * (1 - move), tickSize), tickSize);
      yield { price, quantity };
    }
  }

  #inLots(quantity: number): number {
    return floorToGrid(quantity, this.#instrument.lotSize);
  }
}

/** Whether a price is worse for an order on this side. */
export function isWorse(side: Side, price: number, than: number): boolean {
  return side === "buy" ? price > than : price < than;
}
