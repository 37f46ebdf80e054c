import type { Random } from "../../random.ts";
import { exponential } from "./arrivals.ts";
import {
  requireNotNegative,
  requirePositive,
  requireShare,
} from "./require.ts";

/**
 * Jumps of the price: Poisson arrivals, and sizes that are exponential to
 * either side (the double exponential of Kou, "A jump-diffusion model for
 * option pricing", Management Science 48, 2002).
 */
export interface Jumps {
  /** How many a trading day, on average. */
  readonly perDay: number;
  /** Mean size of one, in bps of the price, in logarithms. */
  readonly mean: number;
  /** What share of them goes up. Default 0.5. */
  readonly up?: number;
}

/** Arrivals of a Poisson process, and what each brings. */
export class JumpProcess {
  readonly #random: Random;
  readonly #perDay: number;
  readonly #mean: number;
  readonly #up: number;
  /** Trading days until the next. */
  #left: number;

  /** @throws RangeError if the rate is negative, the mean not positive or the share none */
  constructor({ perDay, mean, up = 0.5 }: Jumps, random: Random) {
    this.#random = random;
    this.#perDay = requireNotNegative("jumps.perDay", perDay);
    this.#mean = requirePositive("jumps.mean", mean) * 1e-4;
    this.#up = requireShare("jumps.up", up);
    this.#left = this.#wait();
  }

  /** The sum of the jumps within so many trading days, in logarithms of the price: mostly 0. */
  pass(days: number): number {
    this.#left -= days;
    let sum = 0;
    while (this.#left <= 0) {
      const size = this.#mean * exponential(this.#random);
      sum += this.#random.chance(this.#up) ? size : -size;
      this.#left += this.#wait();
    }
    return sum;
  }

  #wait(): number {
    return this.#perDay === 0
      ? Infinity
      : exponential(this.#random) / this.#perDay;
  }
}
