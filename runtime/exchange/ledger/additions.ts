import type { OrderRecord } from "./order-register.ts";
import type { Claim } from "./claims.ts";
import type { Heard, LedgerSnapshot } from "./snapshot.ts";

/** What a ledger heard since somebody asked last, for who writes it down. */
export class Additions {
  readonly #told: () => void;
  readonly #orders = new Set<string>();
  #claims: Claim[] = [];
  #heard: Heard[] = [];

  /** @param told called when something was added that should not wait long */
  constructor(told: () => void) {
    this.#told = told;
  }

  get isEmpty(): boolean {
    return (
      this.#orders.size === 0 &&
      this.#claims.length === 0 &&
      this.#heard.length === 0
    );
  }

  order(clientOrderId: string): void {
    this.#orders.add(clientOrderId);
    this.#told();
  }

  claim(claim: Claim): void {
    this.#claims.push(claim);
  }

  /** @param isMine it changed what is held; what did not can wait */
  heard(heard: Heard, isMine: boolean): void {
    this.#heard.push(heard);
    if (isMine) this.#told();
  }

  /** All of it, once. */
  take(
    currency: string | null,
    orderOf: (clientOrderId: string) => OrderRecord | null,
  ): LedgerSnapshot {
    const orders = [...this.#orders].flatMap((id) => orderOf(id) ?? []);
    const taken = {
      currency,
      orders,
      claims: this.#claims,
      heard: this.#heard,
    };
    this.#orders.clear();
    this.#claims = [];
    this.#heard = [];
    return taken;
  }
}
