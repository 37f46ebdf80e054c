import { describe, expect, test } from "vitest";
import type { MarketEvent } from "../../../runtime/market/event.ts";
import type { FundingOptions } from "../../../runtime/market/simulated/funding.ts";
import { oneRegime } from "../../../runtime/market/simulated/regimes.ts";
import { simulateMarket } from "../../../runtime/market/simulated/simulate-market.ts";
import {
  DAY,
  HOUR,
  inverse,
  linear,
  midsOf,
  MINUTE,
  north,
  ofKind,
  start,
} from "./listings.ts";
import { correlation, deviation, mean } from "./statistics.ts";

const often = { quotes: { kind: "regular", interval: MINUTE } } as const;

function market(
  basis: { readonly mean: number; readonly deviation: number },
  funding: FundingOptions = {},
  duration = 10 * DAY,
): Iterable<MarketEvent> {
  return simulateMarket({
    seed: 11,
    start,
    duration,
    assets: [
      {
        name: "BTC",
        price: 20_000,
        step: MINUTE,
        regimes: oneRegime,
        jumps: null,
        instruments: [
          { ...often, instrument: north },
          {
            ...often,
            instrument: linear,
            basis: { ...basis, halfLife: HOUR },
            funding,
          },
          { ...often, instrument: inverse },
        ],
      },
    ],
  });
}

/** Of the linear perpetual, in bps of spot, once a minute. */
function basisOf(events: Iterable<MarketEvent>): readonly number[] {
  const all = [...events];
  const spot = midsOf(all, north);
  return midsOf(all, linear).map(
    (mid, index) => (mid / (spot[index] ?? NaN) - 1) * 10_000,
  );
}

describe("the basis of a perpetual", () => {
  test("spreads about its mean as asked, and half of a deviation is gone after a half-life", () => {
    const basis = basisOf(market({ mean: 6, deviation: 10 }));
    expect(mean(basis)).toBeGreaterThan(2);
    expect(mean(basis)).toBeLessThan(10);
    expect(deviation(basis)).toBeGreaterThan(8);
    expect(deviation(basis)).toBeLessThan(12);
    const after = correlation(basis.slice(0, -60), basis.slice(60));
    expect(after).toBeGreaterThan(0.35);
    expect(after).toBeLessThan(0.65);
  });
});

describe("funding", () => {
  test("is due every 8 hours UTC, of linear and inverse perpetuals, never of spot", () => {
    const events = [...market({ mean: 0, deviation: 5 })];
    expect(ofKind(events, "funding", north)).toEqual([]);
    for (const perpetual of [linear, inverse]) {
      const times = ofKind(events, "funding", perpetual).map(
        ({ time }) => time,
      );
      expect(times).toEqual(
        Array.from(
          { length: 29 },
          (_, index) => start + (index + 1) * 8 * HOUR,
        ),
      );
    }
  });

  test("has the sign of a premium that is clearly there, and its size", () => {
    const highs = ofKind(market({ mean: 30, deviation: 2 }), "funding", linear);
    const lows = ofKind(market({ mean: -30, deviation: 2 }), "funding", linear);
    for (const { rate } of highs) {
      expect(rate).toBeGreaterThan(0.001_5);
      expect(rate).toBeLessThan(0.003);
    }
    for (const { rate } of lows) {
      expect(rate).toBeLessThan(-0.001_5);
      expect(rate).toBeGreaterThan(-0.003);
    }
  });

  test("is the interest while the premium is near it, and never beyond the cap", () => {
    const small = ofKind(market({ mean: 0, deviation: 1 }), "funding", linear);
    expect(new Set(small.map(({ rate }) => rate))).toEqual(new Set([0.000_1]));
    const large = market({ mean: 500, deviation: 1 }, { cap: 0.003 });
    expect(
      new Set(ofKind(large, "funding", linear).map(({ rate }) => rate)),
    ).toEqual(new Set([0.003]));
  });

  test("follows the average premium since the last one, those of late most", () => {
    const premium = { mean: 0, deviation: 40 };
    const events = [...market(premium, { damping: 0, cap: 1 })];
    const basis = basisOf(events);
    const rates = ofKind(events, "funding", linear).map(({ rate }) => rate);
    const averages = rates.map((_, index) => {
      const period = basis.slice(index * 480, (index + 1) * 480);
      const weighted = period.map((bps, minute) => bps * (minute + 1));
      return mean(weighted) / mean(period.map((_each, minute) => minute + 1));
    });
    expect(rates).toHaveLength(29);
    expect(correlation(averages, rates)).toBeGreaterThan(0.99);
  });
});
