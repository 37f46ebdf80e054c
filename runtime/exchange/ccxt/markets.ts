import type { Instrument } from "../../market/instrument.ts";
import type { CcxtClient } from "./client.ts";
import { marketFor, type CcxtMarket } from "./market.ts";

/** What the venue was opened for, by our ids and by ccxt's symbols. */
export class Markets {
  readonly #client: CcxtClient;
  readonly #byId = new Map<string, CcxtMarket>();
  readonly #bySymbol = new Map<string, CcxtMarket>();

  constructor(client: CcxtClient) {
    this.#client = client;
  }

  /** @throws RangeError if the exchange has it not */
  add(instrument: Instrument): void {
    const market = marketFor(this.#client, instrument);
    this.#byId.set(instrument.id, market);
    this.#bySymbol.set(market.symbol, market);
  }

  of({ id }: Instrument): CcxtMarket | null {
    return this.#byId.get(id) ?? null;
  }

  named(symbol: string): CcxtMarket | null {
    return this.#bySymbol.get(symbol) ?? null;
  }

  all(): readonly CcxtMarket[] {
    return [...this.#byId.values()];
  }
}

export function currencyOf({ settle, quote }: CcxtMarket): string {
  return settle ?? quote;
}
