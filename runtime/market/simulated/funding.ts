import type { MarketEvent } from "../event.ts";
import { toGrid } from "../grid.ts";
import type { Listing } from "./listing.ts";
import {
  requireFinite,
  requireNotNegative,
  requirePositive,
} from "./require.ts";
import type { Source } from "./source.ts";

/** What a perpetual's longs pay its shorts, and when. */
export interface FundingOptions {
  /** Every so many milliseconds, counted from the epoch. Default 8 hours: at 00:00, 08:00 and 16:00 UTC. */
  readonly interval?: number;
  /** A day's interest of the price currency less that of the coin, as a share. Default 0.0003. */
  readonly interest?: number;
  /** How far the premium may be from the interest before it counts, as a share. Default 0.0005. */
  readonly damping?: number;
  /** The highest rate, and with the other sign the lowest, as a share. Default 0.0075. */
  readonly cap?: number;
}

const DAY = 86_400_000;
const PUBLISHED = 1e-8;

interface FundingParts extends FundingOptions {
  readonly listing: Listing;
  readonly start: number;
  /** Rates that a script sets, in time order: the next funding after `time` has this rate. */
  readonly ordered: readonly { readonly time: number; readonly rate: number }[];
}

/**
 * Funding by the formula of Binance and Bybit ("Introduction to Binance
 * Futures funding rates"):
 *
 *     premium = (max(0, bid - index) - max(0, index - ask)) / index
 *     rate    = P + clamp(interest - P, -damping, damping), within ±cap
 *
 * where P is the average premium since the last funding, later ones weighing
 * more (1, 2, 3 …), and the index is the asset's price. Here the best bid and
 * ask stand for the prices at which an amount could be traded. While P is
 * within the damping of the interest, the rate is the interest.
 */
export class Funding implements Source {
  readonly #listing: Listing;
  readonly #interval: number;
  readonly #interest: number;
  readonly #damping: number;
  readonly #cap: number;
  readonly #ordered: { readonly time: number; readonly rate: number }[];
  #next: number;
  #samples = 0;
  #weights = 0;
  #sum = 0;

  /** @throws RangeError if one of its options makes no sense */
  constructor(parts: FundingParts) {
    const { listing, start, ordered, interval = DAY / 3 } = parts;
    const { id } = listing.instrument;
    const interest = requireFinite(
      `${id}: funding.interest`,
      parts.interest ?? 0.000_3,
    );
    this.#listing = listing;
    this.#interval = requirePositive(`${id}: funding.interval`, interval);
    this.#interest = (interest * interval) / DAY;
    this.#damping = requireNotNegative(
      `${id}: funding.damping`,
      parts.damping ?? 0.000_5,
    );
    this.#cap = requireNotNegative(`${id}: funding.cap`, parts.cap ?? 0.007_5);
    this.#ordered = [...ordered];
    this.#next = (Math.floor(start / interval) + 1) * interval;
  }

  get next(): number {
    return this.#next;
  }

  /** To be called with each step of the path: samples the premium. */
  follow(): void {
    this.#samples += 1;
    this.#weights += this.#samples;
    this.#sum += this.#samples * this.#listing.premiumIndex;
  }

  speak(): readonly MarketEvent[] {
    const time = this.#next;
    const rate = this.#orderedAt(time) ?? this.#rate();
    this.#next += this.#interval;
    this.#samples = this.#weights = this.#sum = 0;
    const { instrument } = this.#listing;
    return [{ kind: "funding", instrument, time, rate }];
  }

  #rate(): number {
    const premium =
      this.#weights === 0
        ? this.#listing.premiumIndex
        : this.#sum / this.#weights;
    const interest = clamped(this.#interest - premium, this.#damping);
    return toGrid(clamped(premium + interest, this.#cap), PUBLISHED);
  }

  #orderedAt(time: number): number | null {
    let rate: number | null = null;
    for (;;) {
      const first = this.#ordered[0];
      if (first === undefined || first.time > time) return rate;
      rate = first.rate;
      this.#ordered.shift();
    }
  }
}

function clamped(value: number, limit: number): number {
  return Math.min(Math.max(value, -limit), limit);
}
