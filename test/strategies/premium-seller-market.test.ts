import { describe, expect, test } from "vitest";
import {
  blackScholes,
  optionChain,
  type Instrument,
  type MarketEvent,
} from "@fsmc/runtime";
import { TradingCalendar } from "../../strategies/premium-seller.calendar.ts";
import { OptionBoard } from "../../strategies/premium-seller.chain.ts";
import { DailyReturns } from "../../strategies/premium-seller.correlation.ts";
import { watched } from "../../strategies/premium-seller.market.ts";
import { windowAfter } from "../../strategies/premium-seller.window.ts";
import { PremiumBench } from "./premium-seller-bench.ts";

const DAY = 86_400_000;
const HOUR = 3_600_000;
const NOW = Date.parse("2015-12-01T16:00:00Z");
const EXPIRY = Date.parse("2016-01-15T21:00:00Z");

function quote(instrument: Instrument, mid: number, time = NOW): MarketEvent {
  const sizes = { bidSize: 10, askSize: 10 };
  return { kind: "quote", instrument, time, bid: mid, ask: mid, ...sizes };
}

function bar(instrument: Instrument, day: number, close: number): MarketEvent {
  const start = NOW - (30 - day) * DAY;
  const prices = { open: close, high: close, low: close, close };
  return { kind: "bar", instrument, start, time: NOW, ...prices, volume: 1 };
}

describe("the delta of an option", () => {
  const [call] = optionChain({
    underlying: watched.underlying,
    expiries: [EXPIRY],
    strikes: [800],
  });
  if (call === undefined) throw new Error("no chain");
  const terms = {
    right: "call",
    strike: 800,
    price: 750,
    volatility: 0.3,
    years: (EXPIRY - NOW) / (365 * DAY),
  } as const;
  const own = blackScholes(terms);

  function board(recorded: { volatility: number | null; age: number } | null) {
    const known = new OptionBoard(watched.underlying);
    known.hear(quote(watched.underlying, 750));
    known.hear(quote(call ?? watched.underlying, own.value));
    if (recorded !== null && call !== undefined)
      known.hear({
        kind: "option",
        instrument: call,
        time: NOW - recorded.age,
        close: own.value,
        underlyingPrice: 750,
        impliedVolatility: recorded.volatility,
        delta: 0.11,
        gamma: null,
        vega: null,
        theta: null,
        rho: null,
        openInterest: null,
      });
    return known.candidates(NOW).map(({ delta, source }) => [source, delta]);
  }

  test("is the recording's where that is plausible and fresh", () => {
    expect(board({ volatility: 0.3, age: DAY })).toEqual([["recorded", 0.11]]);
  });

  test.each([
    ["no recording", null],
    ["a volatility of 340%", { volatility: 3.4, age: DAY }],
    ["none", { volatility: null, age: DAY }],
    ["one of last week", { volatility: 0.3, age: 7 * DAY }],
  ])("is worked out of the quote with %s", (_, recorded) => {
    const [[source, delta] = []] = board(recorded);
    expect(source).toBe("own");
    expect(delta).toBeCloseTo(own.delta, 9);
  });
});

describe("the correlation of daily returns", () => {
  const { underlying, benchmark } = watched;
  const returns = [0.01, -0.02, 0.015, 0.005, -0.01];

  function correlation(factor: number, count: number): number | null {
    const known = new DailyReturns(underlying, benchmark);
    let [share, market] = [750, 205];
    [0, ...returns].forEach((each, day) => {
      share *= Math.exp(each * factor);
      market *= Math.exp(each);
      known.hear(bar(underlying, day, share));
      known.hear(bar(benchmark, day, market));
    });
    return known.correlation(count, NOW);
  }

  test("is 1 for the same way, -1 for the other, 0 where one stands still", () => {
    expect(correlation(2, 5)).toBeCloseTo(1, 9);
    expect(correlation(-0.5, 5)).toBeCloseTo(-1, 9);
    expect(correlation(0, 5)).toBe(0);
  });

  test("is not known of fewer days than were asked for", () => {
    expect(correlation(1, 6)).toBeNull();
  });
});

describe("the next window", () => {
  const calendar = new TradingCalendar();
  const { params } = new PremiumBench().machine;
  const iso = (time: number) => new Date(time).toISOString().slice(0, 16);
  const after = (time: string) => {
    const window = windowAfter(Date.parse(time), calendar, params);
    return [iso(window.entryFrom), iso(window.entryUntil)];
  };

  test("is what is left of today's, or the next session's", () => {
    const today = ["2015-12-01T15:00", "2015-12-01T16:00"];
    expect(after("2015-12-01T03:00:00Z")).toEqual(today);
    expect(after("2015-12-01T15:20:00Z")).toEqual([
      "2015-12-01T15:20",
      "2015-12-01T16:00",
    ]);
    expect(after("2015-12-01T16:00:00Z")).toEqual([
      "2015-12-02T15:00",
      "2015-12-02T16:00",
    ]);
    // Over Christmas and a weekend.
    expect(after("2015-12-24T16:00:00Z")[0]).toBe("2015-12-28T15:00");
  });

  test("keeps to the session: an early close may have no room for it", () => {
    const late = { ...params, windowDelay: 4 * HOUR };
    const { entryFrom } = windowAfter(
      Date.parse("2015-12-24T12:00:00Z"),
      calendar,
      late,
    );
    expect(iso(entryFrom)).toBe("2015-12-28T18:30");
    expect(() =>
      windowAfter(NOW, calendar, { ...params, windowDelay: 7 * HOUR }),
    ).toThrow(RangeError);
  });
});
