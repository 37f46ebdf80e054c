import type { Clock } from "../../clock.ts";
import type { Position } from "../exchange.ts";
import { opposite } from "../order.ts";
import type { HoldingAccount } from "./holding-account.ts";
import type { MarginAccount } from "./margin-account.ts";
import type { Matching } from "./matching.ts";
import type { MarketLookup, PaperMarket } from "./market.ts";
import type { Settlements } from "./settlements.ts";

export interface LiquidationsOptions {
  readonly clock: Clock;
  readonly accounts: readonly MarginAccount[];
  readonly holdings: HoldingAccount;
  readonly matching: Matching;
  readonly settlements: Settlements;
  readonly marketOf: MarketLookup;
  /** Where orders work. */
  readonly working: () => Iterable<PaperMarket>;
}

const FEE_BPS = 50;
const LIQUIDATED = {
  code: "LIQUIDATION",
  message: "the margin is used up, and the venue closes the positions",
};

/**
 * Closes the positions of an account whose equity has fallen below its
 * maintenance margin, a millisecond after: all its orders are cancelled, and
 * all that is on margin is traded away at the market, what the book has not at
 * its last price; if that was not enough, so is what was paid for in full.
 */
export class Liquidations {
  readonly #options: LiquidationsOptions;
  readonly #due = new Set<MarginAccount>();

  constructor(options: LiquidationsOptions) {
    this.#options = options;
  }

  /** Prices have moved. */
  check(): void {
    const { accounts, clock, settlements } = this.#options;
    for (const account of accounts) {
      if (this.#due.has(account) || !account.isUsedUp) continue;
      this.#due.add(account);
      settlements.atQuietTime(
        clock.now() + 1,
        () => this.#changedAt(account),
        () => {
          this.#due.delete(account);
          if (account.isUsedUp) this.#liquidate(account);
        },
      );
    }
  }

  #liquidate(account: MarginAccount): void {
    const { matching, working } = this.#options;
    for (const market of working())
      if (account.isOf(market.instrument))
        for (const order of market.working.all())
          matching.end(market, order, "cancelled", LIQUIDATED);
    for (const position of account.positions())
      if (isOnMargin(position, account)) this.#close(position, account);
    if (!account.isUsedUp) return;
    for (const position of account.positions()) this.#close(position, account);
  }

  #close({ instrument, quantity }: Position, account: MarginAccount): void {
    const { clock, marketOf, settlements } = this.#options;
    const market = marketOf(instrument);
    const price = market === null ? null : closingPrice(market, quantity);
    if (price === null) return;
    const time = clock.now();
    const id = `liquidation-${time}`;
    const feeBps = account.terms.liquidationFeeBps ?? FEE_BPS;
    const kind = "liquidation";
    settlements.settle({ kind, id, time, instrument, price, feeBps });
  }

  /** When something that is to be closed was last traded. */
  #changedAt(account: MarginAccount): number | null {
    const { holdings } = this.#options;
    let last: number | null = null;
    for (const { instrument } of account.positions()) {
      const changed = holdings.changedAt(instrument);
      if (changed !== null && (last === null || changed > last)) last = changed;
    }
    return last;
  }
}

function isOnMargin(
  { instrument, quantity }: Position,
  { terms }: MarginAccount,
): boolean {
  const isOnCredit = quantity < 0 || terms.borrow === true;
  return instrument.kind === "spot"
    ? isOnCredit
    : instrument.kind !== "option" || quantity < 0;
}

/** What a position is traded away at, on average; null if nothing is known of its price. */
function closingPrice(market: PaperMarket, quantity: number): number | null {
  const side = opposite(quantity > 0 ? "buy" : "sell");
  let left = Math.abs(quantity);
  let value = 0;
  let worst = market.price;
  for (const slice of market.book.take(side, left, null)) {
    left -= slice.quantity;
    value += slice.quantity * slice.price;
    worst = slice.price;
  }
  return worst === null
    ? null
    : (value + Math.max(left, 0) * worst) / Math.abs(quantity);
}
