import { describe, expect, test } from "vitest";
import { aroundTheClock } from "../../../runtime/market/simulated/hours.ts";
import {
  PricePath,
  type PathOptions,
} from "../../../runtime/market/simulated/path.ts";
import type { PathStep } from "../../../runtime/market/simulated/path-step.ts";
import { RegimeChain } from "../../../runtime/market/simulated/regime-chain.ts";
import {
  oneRegime,
  regimesLasting,
} from "../../../runtime/market/simulated/regimes.ts";
import { simulateMarket } from "../../../runtime/market/simulated/simulate-market.ts";
import { usEquityHours } from "../../../runtime/market/simulated/us-equity-hours.ts";
import { Random } from "../../../runtime/random.ts";
import { DAY, HOUR, MINUTE, north, ofKind, start } from "./listings.ts";
import { deviation, logReturns, mean } from "./statistics.ts";

interface Walked {
  readonly prices: readonly number[];
  readonly steps: readonly PathStep[];
}

/** The price at each step of so many days. */
function walk(options: Partial<PathOptions>, days: number): Walked {
  const path = new PricePath({
    price: 100,
    step: MINUTE,
    ...options,
    start,
    random: new Random("path"),
    memory: 0,
    lead: null,
  });
  const prices = [path.price];
  const steps: PathStep[] = [];
  path.onStep((step) => {
    prices.push(path.price);
    steps.push(step);
  });
  path.advanceTo(start + days * DAY);
  return { prices, steps };
}

const still = { regimes: oneRegime, jumps: null } as const;

describe("the price", () => {
  test("moves as much as was asked, around the clock", () => {
    const { prices } = walk({ ...still, volatility: 0.6 }, 100);
    const realized = deviation(logReturns(prices)) * Math.sqrt(365 * 24 * 60);
    expect(realized).toBeGreaterThan(0.6 * 0.97);
    expect(realized).toBeLessThan(0.6 * 1.03);
  });

  test("moves as much as was asked in the long run of all regimes", () => {
    const { prices } = walk({ volatility: 0.6, jumps: null }, 400);
    const realized = deviation(logReturns(prices)) * Math.sqrt(365 * 24 * 60);
    expect(realized).toBeGreaterThan(0.6 * 0.85);
    expect(realized).toBeLessThan(0.6 * 1.15);
  });

  test("moves as much as was asked within sessions and from one to the next", () => {
    const hours = usEquityHours({ overnight: 0.3 });
    const { steps } = walk({ ...still, volatility: 0.3, hours }, 1_000);
    const nights = steps.filter(({ days }) => days === 0.3);
    const days = steps.reduce((sum, step) => sum + step.days, 0);
    // 715 weekdays, and before the first there is no night.
    expect(nights).toHaveLength(714);
    expect(days).toBeGreaterThan(713);
    expect(days).toBeLessThan(715);
    const daily = walk({ ...still, volatility: 0.3, hours }, 1_000).prices;
    const variance = logReturns(daily).reduce((sum, x) => sum + x * x, 0);
    const realized = Math.sqrt((variance / days) * 252);
    expect(realized).toBeGreaterThan(0.28);
    expect(realized).toBeLessThan(0.32);
  });

  test("has the drift that was asked for, and none without", () => {
    const { prices } = walk({ ...still, volatility: 0.01, drift: 0.5 }, 365);
    const growth = Math.log((prices.at(-1) ?? 0) / 100);
    expect(growth).toBeGreaterThan(0.45);
    expect(growth).toBeLessThan(0.55);
    const calm = walk({ ...still, volatility: 0.01 }, 365).prices.at(-1) ?? 0;
    expect(Math.abs(Math.log(calm / 100))).toBeLessThan(0.05);
  });

  test("jumps as often, as far and as often upwards as was asked", () => {
    const jumps = { perDay: 6, mean: 50, up: 0.3 };
    const { steps } = walk({ ...still, jumps }, 500);
    const sizes = steps.map(({ jump }) => jump).filter((jump) => jump !== 0);
    // Poisson: five standard deviations about the mean of 3,000.
    expect(Math.abs(sizes.length - 3_000)).toBeLessThan(5 * Math.sqrt(3_000));
    const size = mean(sizes.map(Math.abs)) * 10_000;
    expect(size).toBeGreaterThan(45);
    expect(size).toBeLessThan(55);
    const up = sizes.filter((jump) => jump > 0).length / sizes.length;
    expect(up).toBeGreaterThan(0.25);
    expect(up).toBeLessThan(0.35);
  });
});

test("regimes take the share of time that their rates lead to, and their variance is 1", () => {
  const chain = new RegimeChain(regimesLasting(0.5), new Random("regimes"));
  const shares = new Map<string, number>();
  const step = 0.01;
  const count = 200_000;
  let square = 0;
  for (let index = 0; index < count; index += 1) {
    chain.pass(step);
    shares.set(chain.name, (shares.get(chain.name) ?? 0) + 1 / count);
    square += (chain.factor * chain.factor) / count;
  }
  expect(shares.get("calm")).toBeCloseTo(16 / 43, 1);
  expect(shares.get("normal")).toBeCloseTo(24 / 43, 1);
  expect(shares.get("turbulent")).toBeCloseTo(3 / 43, 1);
  expect(square).toBeGreaterThan(0.85);
  expect(square).toBeLessThan(1.15);
});

test("spreads widen and sizes shrink after a jump, and come back", () => {
  const quotes = ofKind(
    simulateMarket({
      seed: 5,
      start,
      duration: HOUR,
      assets: [
        {
          ...still,
          name: "BTC",
          price: 20_000,
          hours: aroundTheClock,
          instruments: [{ instrument: north }],
        },
      ],
      script: [{ kind: "jump", after: HOUR / 2, asset: "BTC", share: -0.03 }],
    }),
    "quote",
  );
  const between = (from: number, to: number): readonly [number, number] => {
    const some = quotes.filter(
      ({ time }) => time >= start + from && time < start + to,
    );
    return [
      mean(some.map(({ bid, ask }) => (ask / bid - 1) * 10_000)),
      mean(some.map(({ bidSize, askSize }) => bidSize + askSize)),
    ];
  };
  const [before, size] = between(0, HOUR / 2);
  const [after, less] = between(HOUR / 2, HOUR / 2 + MINUTE);
  const [later] = between(HOUR - 10 * MINUTE, HOUR);
  expect(before).toBeGreaterThan(1.5);
  expect(before).toBeLessThan(2.6);
  expect(after).toBeGreaterThan(10 * before);
  expect(less).toBeLessThan(size / 2);
  expect(later).toBeLessThan(2 * before);
});
