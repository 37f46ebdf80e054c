/** Something that is known of a stretch of time; in milliseconds since the epoch. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** More of them say nothing more in a picture. */
const MOST = 2_048;

/**
 * A history of bounded length: as it grows, what lies close together becomes one. The longer a run, the coarser its
 * stretches; a short one is kept exactly.
 */
export class Stretches<Each extends Stretch> {
  readonly #merge: (earlier: Each, later: Each) => Each;
  readonly #most: number;
  #all: Each[] = [];
  /** Neighbours that together are shorter than this are merged, in milliseconds. */
  #width = 0;

  constructor(merge: (earlier: Each, later: Each) => Each, most = MOST) {
    this.#merge = merge;
    this.#most = most;
  }

  get all(): readonly Each[] {
    return this.#all;
  }

  /** @param each not before the one that was added before */
  add(each: Each): void {
    this.#append(this.#all, each);
    if (this.#all.length > this.#most) this.#coarsen();
  }

  #append(to: Each[], each: Each): void {
    const last = to.at(-1);
    if (last !== undefined && each.end - last.start < this.#width)
      to[to.length - 1] = this.#merge(last, each);
    else to.push(each);
  }

  #coarsen(): void {
    while (this.#all.length > this.#most / 2) {
      this.#width = Math.max(1, this.#width * 2);
      const coarser: Each[] = [];
      for (const each of this.#all) this.#append(coarser, each);
      this.#all = coarser;
    }
  }
}
