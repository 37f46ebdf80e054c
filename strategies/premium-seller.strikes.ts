import { midPrice } from "@fsmc/runtime";
import type { PremiumSellerSettings } from "../generated/premium-seller.ts";
import { daysTo, type TradingCalendar } from "./premium-seller.calendar.ts";
import type { Candidate } from "./premium-seller.chain.ts";

/** A call and a put of one expiry, both out of the money. */
export interface Strangle {
  readonly call: Candidate;
  readonly put: Candidate;
}

/**
 * Of the expiry that is nearest to what is aimed for and leaves time before
 * the defensive exit, the call and the put whose deltas are nearest to what is
 * wanted; null if no expiry has both.
 */
export function strangleOf(
  candidates: readonly Candidate[],
  calendar: TradingCalendar,
  params: PremiumSellerSettings,
  time: number,
): Strangle | null {
  const sellable = candidates.filter((each) => isSellable(each, params));
  const { defensiveDays, leastDaysHeld, targetDays, exitLead } = params;
  const expiries = [...new Set(sellable.map(({ contract }) => contract.expiry))]
    .filter((expiry) => {
      const exit = calendar.exitBy(expiry, defensiveDays, exitLead);
      return calendar.knows(expiry) && daysTo(exit, time) >= leastDaysHeld;
    })
    .toSorted(
      (a, b) =>
        Math.abs(daysTo(a, time) - targetDays) -
        Math.abs(daysTo(b, time) - targetDays),
    );
  for (const expiry of expiries) {
    const call = nearest(sellable, "call", expiry, params);
    const put = nearest(sellable, "put", expiry, params);
    if (call !== null && put !== null) return { call, put };
  }
  return null;
}

/** The one of that expiry and side whose delta is nearest to what is wanted; null if there is none within half of it. */
export function nearest(
  candidates: readonly Candidate[],
  right: "call" | "put",
  expiry: number,
  params: PremiumSellerSettings,
): Candidate | null {
  const { shortDelta } = params;
  let best: Candidate | null = null;
  for (const each of candidates) {
    if (each.contract.right !== right || each.contract.expiry !== expiry)
      continue;
    const distance = Math.abs(each.delta - shortDelta);
    if (distance > shortDelta / 2) continue;
    if (best === null || distance < Math.abs(best.delta - shortDelta))
      best = each;
  }
  return best;
}

/** It brings enough, and costs not too much to get rid of. */
export function isSellable(
  { quote }: Candidate,
  { minPremium, maxSpread }: PremiumSellerSettings,
): boolean {
  const spread = (quote.ask - quote.bid) / midPrice(quote);
  return quote.bid >= minPremium && spread <= maxSpread;
}
