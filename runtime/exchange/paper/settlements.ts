import type { Clock } from "../../clock.ts";
import type { FundingRate } from "../../market/event.ts";
import type { Instrument } from "../../market/instrument.ts";
import { Timer } from "../../timers.ts";
import type { Settlement } from "../settlement.ts";
import type { HoldingAccount } from "./holding-account.ts";
import type { Matching } from "./matching.ts";
import type { MarketLookup, PaperMarket } from "./market.ts";

export interface SettlementsOptions {
  readonly clock: Clock;
  readonly account: HoldingAccount;
  readonly matching: Matching;
  readonly marketOf: MarketLookup;
  readonly tell: (settlement: Settlement) => void;
}

/** Does to the account what happens to positions without an order, and tells of it. */
export class Settlements {
  readonly #options: SettlementsOptions;

  constructor(options: SettlementsOptions) {
    this.#options = options;
  }

  /** Funding is due on a perpetual, once at one time. Told once anybody has traded it here. */
  fund(market: PaperMarket, { time, rate }: FundingRate): void {
    const { price, instrument } = market;
    if (!market.isTraded || price === null || !isPerpetual(instrument)) return;
    if (market.fundedAt === time) return;
    market.fundedAt = time;
    const id = `funding-${time}`;
    const now = this.#options.clock.now();
    this.settle({ kind: "funding", id, instrument, time: now, rate, price });
  }

  settle(settlement: Settlement): void {
    const { account, matching, marketOf, tell } = this.#options;
    account.settle(settlement);
    tell(settlement);
    const market = marketOf(settlement.instrument);
    if (market !== null) matching.endReduced(market);
  }

  /**
   * Runs it at this time or as soon after as nothing has been filled in the
   * same millisecond, so that the time alone tells what was held before.
   */
  atQuietTime(
    time: number,
    changedAt: () => number | null,
    act: () => void,
  ): void {
    const { clock } = this.#options;
    const timer = new Timer(() => {
      const now = clock.now();
      if (changedAt() === now) clock.arm(timer, now + 1);
      else act();
    }, "a settlement");
    clock.arm(timer, time);
  }
}

function isPerpetual({ kind }: Instrument): boolean {
  return kind === "linear-perpetual" || kind === "inverse-perpetual";
}
