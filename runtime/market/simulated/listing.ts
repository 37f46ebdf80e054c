import type { Random } from "../../random.ts";
import { notional } from "../contract.ts";
import type { DepthLevel, MarketEvent } from "../event.ts";
import type {
  InversePerpetual,
  LinearPerpetual,
  SpotInstrument,
} from "../instrument.ts";
import type { Quote } from "../quote.ts";
import type { Side } from "../side.ts";
import { Schedule, requireArrivals, type Arrivals } from "./arrivals.ts";
import { Book } from "./book.ts";
import { changesOf } from "./depth.ts";
import type { MeanReversion } from "./mean-reversion.ts";
import type { PricePath } from "./path.ts";
import { requireNotNegative, requirePositive } from "./require.ts";
import type { Source } from "./source.ts";
import type { Weather } from "./weather.ts";

export type Tradable = SpotInstrument | LinearPerpetual | InversePerpetual;

/** How an instrument is quoted. */
export interface QuoteOptions {
  /** Default a Poisson process, one in 1,000 ms on average, and one at once. */
  readonly quotes?: Arrivals;
  /** From mid to bid and to ask while volatility is as in the long run, in bps. Default 1; at least what makes a tick between them. */
  readonly halfSpread?: number;
  /** How much of the excess of recent volatility the spread takes on: 1 (the default) for all, 0 for none. It ends between half of `halfSpread` and 50 times it. */
  readonly widening?: number;
  /** Mean size at the best price and at each level, in units of quantity; sizes are uniform from 0.2 to 1.8 of it, and smaller by the root of excess volatility. Default what is worth 20,000 of the price currency. */
  readonly size?: number;
  /** From one level of the book to the next, in bps. Default 1; at least a tick. */
  readonly levelSpacing?: number;
  /** How long it takes a move of the asset's price to get here, in milliseconds. Default 0. */
  readonly delay?: number;
  /** How many levels of the book are told, a side, as depth updates; the first one tells all. Default 0: quotes only. */
  readonly depth?: number;
}

interface ListingParts extends QuoteOptions {
  readonly instrument: Tradable;
  readonly start: number;
  readonly path: PricePath;
  readonly premium: MeanReversion;
  readonly weather: Weather;
  readonly random: Random;
  /** Whether others trade here: then the book has levels to trade through. */
  readonly isTraded: boolean;
}

const BPS = 1e-4;
const DEFAULT_VALUE = 20_000;
const LEVELS_TO_TRADE = 5;
const NARROWEST = 0.5;
const WIDEST = 50;

/** One instrument's quotes and book, on the price of its asset. */
export class Listing implements Source {
  readonly instrument: Tradable;
  readonly #options: QuoteOptions;
  readonly #path: PricePath;
  readonly #premium: MeanReversion;
  readonly #weather: Weather;
  readonly #schedule: Schedule;
  readonly #book: Book;
  readonly #size: number;
  #bookMid: number | null = null;
  #told: readonly [readonly DepthLevel[], readonly DepthLevel[]] = [[], []];

  /** @throws RangeError if one of its options makes no sense */
  constructor(parts: ListingParts) {
    const { instrument, path, premium, weather, random, start } = parts;
    const { id } = instrument;
    requireNotNegative(`${id}: halfSpread`, parts.halfSpread ?? 0);
    requireNotNegative(`${id}: widening`, parts.widening ?? 0);
    requireNotNegative(`${id}: levelSpacing`, parts.levelSpacing ?? 0);
    requireNotNegative(`${id}: delay`, parts.delay ?? 0);
    const depth = requireNotNegative(`${id}: depth`, parts.depth ?? 0);
    if (!Number.isInteger(depth))
      throw new RangeError(`${id}: depth must be whole, and is ${depth}`);
    const unit = notional(instrument, 1, path.price);
    const value = instrument.kind === "inverse-perpetual" ? path.price : 1;
    this.instrument = instrument;
    this.#options = parts;
    this.#path = path;
    this.#premium = premium;
    this.#weather = weather;
    this.#size = requirePositive(
      `${id}: size`,
      parts.size ?? DEFAULT_VALUE / (unit * value),
    );
    const levels = Math.max(depth, parts.isTraded ? LEVELS_TO_TRADE : 1);
    this.#book = new Book(instrument, levels, random.fork("book"));
    this.#schedule = new Schedule({
      arrivals: requireArrivals(
        `${id}: quotes`,
        parts.quotes ?? { kind: "poisson", mean: 1_000 },
        path.hours,
      ),
      hours: path.hours,
      start,
      random: random.fork("quotes"),
    });
  }

  get next(): number {
    return this.#schedule.next;
  }

  /** Mean quantity at the best price. */
  get size(): number {
    return this.#size;
  }

  /** How far the price has moved since the book was made, in its currency; what has not got here yet counts as well. */
  get moved(): number {
    const mid = this.#mid(this.#path.price);
    return mid - (this.#bookMid ?? mid);
  }

  speak(): readonly MarketEvent[] {
    const { next } = this.#schedule;
    this.#refill(next);
    this.#schedule.advance();
    return this.#tell(next);
  }

  /** Somebody takes what is there: trades from the best price on, then what is left. */
  take(time: number, side: Side, quantity: number): readonly MarketEvent[] {
    if (this.#book.bids.length === 0) this.#refill(time);
    const { instrument } = this;
    const trades = this.#book
      .take(side, quantity)
      .map((taken): MarketEvent => ({
        kind: "trade",
        instrument,
        time,
        ...taken,
        aggressor: side,
      }));
    return trades.length === 0 ? [] : [...trades, ...this.#tell(time)];
  }

  /** How far the bid is above the asset's price, or (below 0) the ask below it, as a share of it; 0 while it lies between them. */
  get premiumIndex(): number {
    const index = this.#path.price;
    const mid = this.#mid(index);
    const half = mid * this.#halfShare(1);
    const above = Math.max(0, mid - half - index);
    const below = Math.max(0, index - mid - half);
    return (above - below) / index;
  }

  #refill(time: number): void {
    const { delay = 0, levelSpacing = 1 } = this.#options;
    const { spread, size } = this.#weather.at(time);
    const path = this.#path;
    const price = delay === 0 ? path.price : path.priceAt(time - delay);
    const mid = this.#mid(price);
    this.#bookMid = mid;
    this.#book.refill({
      mid,
      half: mid * this.#halfShare(spread),
      spacing: mid * levelSpacing * BPS,
      size: (this.#size * size) / Math.sqrt(Math.max(1, path.stress)),
    });
  }

  #mid(price: number): number {
    return price * (1 + this.#premium.value * BPS);
  }

  /** @param factor of a script */
  #halfShare(factor: number): number {
    const { halfSpread = 1, widening = 1 } = this.#options;
    const wider = 1 + widening * (this.#path.stress - 1);
    const within = Math.min(Math.max(wider, NARROWEST), WIDEST);
    return Math.min(halfSpread * within * factor * BPS, 0.5);
  }

  #tell(time: number): readonly MarketEvent[] {
    const quote = this.#quote(time);
    if (quote === null) return [];
    const depth = this.#options.depth ?? 0;
    if (depth === 0) return [quote];
    const bids = copied(this.#book.bids, depth);
    const asks = copied(this.#book.asks, depth);
    const update: MarketEvent = {
      kind: "depth",
      instrument: this.instrument,
      time,
      bids: changesOf(this.#told[0], bids),
      asks: changesOf(this.#told[1], asks),
    };
    this.#told = [bids, asks];
    return [update, quote];
  }

  #quote(time: number): Quote | null {
    const bid = this.#book.bids[0];
    const ask = this.#book.asks[0];
    if (bid === undefined || ask === undefined) return null;
    return {
      kind: "quote",
      instrument: this.instrument,
      time,
      bid: bid.price,
      bidSize: bid.quantity,
      ask: ask.price,
      askSize: ask.quantity,
    };
  }
}

function copied(
  levels: readonly DepthLevel[],
  count: number,
): readonly DepthLevel[] {
  return levels
    .slice(0, count)
    .map(({ price, quantity }) => ({ price, quantity }));
}
