import {
  requireFinite,
  requireNotNegative,
  requirePositive,
} from "../require.ts";

/** The shape of implied volatility over strikes. */
export interface SurfaceOptions {
  /** Volatility at the money, 30 days from expiry, for an index of 100: what the index is multiplied by. Default 1; 1.5 for a share that moves more than the index's market. */
  readonly scale?: number;
  /** Change of volatility per unit of z, where z is ln(strike / forward) × √(30 days / time to expiry). Default -0.3: what is 10% out of the money has 3 points more below, and 3 less above. */
  readonly skew?: number;
  /** Change of volatility per z². Default 0.6: 0.6 points more, 10% out of the money on either side. */
  readonly curvature?: number;
}

/** What the surface hangs on at a moment. */
export interface VolatilityLevel {
  /** At the money, 30 days from expiry, now; a year's, as a share. */
  readonly now: number;
  /** What it comes back to. */
  readonly mean: number;
  /** After how many years half of a deviation is gone; Infinity: never. */
  readonly halfLife: number;
}

const MONTH = 30 / 365;
const FARTHEST = 0.5;
const LOWEST = 0.05;
const HIGHEST = 5;
/** Shorter than this the smile gets no steeper. */
const SHORTEST = 5 / 365;

/**
 * Implied volatility as a parabola in log-moneyness that widens with the root
 * of time. At the money it lies between now's level and the mean, as the
 * average of a level that reverts to the mean: a spike raises short expiries
 * most. It is a shape, not a model: that no combination of options is worth
 * less than nothing is not enforced.
 */
export class VolatilitySurface {
  readonly scale: number;
  readonly #skew: number;
  readonly #curvature: number;

  /** @throws RangeError if the scale is not positive or the curvature negative */
  constructor(options: SurfaceOptions) {
    this.scale = requirePositive("surface.scale", options.scale ?? 1);
    this.#skew = requireFinite("surface.skew", options.skew ?? -0.3);
    this.#curvature = requireNotNegative(
      "surface.curvature",
      options.curvature ?? 0.6,
    );
  }

  /** @returns a year's, as a share, from 0.05 to 5 */
  atTheMoney({ now, mean, halfLife }: VolatilityLevel, years: number): number {
    const share =
      averageDecay(years / halfLife) / averageDecay(MONTH / halfLife);
    return clamped(mean + (now - mean) * share);
  }

  /**
   * @param atTheMoney of the expiry
   * @param moneyness ln(strike / forward)
   */
  volatility(atTheMoney: number, moneyness: number, years: number): number {
    const scaled = moneyness * Math.sqrt(MONTH / Math.max(years, SHORTEST));
    const z = Math.min(Math.max(scaled, -FARTHEST), FARTHEST);
    return clamped(atTheMoney + this.#skew * z + this.#curvature * z * z);
  }
}

/** The mean of 2^-t from 0 to so many half-lives. */
function averageDecay(halfLives: number): number {
  const x = Math.LN2 * halfLives;
  return x < 1e-6 ? 1 : (1 - Math.exp(-x)) / x;
}

function clamped(volatility: number): number {
  return Math.min(Math.max(volatility, LOWEST), HIGHEST);
}
