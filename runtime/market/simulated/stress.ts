/** How long it takes to forget half of a move, in milliseconds, and in steps at least. */
const HALF_LIFE = 60_000;
const LEAST_STEPS = 20;

/**
 * Recent volatility over the long run's: the root of an exponentially weighted
 * mean of squared moves, each relative to what was to be expected of it.
 */
export class Stress {
  readonly #decay: number;
  #square = 1;
  #expected = 0;

  /** @param step of the path, in milliseconds */
  constructor(step: number) {
    const steps = Math.max(HALF_LIFE / step, LEAST_STEPS);
    this.#decay = Math.exp(-Math.LN2 / steps);
  }

  get value(): number {
    return Math.sqrt(this.#square);
  }

  /**
   * @param move of the price's logarithm
   * @param expected its long-run standard deviation; 0 where it came out of turn, and counts by the last one's
   */
  hear(move: number, expected: number): void {
    if (expected > 0) this.#expected = expected;
    if (this.#expected === 0) return;
    const relative = move / this.#expected;
    const weight = 1 - this.#decay;
    this.#square = this.#square * this.#decay + relative * relative * weight;
  }
}
