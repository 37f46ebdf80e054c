import { signedQuantity, toGrid, type LedgerEntry } from "@fsmc/runtime";

/** How far the legs were apart, and for how long, by the times of the fills at the venue. */
export class LegBalance {
  readonly #lot: number;
  /** Bought less sold, over both legs, in units of the base asset. */
  #net = 0;
  #since: number | null = null;
  #widest = 0;
  #longest = 0;

  /** @param lot legs that differ by less are level */
  constructor(lot: number) {
    this.#lot = lot;
  }

  book({ fill }: LedgerEntry): void {
    const { lotSize } = fill.instrument;
    const step = Math.min(lotSize, this.#lot);
    this.#net = toGrid(this.#net + signedQuantity(fill), step);
    const apart = Math.abs(this.#net);
    if (apart >= this.#lot) {
      this.#since ??= fill.time;
      this.#widest = Math.max(this.#widest, apart);
    } else if (this.#since !== null) {
      // Which of two fills is heard of first is not which happened first.
      const time = Math.abs(fill.time - this.#since);
      this.#longest = Math.max(this.#longest, time);
      this.#since = null;
    }
  }

  toString(): string {
    if (this.#widest === 0) return "never";
    const still = this.#since === null ? "" : "; still are";
    return `by ${this.#widest} at most, for ${this.#longest} ms at the longest${still}`;
  }
}
