/** A stretch of time in which nothing was heard of the market. */
export interface Silence {
  readonly from: number;
  readonly to: number;
}

/** So many are remembered, the longest. */
const MOST = 512;
/** A silence is a gap if it is this many times as long as the usual one. */
const UNUSUAL = 20;
/** Shorter ones are none, however quick the market is; in milliseconds. */
const SHORTEST = 10 * 60_000;

/** Finds where a recording has gaps: nights, days that are missing. */
export class Silences {
  #longest: Silence[] = [];
  #shortest = SHORTEST;
  #last: number | null = null;
  /** How many silences were below 2^n milliseconds and not below 2^(n-1). */
  readonly #lengths: number[] = Array.from({ length: 48 }, () => 0);

  heard(time: number): void {
    const from = this.#last;
    this.#last = time;
    if (from === null || time <= from) return;
    const length = time - from;
    const bin = Math.min(Math.ceil(Math.log2(length + 1)), 47);
    this.#lengths[bin] = (this.#lengths[bin] ?? 0) + 1;
    if (length < this.#shortest) return;
    this.#longest.push({ from, to: time });
    if (this.#longest.length > MOST) this.#forgetShorter();
  }

  /** In time order. */
  get gaps(): readonly Silence[] {
    const least = Math.max(SHORTEST, UNUSUAL * this.#median());
    return this.#longest.filter(({ from, to }) => to - from >= least);
  }

  /** Of all silences, to the next power of two. */
  #median(): number {
    const half = this.#lengths.reduce((sum, each) => sum + each, 0) / 2;
    let seen = 0;
    for (const [bin, count] of this.#lengths.entries()) {
      seen += count;
      if (seen >= half) return 2 ** bin;
    }
    return 0;
  }

  #forgetShorter(): void {
    const lengths = this.#longest
      .map(({ from, to }) => to - from)
      .toSorted((a, b) => a - b);
    this.#shortest = (lengths[MOST >> 1] ?? 0) + 1;
    this.#longest = this.#longest.filter(
      ({ from, to }) => to - from >= this.#shortest,
    );
  }
}
