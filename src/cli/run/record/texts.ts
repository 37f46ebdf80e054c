/** So many different texts are kept apart: some have prices and times in them. */
const MOST = 100;

/** How often each text came up, in bounded memory. */
export class Texts {
  readonly #counts = new Map<string, number>();

  add(text: string): void {
    const isNew = !this.#counts.has(text);
    const key = isNew && this.#counts.size >= MOST ? "others" : text;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** The most frequent first. */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(
      [...this.#counts].toSorted(([, one], [, other]) => other - one),
    );
  }
}
