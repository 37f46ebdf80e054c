import type { Unsubscribe } from "../exchange.ts";
import type { FillPosting, Posting } from "./posting.ts";
import type { Charges } from "./summary.ts";

/** All that was booked, in that order, and the charges that it comes to. */
export class PostingJournal {
  readonly #postings: Posting[] = [];
  readonly #fills: FillPosting[] = [];
  readonly #charges = new Map<string, Charges>();
  readonly #listeners = new Set<(posting: Posting) => void>();

  get postings(): readonly Posting[] {
    return this.#postings;
  }

  get fills(): readonly FillPosting[] {
    return this.#fills;
  }

  /** By currency, in the order in which they were first traded. */
  get charges(): ReadonlyMap<string, Charges> {
    return this.#charges;
  }

  add(posting: Posting): void {
    const { instrument, fee, kind } = posting;
    const { currency } = instrument;
    const charges = this.#charges.get(currency) ?? { fees: 0, funding: 0 };
    charges.fees += fee;
    if (kind === "funding") charges.funding += posting.amount;
    this.#charges.set(currency, charges);
    this.#postings.push(posting);
    if (kind === "fill") this.#fills.push(posting);
    for (const listener of this.#listeners) listener(posting);
  }

  /** Called with each posting once it is booked. */
  listen(listener: (posting: Posting) => void): Unsubscribe {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
