import { expect, test } from "vitest";
import type { MarketEvent } from "../../../runtime/market/event.ts";
import { regimesLasting } from "../../../runtime/market/simulated/regimes.ts";
import { simulateMarket } from "../../../runtime/market/simulated/simulate-market.ts";
import { usEquityHours } from "../../../runtime/market/simulated/us-equity-hours.ts";
import { DAY, midsOf, ofKind, share, start, vix } from "./listings.ts";
import { correlation, logReturns, mean } from "./statistics.ts";

const daily = { kind: "regular", interval: DAY } as const;
const events: readonly MarketEvent[] = [
  ...simulateMarket({
    seed: 21,
    start,
    duration: 10 * 365 * DAY,
    assets: [
      {
        name: "SPX",
        price: 2_000,
        volatility: 0.15,
        step: 3_600_000,
        hours: usEquityHours(),
        regimes: regimesLasting(40),
        jumps: { perDay: 0.02, mean: 250, up: 0.2 },
        instruments: [{ instrument: share, quotes: daily, halfSpread: 0 }],
        index: { instrument: vix, levels: daily },
      },
    ],
  }),
];
const levels = ofKind(events, "level", vix).map(({ level }) => level);
const changes = logReturns(levels);
const returns = logReturns(midsOf(events, share));

test("a volatility index rises when the price falls", () => {
  expect(levels.length).toBeGreaterThan(2_500);
  expect(correlation(changes, returns)).toBeLessThan(-0.4);
  const crashes = changes.filter((_, index) => (returns[index] ?? 0) < -0.04);
  expect(crashes.length).toBeGreaterThan(3);
  expect(mean(crashes)).toBeGreaterThan(0.1);
  expect(Math.min(...crashes)).toBeGreaterThan(0);
});

test("a volatility index spikes, and comes back to its mean", () => {
  expect(mean(levels)).toBeGreaterThan(14);
  expect(mean(levels)).toBeLessThan(26);
  expect(Math.min(...levels)).toBeGreaterThan(5);
  expect(Math.max(...levels)).toBeGreaterThan(35);
  expect(changes.filter((change) => change > 0.2).length).toBeGreaterThan(10);
  const high = levels.flatMap((level, index) => {
    const later = levels[index + 60];
    return level > 30 && later !== undefined ? [later / level] : [];
  });
  expect(mean(high)).toBeLessThan(0.9);
});
