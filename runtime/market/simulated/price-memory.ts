/** Prices of the last few seconds, for those who hear of them late. */
export class PriceMemory {
  readonly #length: number;
  #before: number;
  /** From the oldest on; those before `#first` are forgotten. */
  #known: { readonly time: number; readonly price: number }[] = [];
  #first = 0;

  /**
   * @param length how long ago it is asked about at most, in milliseconds
   * @param price the one before all others
   */
  constructor(length: number, price: number) {
    this.#length = length;
    this.#before = price;
  }

  /** Times never go back. */
  keep(time: number, price: number): void {
    if (this.#length === 0) return;
    this.#known.push({ time, price });
    for (;;) {
      const oldest = this.#known[this.#first];
      if (oldest === undefined || oldest.time > time - this.#length) break;
      this.#before = oldest.price;
      this.#first += 1;
    }
    if (this.#first > 1_024) {
      this.#known = this.#known.slice(this.#first);
      this.#first = 0;
    }
  }

  /** Null without a memory. */
  at(time: number): number | null {
    if (this.#length === 0) return null;
    for (let index = this.#known.length - 1; index >= this.#first; index -= 1) {
      const each = this.#known[index];
      if (each !== undefined && each.time <= time) return each.price;
    }
    return this.#before;
  }
}
