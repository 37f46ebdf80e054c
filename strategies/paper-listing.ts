import type { Instrument, PaperListing } from "@fsmc/runtime";

const BPS_PER_UNIT = 10_000;

/** @param fee of a market order, as a share of its value; makers pay the same, since nobody here is one */
export function listingOf(instrument: Instrument, fee: number): PaperListing {
  const bps = fee * BPS_PER_UNIT;
  return { instrument, fees: { makerBps: bps, takerBps: bps } };
}

/** What a market order costs there, as a share of its value. */
export function takerFeeOf({ fees }: PaperListing): number {
  return fees.takerBps / BPS_PER_UNIT;
}
