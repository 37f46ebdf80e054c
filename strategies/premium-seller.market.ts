import {
  instrument,
  type OptionContract,
  type PaperExchangeOptions,
} from "@fsmc/runtime";

const listed = {
  venue: "usa",
  currency: "USD",
  tickSize: 0.01,
  lotSize: 1,
} as const;

/** What options are sold on, what it must not move too much with, and the VIX. */
export const watched = {
  underlying: instrument({ ...listed, kind: "spot", symbol: "GOOG" }),
  benchmark: instrument({ ...listed, kind: "spot", symbol: "SPY" }),
  volatility: instrument({ ...listed, kind: "index", symbol: "VIX" }),
} as const;

/** What a broker took of a private customer about then: assumed, not recorded. In USD. */
const FEES = { option: 0.65, share: 0.005 } as const;

/** What a margin account has, where nobody says otherwise: the spec's default. In USD. */
const CASH = 100_000;

/**
 * Options on paper, what their exercise delivers, and the margin account that
 * they are sold from: the venue refuses what it cannot carry, and liquidates
 * what it can carry no longer.
 */
export function venueOf(
  contracts: readonly OptionContract[],
  cash: number = CASH,
): Pick<PaperExchangeOptions, "listings" | "accounts"> {
  const each = (perContract: number) => ({
    makerBps: 0,
    takerBps: 0,
    perContract,
  });
  const { venue, currency } = watched.underlying;
  return {
    accounts: [{ venue, currency, cash, borrow: true }],
    listings: [
      { instrument: watched.underlying, fees: each(FEES.share) },
      ...contracts.map((contract) => ({
        instrument: contract,
        fees: each(FEES.option),
      })),
    ],
  };
}
