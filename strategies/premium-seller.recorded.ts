import { join } from "node:path";
import {
  leanBars,
  LeanOptionChain,
  MarketDataError,
  mergeByTime,
  readVix,
  type Market,
  type MarketEvent,
  type MarketRequest,
  type OptionContract,
  type Quote,
} from "@fsmc/runtime";
import type { PremiumSellerParams } from "../generated/premium-seller.ts";
import { TradingCalendar } from "./premium-seller.calendar.ts";
import { venueOf, watched } from "./premium-seller.market.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Of the sessions, all included. The options have daily quotes of the second and the third, and a universe of each; GOOG itself has minutes of the second. */
const RECORDED = { from: "2015-12-22", to: "2015-12-31" } as const;
const MINUTES = Date.parse("2015-12-23");
/** Daily closes before, for the correlation. */
const HISTORY = 45 * DAY;
/** How long before the close a day's last quotes are shown. */
const SHOWN = MINUTE;

/**
 * What two days of closing quotes ask for: a window in the last minute, while
 * the quotes are fresh, and the January expiry, the only one that comes to 21
 * days while there are quotes. Two days before its exit it is sold to show the
 * exit, not because it pays.
 */
export const recordedTerms: PremiumSellerParams = {
  targetDays: 23,
  leastDaysHeld: 1,
  windowDelay: 6.5 * HOUR - SHOWN + SECOND,
  windowLength: 50 * SECOND,
  retryPause: 20 * SECOND,
  exitLead: 30 * SECOND,
};

/**
 * GOOG's options on their closing quotes of 23 and 24 December 2015, with what
 * was known of GOOG, SPY, the VIX and the chain's greeks until the end of the
 * year. The closing quotes are shown a minute before the close, as if one could
 * still trade on them.
 *
 * @param data the folder that has LEAN's data folder as `lean`, and `vix`
 * @throws MarketDataError if the days are not in it, or others are asked for
 */
export async function recordedMarket(
  data: string,
  {
    from,
    to,
    params,
  }: Pick<MarketRequest<PremiumSellerParams>, "from" | "to" | "params">,
): Promise<Market> {
  const first = Math.max(from ?? -Infinity, Date.parse(RECORDED.from));
  const last = Math.min(to ?? Infinity, Date.parse(RECORDED.to));
  if (first > last)
    throw new MarketDataError(
      `options on GOOG are recorded from ${RECORDED.from} to ${RECORDED.to}`,
    );
  const calendar = new TradingCalendar();
  const start = calendar.session(first).open;
  const end = calendar.lastSession(last).close;
  const range = { from: first, to: last };
  const lean = join(data, "lean");
  const { underlying, benchmark, volatility } = watched;
  const chain = new LeanOptionChain(lean, {
    underlying,
    currency: underlying.currency,
    tickSize: 0.01,
  });
  const only = ({ expiry }: OptionContract) => calendar.knows(expiry);
  const quotes = await closingQuotes(chain, calendar, only);
  const before = { from: first - HISTORY, to: last };
  const daily = { ...before, resolution: "daily" } as const;
  const events = () =>
    mergeByTime<MarketEvent>(
      known(leanBars(lean, underlying, daily), start, end),
      known(leanBars(lean, benchmark, daily), start, end),
      first <= MINUTES && MINUTES <= last
        ? leanBars(lean, underlying, { from: MINUTES, to: MINUTES })
        : [],
      known(
        readVix(join(data, "vix", "vix-daily.csv"), volatility, before),
        start,
        end,
      ),
      known(chain.universe({ ...range, only }), start, end),
      quotes.filter(({ time }) => time >= start && time <= end),
    );
  const contracts = [
    ...new Set(
      quotes.flatMap(({ instrument }) =>
        instrument.kind === "option" ? [instrument] : [],
      ),
    ),
  ];
  return {
    source: "recorded",
    description: `GOOG options, closing quotes of 23 and 24 December 2015, ${isoDay(start)} to ${isoDay(end)}`,
    events: { [Symbol.asyncIterator]: events },
    start,
    end,
    exchange: venueOf(contracts, params.capital),
  };
}

/** Each day's last, a minute before its close. */
async function closingQuotes(
  chain: LeanOptionChain,
  calendar: TradingCalendar,
  only: (contract: OptionContract) => boolean,
): Promise<readonly Quote[]> {
  const quotes: Quote[] = [];
  for await (const quote of chain.quotes({ resolution: "daily", only }))
    quotes.push({
      ...quote,
      time: calendar.lastSession(quote.time).close - SHOWN,
    });
  return quotes.toSorted((a, b) => a.time - b.time);
}

/** What was known before the market begins is told when it begins. */
async function* known<Event extends MarketEvent>(
  events: AsyncIterable<Event>,
  start: number,
  end: number,
): AsyncGenerator<Event> {
  for await (const event of events) {
    if (event.time > end) return;
    yield event.time < start ? { ...event, time: start } : event;
  }
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
