import type { LedgerSnapshot } from "../exchange/ledger/snapshot.ts";

/** Books to which is added as they hear of something: what they hold already is not copied for it. */
export class GrowingBooks {
  readonly #orders = new Map<string, LedgerSnapshot["orders"][number]>();
  readonly #claims: LedgerSnapshot["claims"][number][] = [];
  readonly #heard: LedgerSnapshot["heard"][number][] = [];
  #currency: LedgerSnapshot["currency"] = null;
  #isEmpty = true;

  constructor(begun: LedgerSnapshot | null = null) {
    this.add(begun);
  }

  /** Of orders the later version counts, all else comes after what there was; null adds nothing. */
  add(added: LedgerSnapshot | null): void {
    if (added === null) return;
    this.#isEmpty = false;
    this.#currency = added.currency;
    for (const order of added.orders)
      this.#orders.set(order.clientOrderId, order);
    for (const claim of added.claims) this.#claims.push(claim);
    for (const heard of added.heard) this.#heard.push(heard);
  }

  /** A copy as of now; null where nothing was ever added. */
  snapshot(): LedgerSnapshot | null {
    if (this.#isEmpty) return null;
    return {
      currency: this.#currency,
      orders: [...this.#orders.values()],
      claims: [...this.#claims],
      heard: [...this.#heard],
    };
  }
}

/**
 * The books after what was added to them: of orders the later version counts,
 * all else comes after what there was. Whoever adds often keeps {@link GrowingBooks}.
 */
export function addToLedger(
  before: LedgerSnapshot | null,
  added: LedgerSnapshot | null,
): LedgerSnapshot | null {
  if (added === null || before === null) return added ?? before;
  const books = new GrowingBooks(before);
  books.add(added);
  return books.snapshot();
}
