import { describe, expect, test } from "vitest";
import type { MarketEvent } from "../../../runtime/market/event.ts";
import { midPrice } from "../../../runtime/market/quote.ts";
import { optionChain } from "../../../runtime/market/simulated/options/contracts.ts";
import { impliedVolatility } from "../../../runtime/market/simulated/options/implied-volatility.ts";
import type { Incident } from "../../../runtime/market/simulated/script.ts";
import { simulateMarket } from "../../../runtime/market/simulated/simulate-market.ts";
import { usEquityHours } from "../../../runtime/market/simulated/us-equity-hours.ts";
import {
  chain,
  DAY,
  type EventOf,
  expiries,
  HOUR,
  MINUTE,
  ofKind,
  share,
  start,
  strikes,
  vix,
} from "./listings.ts";

const [near, far] = expiries;
const YEAR = 365 * DAY;

function market(
  duration: number,
  script: readonly Incident[] = [],
): readonly MarketEvent[] {
  return [
    ...simulateMarket({
      seed: 8,
      start,
      duration,
      script,
      assets: [
        {
          name: "GOOG",
          price: 750,
          volatility: 0.25,
          step: MINUTE,
          hours: usEquityHours({ holidays: ["2015-12-25", "2016-01-01"] }),
          instruments: [{ instrument: share }],
          index: { instrument: vix },
          options: {
            contracts: chain,
            surface: { scale: 1.4 },
            quotes: { kind: "regular", interval: HOUR },
          },
        },
      ],
    }),
  ];
}

const weeks = market(14 * DAY);
const analytics = analyticsOf(weeks);

/** Analytics whose close is known, as it always is here. */
function analyticsOf(
  events: readonly MarketEvent[],
): (EventOf<"option"> & { readonly close: number })[] {
  return ofKind(events, "option").flatMap((event) =>
    event.close === null ? [] : [{ ...event, close: event.close }],
  );
}

/** The volatility of a round of quotes, by expiry and strike. */
function smileOf(
  events: readonly EventOf<"option">[],
  time: number,
  expiry: number,
): number[] {
  return events
    .filter(
      ({ instrument, time: at }) =>
        at === time &&
        instrument.expiry === expiry &&
        instrument.right === "put",
    )
    .map(({ impliedVolatility: volatility }) => volatility ?? NaN);
}

describe("an option chain", () => {
  test("has a call and a put for every strike and expiry, by the symbols of the OCC", () => {
    expect(chain).toHaveLength(2 * strikes.length * expiries.length);
    const contracts = optionChain({
      underlying: share,
      expiries: [far],
      strikes: [612.5],
    });
    expect(contracts.map(({ symbol }) => symbol)).toEqual([
      "GOOG  160115C00612500",
      "GOOG  160115P00612500",
    ]);
  });

  test("quotes about the value, puts and calls at parity", () => {
    const mids = new Map<string, number>();
    for (const quote of ofKind(weeks, "quote"))
      if (quote.instrument.kind === "option")
        mids.set(quote.instrument.id + quote.time, midPrice(quote));
    expect(analytics.length).toBeGreaterThan(1_000);
    for (const each of analytics) {
      const { instrument, time, close, underlyingPrice } = each;
      const mid = mids.get(instrument.id + time) ?? NaN;
      const tolerance = instrument.tickSize;
      expect(Math.abs(mid - close)).toBeLessThanOrEqual(tolerance);
      if (instrument.right === "put") continue;
      const put = chain.find(
        ({ right, strike, expiry }) =>
          right === "put" &&
          strike === instrument.strike &&
          expiry === instrument.expiry,
      );
      const other = mids.get(`${put?.id}${time}`) ?? NaN;
      const parity = (underlyingPrice ?? NaN) - instrument.strike;
      expect(Math.abs(mid - other - parity)).toBeLessThan(3 * tolerance);
    }
  });

  test("says the volatility that its price implies", () => {
    let compared = 0;
    for (const each of analytics) {
      const { instrument, underlyingPrice, close, vega, time } = each;
      const years = (instrument.expiry - time) / YEAR;
      if (underlyingPrice === null || vega === null || vega < 0.1) continue;
      const { right, strike } = instrument;
      const terms = { right, strike, price: underlyingPrice, years };
      compared += 1;
      expect(impliedVolatility(terms, close)).toBeCloseTo(
        each.impliedVolatility ?? NaN,
        2,
      );
    }
    expect(compared).toBeGreaterThan(500);
  });

  test("has dearer volatility in low strikes, and prices without butterflies for nothing", () => {
    const [first] = analytics;
    const time = first?.time ?? NaN;
    for (const expiry of expiries) {
      const smile = smileOf(analytics, time, expiry);
      expect(smile).toHaveLength(strikes.length);
      expect(smile[0]).toBeGreaterThan((smile[4] ?? NaN) + 0.02);
      const puts = analytics.filter(
        (each) =>
          each.time === time &&
          each.instrument.expiry === expiry &&
          each.instrument.right === "put",
      );
      const slopes = puts.slice(1).map((each, index) => {
        const before = puts[index] ?? each;
        const apart = each.instrument.strike - before.instrument.strike;
        return (each.close - before.close) / apart;
      });
      expect(slopes).toEqual(slopes.toSorted((a, b) => a - b));
      expect(slopes[0]).toBeGreaterThan(0);
    }
  });

  test("moves with the index, what expires soon most", () => {
    const after = DAY + 17 * HOUR;
    const shocked = ofKind(
      market(2 * DAY, [{ kind: "index", after, asset: "GOOG", level: 50 }]),
      "option",
    );
    const times = shocked.map(({ time }) => time);
    const before = times.findLast((time) => time < start + after) ?? NaN;
    const behind = times.at(-1) ?? NaN;
    const [soon, later] = expiries.map((expiry) => {
      const [low, high] = [before, behind].map(
        (time) => smileOf(shocked, time, expiry)[4] ?? NaN,
      );
      return (high ?? NaN) - (low ?? NaN);
    });
    expect(later).toBeGreaterThan(0.3);
    expect(soon).toBeGreaterThan((later ?? NaN) + 0.02);
  });

  test("ends at expiry, worth what exercise brings", () => {
    const times = ofKind(weeks, "quote")
      .filter(
        ({ instrument }) =>
          instrument.kind === "option" && instrument.expiry === near,
      )
      .map(({ time }) => time);
    expect(Math.max(...times)).toBe(near - HOUR / 2);
    for (const each of analytics) {
      if (each.time !== near - HOUR / 2 || each.instrument.expiry !== near)
        continue;
      const { right, strike } = each.instrument;
      const sign = right === "call" ? 1 : -1;
      const exercise = sign * ((each.underlyingPrice ?? NaN) - strike);
      expect(each.close - Math.max(0, exercise)).toBeLessThan(5);
      expect(each.close).toBeGreaterThanOrEqual(exercise - 0.01);
    }
  });
});
