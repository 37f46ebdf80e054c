import type { Clock } from "../../clock.ts";
import type { OptionContract } from "../../market/instrument.ts";
import { Timer } from "../../timers.ts";
import type { Matching } from "./matching.ts";
import type { MarketLookup, PaperMarket } from "./market.ts";
import type { Settlements } from "./settlements.ts";

export interface ExpiriesOptions {
  readonly clock: Clock;
  readonly matching: Matching;
  readonly settlements: Settlements;
  readonly marketOf: MarketLookup;
}

/**
 * Ends options at their expiry: what works in them expires, and what is held
 * is settled at the underlying's last price. Where none is known then, at the
 * first that is.
 */
export class Expiries {
  readonly #options: ExpiriesOptions;
  readonly #watched = new Set<string>();
  #waiting: readonly OptionContract[] = [];

  constructor(options: ExpiriesOptions) {
    this.#options = options;
  }

  /** An order has arrived: from now on there may be something to end. */
  watch(option: OptionContract): void {
    if (this.#watched.has(option.id)) return;
    this.#watched.add(option.id);
    const expire = (): void => {
      this.#endOrders(option);
      this.#settle(option);
    };
    this.#options.clock.arm(new Timer(expire, "an expiry"), option.expiry);
  }

  /** The underlying's price of what could not be settled for want of one may be known now. */
  retry(): void {
    if (this.#waiting.length === 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const option of waiting) this.#settle(option);
  }

  #endOrders(option: OptionContract): void {
    const { matching, marketOf } = this.#options;
    const market = marketOf(option);
    for (const order of market?.working.all() ?? [])
      if (market !== null) matching.end(market, order, "expired", EXPIRED);
  }

  #settle(instrument: OptionContract): void {
    const { clock, settlements, marketOf } = this.#options;
    const price = underlyingPrice(marketOf(instrument.underlying));
    if (price === null) {
      this.#waiting = [...this.#waiting, instrument];
      return;
    }
    const id = `expiry-${instrument.expiry}`;
    const time = clock.now();
    settlements.settle({ kind: "expiry", id, time, instrument, price });
  }
}

const EXPIRED = { code: "EXPIRED", message: "the option has expired" };

function underlyingPrice(market: PaperMarket | null): number | null {
  return market?.price ?? null;
}
