import {
  instrument,
  type OptionContract,
  type PaperListing,
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

/** The options, and what their exercise delivers. */
export function listingsOf(
  contracts: readonly OptionContract[],
): readonly PaperListing[] {
  const each = (perContract: number) => ({
    makerBps: 0,
    takerBps: 0,
    perContract,
  });
  return [
    { instrument: watched.underlying, fees: each(FEES.share) },
    ...contracts.map((contract) => ({
      instrument: contract,
      fees: each(FEES.option),
    })),
  ];
}
