import type { PremiumSellerSettings } from "../generated/premium-seller.ts";
import type { TradingCalendar } from "./premium-seller.calendar.ts";

/** When something may be opened, in milliseconds since the epoch. */
export interface Window {
  readonly entryFrom: number;
  readonly entryUntil: number;
}

const MOST_SESSIONS = 10;

/**
 * What is left of the window that is open at `earliest`, or the next one.
 * Sessions that close too early have none.
 *
 * @throws RangeError if none of the next sessions has room for a window
 */
export function windowAfter(
  earliest: number,
  calendar: TradingCalendar,
  { windowDelay, windowLength }: PremiumSellerSettings,
): Window {
  let session = calendar.session(earliest);
  for (let tried = 0; tried < MOST_SESSIONS; tried += 1) {
    const from = session.open + windowDelay;
    const entryUntil = from + windowLength;
    if (entryUntil > earliest && entryUntil <= session.close)
      return { entryFrom: Math.max(from, earliest), entryUntil };
    session = calendar.session(session.close);
  }
  throw new RangeError(
    `no session has room for a window of ${windowLength} ms that begins ${windowDelay} ms after the open`,
  );
}
