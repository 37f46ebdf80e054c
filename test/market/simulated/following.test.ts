import { expect, test } from "vitest";
import type { MarketEvent } from "../../../runtime/market/event.ts";
import type { SimulatedAsset } from "../../../runtime/market/simulated/asset.ts";
import type { Incident } from "../../../runtime/market/simulated/script.ts";
import { simulateMarket } from "../../../runtime/market/simulated/simulate-market.ts";
import { usEquityHours } from "../../../runtime/market/simulated/us-equity-hours.ts";
import {
  chain,
  DAY,
  midsOf,
  MINUTE,
  north,
  ofKind,
  share,
  start,
  vix,
} from "./listings.ts";
import { correlation, logReturns, mean } from "./statistics.ts";

const minutes = {
  halfSpread: 0,
  quotes: { kind: "regular", interval: MINUTE },
} as const;
const common = { step: MINUTE, hours: usEquityHours() } as const;

const leader: SimulatedAsset = {
  ...common,
  name: "SPX",
  price: 2_000,
  volatility: 0.15,
  instruments: [{ ...minutes, instrument: north }],
  index: { instrument: vix },
};
const follower: SimulatedAsset = {
  ...common,
  name: "GOOG",
  price: 750,
  volatility: 0.25,
  follows: { asset: "SPX", correlation: 0.6, jumps: 1.5 },
  instruments: [{ ...minutes, instrument: share }],
  options: {
    contracts: chain,
    quotes: { kind: "regular", interval: DAY },
    surface: { scale: 1.5 },
  },
};

function market(
  assets: readonly SimulatedAsset[],
  script: readonly Incident[] = [],
): readonly MarketEvent[] {
  const days = 10 * DAY;
  return [
    ...simulateMarket({ seed: 6, start, duration: days, assets, script }),
  ];
}

const both = market([leader, follower]);

test("an asset moves with the one that it follows, which it does not change", () => {
  const alone = JSON.stringify(market([leader]));
  const led = both.filter(
    ({ instrument }) => instrument === north || instrument === vix,
  );
  expect(JSON.stringify(led)).toBe(alone);
  const together = correlation(
    logReturns(midsOf(both, north)),
    logReturns(midsOf(both, share)),
  );
  expect(together).toBeGreaterThan(0.4);
  expect(together).toBeLessThan(0.8);
});

test("an asset takes part in the jumps of the one that it follows, and its options in the index", () => {
  const after = 3 * DAY + 1;
  const crash: Incident = { kind: "jump", after, asset: "SPX", share: -0.05 };
  const crashed = market([leader, follower], [crash]);
  const ratio = (events: readonly MarketEvent[]): number =>
    (midsOf(events, share).at(-1) ?? NaN) / (midsOf(both, share).at(-1) ?? NaN);
  expect(ratio(crashed)).toBeCloseTo(0.95 ** 1.5, 2);
  const volatility = (events: readonly MarketEvent[]): number =>
    mean(
      ofKind(events, "option")
        .filter(({ time }) => time > start + 4 * DAY && time < start + 5 * DAY)
        .map(({ impliedVolatility }) => impliedVolatility ?? NaN),
    );
  expect(volatility(crashed)).toBeGreaterThan(volatility(both) + 0.03);
});
