import type { Random } from "../../random.ts";
import type { PathStep } from "./path-step.ts";
import {
  requireFinite,
  requireNotNegative,
  requirePositive,
} from "./require.ts";

/** How far an instrument's price is from its asset's, and how soon that is gone again. */
export interface Deviation {
  /** What it comes back to, in bps of the asset's price. Default 0. */
  readonly mean?: number;
  /** Long-run standard deviation, in bps. */
  readonly deviation: number;
  /** After how many milliseconds of opening hours half of it is gone. */
  readonly halfLife: number;
}

/**
 * A mean-reverting deviation: the Ornstein–Uhlenbeck process, by its exact
 * transition over each step of the path. Begun in its long-run distribution.
 */
export class MeanReversion {
  readonly #random: Random;
  readonly #mean: number;
  readonly #deviation: number;
  readonly #halfLife: number;
  #value: number;
  #days = NaN;
  #decay = NaN;
  #noise = NaN;

  /**
   * @param openPerDay milliseconds of a trading day
   * @throws RangeError if the deviation is negative, the half-life not positive or the mean no number
   */
  constructor(options: Deviation, openPerDay: number, random: Random) {
    this.#random = random;
    this.#mean = requireFinite("mean", options.mean ?? 0);
    this.#deviation = requireNotNegative("deviation", options.deviation);
    this.#halfLife = requirePositive("halfLife", options.halfLife) / openPerDay;
    this.#value = this.#mean + this.#deviation * random.normal();
  }

  /** In bps. */
  get value(): number {
    return this.#value;
  }

  /** From here it comes back as usual. */
  set(bps: number): void {
    this.#value = bps;
  }

  follow({ days }: PathStep): void {
    if (days === 0) return;
    if (days !== this.#days) {
      this.#days = days;
      this.#decay = Math.exp((-Math.LN2 * days) / this.#halfLife);
      const left = Math.sqrt(1 - this.#decay * this.#decay);
      this.#noise = this.#deviation * left;
    }
    const away = this.#value - this.#mean;
    const shock = this.#noise * this.#random.normal();
    this.#value = this.#mean + away * this.#decay + shock;
  }
}
