import {
  optionChain,
  simulateMarket,
  usEquityHours,
  type Bar,
  type Instrument,
  type MarketEvent,
} from "@fsmc/runtime";
import setup from "../../../strategies/premium-seller.callbacks.ts";
import { venueOf, watched } from "../../../strategies/premium-seller.market.ts";
import type { PremiumSellerParams } from "../../../generated/premium-seller.ts";
import type { Seller } from "../../../strategies/premium-seller.seller.ts";
import type { Subject } from "../subject.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Ten in the morning in New York, 45 days before the expiry. */
const START = Date.parse("2015-12-01T15:00:00Z");
const QUOTES = 2 * SECOND;
/** What calendars and brokers send, so long after the start. */
const CALENDAR = [
  { after: 4 * SECOND, trigger: "RISK_LIMIT_EXCEEDED" },
  { after: 6 * SECOND, trigger: "MARGIN_CALL" },
  { after: 10 * SECOND, trigger: "FOMC_MEETING" },
  { after: 14 * SECOND, trigger: "RESUME" },
  { after: 20 * SECOND, trigger: "MARKET_CLOSE" },
  { after: 22 * SECOND, trigger: "DEFENSIVE_EXIT_DTE" },
  { after: 26 * SECOND, trigger: "MARKET_OPEN" },
  { after: 30 * SECOND, trigger: "RISK_LIMIT_EXCEEDED" },
  { after: 32 * SECOND, trigger: "MARGIN_CALL" },
  { after: 36 * SECOND, trigger: "EARNINGS_APPROACHING" },
  { after: 40 * SECOND, trigger: "RESUME" },
  { after: 46 * SECOND, trigger: "MARKET_CLOSE" },
  { after: 48 * SECOND, trigger: "DEFENSIVE_EXIT_DTE" },
  { after: 52 * SECOND, trigger: "MARKET_OPEN" },
] as const;

/** A day's work in a minute: a share that moves in seconds as others do in days, and a strategy that takes what it gets. */
const params: PremiumSellerParams = {
  contracts: 4,
  windowDelay: 0,
  windowLength: 6 * HOUR,
  retryPause: SECOND,
  pauseAfterTrade: 300,
  cooldown: 200,
  settlingTime: 200,
  analysisTimeout: SECOND,
  entryTimeout: 3 * SECOND,
  adjustTimeout: 3 * SECOND,
  exitTimeout: 3 * SECOND,
  longestWait: 5 * SECOND,
  errorRecovery: 10 * SECOND,
  maxQuoteAge: 5 * SECOND,
  shortDelta: 0.3,
  testedDelta: 0.34,
  maxAdjustments: 3,
  partialProfit: -0.1,
  exitProfit: 0.08,
  maxSpread: 1,
  maxVix: 1_000,
  vixSpike: 1_000,
  maxCorrelation: 1,
  correlationDays: 3,
  capital: 400_000,
};

const contracts = optionChain({
  underlying: watched.underlying,
  expiries: [Date.parse("2016-01-15T21:00:00Z")],
  strikes: [650, 700, 725, 775, 800, 850],
});

/** What people and calendars send, as a word each. */
const SENT: Readonly<Record<string, (seller: Seller) => void>> = {
  EMERGENCY_EXIT: ({ machine }) => machine.send("EMERGENCY_EXIT"),
  EARNINGS_APPROACHING: ({ machine }) => machine.send("EARNINGS_APPROACHING"),
  FOMC_MEETING: ({ machine }) => machine.send("FOMC_MEETING"),
  RESUME: ({ machine }) => machine.send("RESUME"),
  RESET: ({ machine }) => machine.send("RESET"),
  MARKET_CLOSE: ({ machine }) => machine.send("MARKET_CLOSE"),
  MARKET_OPEN: ({ machine }) => machine.send("MARKET_OPEN"),
  DEFENSIVE_EXIT_DTE: ({ machine }) => machine.send("DEFENSIVE_EXIT_DTE"),
  VIX_SPIKE: ({ machine }) => machine.send("VIX_SPIKE", { level: 50 }),
  MARGIN_CALL: ({ machine }) => machine.send("MARGIN_CALL", { share: 0.9 }),
  RISK_LIMIT_EXCEEDED: ({ machine }) =>
    machine.send("RISK_LIMIT_EXCEEDED", { reason: "somebody says so" }),
  SYSTEM_ERROR: ({ machine }) =>
    machine.send("SYSTEM_ERROR", { reason: "somebody says so" }),
  HOLD: ({ machine }) => machine.send("MANUAL_OVERRIDE", { wanted: "HOLD" }),
  EXIT: ({ machine }) => machine.send("MANUAL_OVERRIDE", { wanted: "EXIT" }),
};

export const premiumSeller: Subject = {
  name: "premium-seller",
  spec: "strategies/premium-seller.fsm",
  market(seed) {
    const events = simulateMarket({
      seed,
      start: START,
      duration: MINUTE,
      assets: [
        {
          name: watched.underlying.symbol,
          price: 750,
          volatility: 4,
          step: QUOTES,
          hours: usEquityHours(),
          instruments: [
            {
              instrument: watched.underlying,
              quotes: { kind: "regular", interval: QUOTES },
            },
          ],
          index: {
            instrument: watched.volatility,
            levels: { kind: "regular", interval: 10 * SECOND },
          },
          options: {
            contracts,
            analytics: false,
            quotes: { kind: "regular", interval: QUOTES },
          },
        },
      ],
    });
    return {
      source: "simulated",
      description: "options on a share in a hurry",
      events: { [Symbol.iterator]: () => withHistory(events) },
      start: START,
      // Late enough for the seller not to close before.
      end: START + HOUR,
      exchange: venueOf(contracts, params.capital),
    };
  },
  create(parts) {
    const seller = setup.create({ ...parts, params });
    const { machine } = seller;
    let before = 0;
    return {
      machine,
      onMarket(event) {
        seller.onMarket(event);
        const after = event.time - START;
        for (const { after: time, trigger } of CALENDAR)
          if (before < time && after >= time) SENT[trigger]?.(seller);
        before = after;
      },
      end: () => seller.end(),
      configuration: () => machine.configuration,
      send: (command) => SENT[command]?.(seller),
    };
  },
  withoutRaces: "market orders are final when they are acknowledged",
  commands: Object.keys(SENT).filter((each) => each !== "EMERGENCY_EXIT"),
};

/** Four daily returns, all known when it begins. */
function* withHistory(events: Iterable<MarketEvent>): Generator<MarketEvent> {
  for (let day = 4; day >= 1; day -= 1)
    for (const instrument of [watched.underlying, watched.benchmark])
      yield barOf(instrument, START - day * DAY);
  yield* events;
}

function barOf(instrument: Instrument, start: number): Bar {
  return {
    kind: "bar",
    instrument,
    start,
    time: START,
    open: 750,
    high: 750,
    low: 750,
    close: 750,
    volume: 0,
  };
}
