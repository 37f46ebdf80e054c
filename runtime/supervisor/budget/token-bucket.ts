/**
 * Lets so many through in the long run, and so many at once: a bucket that
 * fills steadily and never overflows. In the time of whoever asks.
 */
export class TokenBucket {
  readonly perSecond: number;
  readonly burst: number;
  #tokens: number;
  #filledAt: number;

  constructor(perSecond: number, burst: number, now: number) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.#tokens = burst;
    this.#filledAt = now;
  }

  available(now: number): number {
    const elapsed = Math.max(now - this.#filledAt, 0);
    return Math.min(
      this.#tokens + (elapsed * this.perSecond) / 1_000,
      this.burst,
    );
  }

  take(now: number): boolean {
    this.#tokens = this.available(now);
    this.#filledAt = Math.max(now, this.#filledAt);
    // What is added bit by bit may lack a hair.
    if (this.#tokens < 1 - 1e-9) return false;
    this.#tokens = Math.max(this.#tokens - 1, 0);
    return true;
  }

  /** Milliseconds until there is one; 0 when there is. */
  wait(now: number): number {
    return Math.max(((1 - this.available(now)) * 1_000) / this.perSecond, 0);
  }
}
