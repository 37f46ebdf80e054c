import {
  optionChain,
  Random,
  regimesLasting,
  simulateMarket,
  type Bar,
  type Incident,
  type Instrument,
  type Market,
  type MarketEvent,
} from "@fsmc/runtime";
import type { PremiumSellerParams } from "../generated/premium-seller.ts";
import { hours, TradingCalendar } from "./premium-seller.calendar.ts";
import { venueOf, watched } from "./premium-seller.market.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Monthly expiries: the close of third Fridays. */
const EXPIRIES = ["2016-01-15", "2016-02-19", "2016-03-18"].map((date) =>
  Date.parse(`${date}T21:00:00Z`),
);
const STRIKES = Array.from({ length: 37 }, (_, index) => 525 + index * 12.5);
const QUOTES = 15 * MINUTE;

const simulated = {
  /** A Monday: the January expiry is 46 days away, and 21 days before it is Christmas. */
  from: Date.parse("2015-11-30T14:00:00Z"),
  /** The last session's close. */
  to: Date.parse("2016-02-12T21:00:00Z"),
  price: 750,
  benchmarkPrice: 205,
  /** Days of bars before the first session. */
  history: 30,
} as const;

/** What the quotes every quarter of an hour ask for. */
export const simulatedTerms: PremiumSellerParams = {
  maxQuoteAge: QUOTES + MINUTE,
};

export interface SimulationOptions {
  readonly seed: number | string;
  readonly from?: number;
  readonly to?: number;
  readonly script?: readonly Incident[];
  readonly params?: PremiumSellerParams;
}

/** GOOG, its options, SPY and the VIX from 30 November 2015 to 12 February 2016, made up; days without trading, earnings and the Fed's decisions are the real ones. */
export function simulatedMarket(options: SimulationOptions): Market {
  const { seed, script = [] } = options;
  const { from: start = simulated.from, to: end = simulated.to } = options;
  const { underlying, benchmark, volatility } = watched;
  const contracts = optionChain({
    underlying,
    expiries: EXPIRIES,
    strikes: STRIKES,
  });
  const events = simulateMarket({
    seed,
    start,
    duration: end - start,
    script,
    assets: [
      {
        name: underlying.symbol,
        price: simulated.price,
        volatility: 0.25,
        step: MINUTE,
        hours,
        regimes: regimesLasting(10),
        instruments: [
          {
            instrument: underlying,
            quotes: { kind: "regular", interval: QUOTES },
          },
        ],
        index: {
          instrument: volatility,
          levels: { kind: "regular", interval: QUOTES },
        },
        options: {
          contracts,
          surface: { scale: 1.4 },
          quotes: { kind: "regular", interval: QUOTES },
        },
      },
      {
        name: benchmark.symbol,
        price: simulated.benchmarkPrice,
        volatility: 0.15,
        step: MINUTE,
        hours,
        regimes: regimesLasting(10),
        instruments: [
          {
            instrument: benchmark,
            quotes: { kind: "regular", interval: 60 * MINUTE },
          },
        ],
      },
    ],
  });
  const before = history(seed, start);
  return {
    source: "simulated",
    description: `GOOG options, quoted every quarter of an hour, 30 November 2015 to 12 February 2016, seed ${seed}`,
    events: { [Symbol.iterator]: () => chained(before, events) },
    start,
    end,
    exchange: {
      ...venueOf(contracts, options.params?.capital),
      staleAfter: QUOTES + MINUTE,
    },
  };
}

/** Daily bars of the weeks before, of two shares that go halfway together; all of them known when it begins. */
function history(seed: number | string, start: number): readonly Bar[] {
  const random = new Random(seed).fork("history");
  const calendar = new TradingCalendar();
  const bars: Bar[] = [];
  let session = calendar.session(start - simulated.history * 1.5 * DAY);
  let price = { share: 1, market: 1 };
  const days: { readonly close: number; readonly price: typeof price }[] = [];
  for (; session.close <= start; session = calendar.session(session.close)) {
    const common = random.normal();
    price = {
      share: price.share * Math.exp(0.015 * (common + random.normal()) * 0.7),
      market: price.market * Math.exp(0.009 * common),
    };
    days.push({ close: session.close, price });
  }
  // They end where the simulation begins.
  for (const day of days) {
    const bar = (instrument: Instrument, close: number): Bar => ({
      kind: "bar",
      instrument,
      start: day.close,
      time: start,
      open: close,
      high: close,
      low: close,
      close,
      volume: 0,
    });
    const share = (simulated.price * day.price.share) / price.share;
    const market = (simulated.benchmarkPrice * day.price.market) / price.market;
    bars.push(bar(watched.underlying, share), bar(watched.benchmark, market));
  }
  return bars;
}

function* chained(
  first: Iterable<MarketEvent>,
  second: Iterable<MarketEvent>,
): Generator<MarketEvent> {
  yield* first;
  yield* second;
}
