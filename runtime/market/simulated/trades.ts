import type { Random } from "../../random.ts";
import type { MarketEvent } from "../event.ts";
import { floorToGrid } from "../grid.ts";
import type { Side } from "../side.ts";
import { exponential, requireArrivals, Schedule } from "./arrivals.ts";
import type { Listing } from "./listing.ts";
import type { PricePath } from "./path.ts";
import { requirePositive, requireShare } from "./require.ts";
import type { Source } from "./source.ts";

/** What others trade: market orders, at random. */
export interface TradeOptions {
  /** From one order to the next on average while volatility is as in the long run, in milliseconds of opening hours; as much shorter as volatility is higher, down to a tenth. Default 2,000. */
  readonly mean?: number;
  /** Mean quantity of an order. Default half of the mean size at the best price. */
  readonly size?: number;
  /** How likely an order is of the same side as the one before it. Default 0.6. */
  readonly persistence?: number;
  /** What share of the orders knows that the price has moved since the last quote, and goes its way: those are what hurts resting orders. Default 0.25. */
  readonly informed?: number;
}

const SHORTEST = 10;
const TAIL = 1.5;
const LARGEST = 1_000;

interface FlowParts extends TradeOptions {
  readonly listing: Listing;
  readonly path: PricePath;
  readonly start: number;
  readonly random: Random;
}

/**
 * Orders at random times. Quantities have a Pareto distribution with the
 * exponent 1.5, which is what Gopikrishnan, Plerou, Gabaix and Stanley found
 * ("Statistical properties of share volume traded in financial markets",
 * Physical Review E 62, 2000), cut off at 1,000 times the least: many are small,
 * and now and then one goes through several levels of the book.
 */
export class TradeFlow implements Source {
  readonly #listing: Listing;
  readonly #path: PricePath;
  readonly #schedule: Schedule;
  readonly #random: Random;
  readonly #least: number;
  readonly #persistence: number;
  readonly #informed: number;
  #side: Side;

  /** @throws RangeError if one of its options makes no sense */
  constructor(parts: FlowParts) {
    const { listing, path, start, random, mean = 2_000 } = parts;
    const { id } = listing.instrument;
    const size = parts.size ?? listing.size / 2;
    this.#listing = listing;
    this.#path = path;
    this.#random = random;
    this.#least =
      (requirePositive(`${id}: trades.size`, size) * (TAIL - 1)) / TAIL;
    this.#persistence = requireShare(
      `${id}: trades.persistence`,
      parts.persistence ?? 0.6,
    );
    this.#informed = requireShare(
      `${id}: trades.informed`,
      parts.informed ?? 0.25,
    );
    this.#schedule = new Schedule({
      arrivals: requireArrivals(
        `${id}: trades`,
        { kind: "poisson", mean },
        path.hours,
      ),
      hours: path.hours,
      start,
      random: random.fork("times"),
    });
    this.#schedule.advance();
    this.#side = random.chance(0.5) ? "buy" : "sell";
  }

  get next(): number {
    return this.#schedule.next;
  }

  speak(): readonly MarketEvent[] {
    const { next } = this.#schedule;
    this.#schedule.advance(Math.min(Math.max(1, this.#path.stress), SHORTEST));
    this.#side = this.#nextSide();
    const factor = Math.exp(exponential(this.#random) / TAIL);
    const { lotSize } = this.#listing.instrument;
    const quantity = this.#least * Math.min(factor, LARGEST);
    const lots = Math.max(floorToGrid(quantity, lotSize), lotSize);
    return this.#listing.take(next, this.#side, lots);
  }

  #nextSide(): Side {
    const isInformed = this.#random.chance(this.#informed);
    const isTheSame = this.#random.chance(this.#persistence);
    const { moved } = this.#listing;
    if (isInformed && moved !== 0) return moved > 0 ? "buy" : "sell";
    if (isTheSame) return this.#side;
    return this.#side === "buy" ? "sell" : "buy";
  }
}
