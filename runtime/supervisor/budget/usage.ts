import type { Ledger } from "../../exchange/ledger/ledger.ts";
import type { OrderRecord } from "../../exchange/ledger/order-register.ts";
import { openExposure, type OpenExposure } from "./exposure.ts";

const FEW = 1_000;

/** An order of the process before. */
export interface InheritedOrder {
  readonly record: OrderRecord;
  readonly ledger: Ledger;
}

/** What each strategy has open, and what that comes to. */
export class Usage {
  readonly #ledgers = new Map<string, Ledger>();
  readonly #open = new Map<string, readonly OpenExposure[]>();
  readonly #byCurrency = new Map<string, number>();
  readonly #byAsset = new Map<string, number>();
  /** Of orders that were let through, by client order id. */
  readonly #prices = new Map<string, number>();
  /** At so many, those of orders that have ended are forgotten. */
  #mostPrices = FEW;

  /** From now on its books count. */
  watch(ledger: Ledger): void {
    const { owner } = ledger;
    if (this.#ledgers.get(owner) === ledger) return;
    this.#ledgers.set(owner, ledger);
    ledger.onPosted(() => this.refresh(ledger));
    this.refresh(ledger);
  }

  /** An order counts with this price from now on. */
  price(clientOrderId: string, price: number): void {
    this.#prices.set(clientOrderId, price);
    if (this.#prices.size < this.#mostPrices) return;
    this.refreshAll();
    this.#mostPrices = 2 * this.#prices.size + FEW;
  }

  priceOf(clientOrderId: string): number | null {
    return this.#prices.get(clientOrderId) ?? null;
  }

  /** It was not sent after all. */
  forget(clientOrderId: string, ledger: Ledger): void {
    this.#prices.delete(clientOrderId);
    this.refresh(ledger);
  }

  /** Works out anew what a strategy has open. */
  refresh(ledger: Ledger): void {
    this.#put(ledger.owner, this.#exposureOf(ledger));
  }

  /** The same for all that had something open: what of it has ended makes room. */
  refreshAll(): void {
    const live = new Set<string>();
    for (const ledger of this.#ledgers.values()) {
      for (const { clientOrderId } of ledger.unsettled())
        live.add(clientOrderId);
      if ((this.#open.get(ledger.owner)?.length ?? 0) > 0) this.refresh(ledger);
    }
    for (const id of this.#prices.keys())
      if (!live.has(id)) this.#prices.delete(id);
  }

  ofCurrency(currency: string): number {
    return this.#byCurrency.get(currency) ?? 0;
  }

  ofAsset(asset: string): number {
    return this.#byAsset.get(asset) ?? 0;
  }

  /** Orders of which more may be filled, and that nobody has priced: of the process before. */
  *unpriced(): Generator<InheritedOrder> {
    for (const ledger of this.#ledgers.values())
      for (const record of ledger.unsettled())
        if (!this.#prices.has(record.clientOrderId)) yield { record, ledger };
  }

  /** An order without a price counts nothing: it was not sent, or its price is being asked for. */
  #exposureOf(ledger: Ledger): readonly OpenExposure[] {
    const orders = ledger.unsettled().flatMap((record) => {
      const price = this.#prices.get(record.clientOrderId);
      return price === undefined ? [] : [{ record, price }];
    });
    return openExposure(ledger, orders).filter(({ amount }) => amount > 0);
  }

  #put(owner: string, exposures: readonly OpenExposure[]): void {
    const add = ({ asset, currency, amount }: OpenExposure, sign: 1 | -1) => {
      addTo(this.#byCurrency, currency, sign * amount);
      addTo(this.#byAsset, asset, sign * amount);
    };
    for (const each of this.#open.get(owner) ?? []) add(each, -1);
    for (const each of exposures) add(each, 1);
    if (exposures.length === 0) this.#open.delete(owner);
    else this.#open.set(owner, exposures);
    // Whole again: no residue of sums that came and went.
    if (this.#open.size > 0) return;
    this.#byCurrency.clear();
    this.#byAsset.clear();
  }
}

function addTo(sums: Map<string, number>, name: string, amount: number): void {
  sums.set(name, Math.max((sums.get(name) ?? 0) + amount, 0));
}
