import { expect, test } from "vitest";
import type {
  SimulatedAsset,
  SimulatedSpot,
} from "../../../runtime/market/simulated/asset.ts";
import type { Incident } from "../../../runtime/market/simulated/script.ts";
import { simulateMarket } from "../../../runtime/market/simulated/simulate-market.ts";
import { usEquityHours } from "../../../runtime/market/simulated/us-equity-hours.ts";
import { chain, linear, north, start, vix } from "./listings.ts";

const asset: SimulatedAsset = {
  name: "BTC",
  price: 1,
  instruments: [{ instrument: north }],
};
const jump: Incident = { kind: "jump", after: 0, asset: "BTC", share: 0.1 };

function simulate(...assets: readonly SimulatedAsset[]): void {
  simulateMarket({ seed: 1, start, assets });
}

const assets: readonly (readonly [string, Partial<SimulatedAsset>])[] = [
  ["price", { price: 0 }],
  ["volatility", { volatility: -0.1 }],
  ["drift", { drift: NaN }],
  ["step", { step: 0 }],
  ["jumps.perDay", { jumps: { perDay: -1, mean: 1 } }],
  ["jumps.mean", { jumps: { perDay: 1, mean: 0 } }],
  ["jumps.up", { jumps: { perDay: 1, mean: 1, up: 1.5 } }],
  ["regimes", { regimes: [] }],
  ["factor", { regimes: [{ name: "a", factor: 0, leaves: {} }] }],
  ["leaves for b", { regimes: [{ name: "a", factor: 1, leaves: { b: 1 } }] }],
  [
    "way from each",
    {
      regimes: [
        { name: "a", factor: 1, leaves: {} },
        { name: "b", factor: 1, leaves: { a: 1 } },
      ],
    },
  ],
  [
    "way from each",
    {
      regimes: [
        { name: "a", factor: 1, leaves: { b: 1 } },
        { name: "b", factor: 1, leaves: {} },
      ],
    },
  ],
  ["correlation", { index: { instrument: vix, correlation: 1.1 } }],
  ["level", { index: { instrument: vix, level: 0 } }],
  ["surface.scale", { options: { contracts: chain, surface: { scale: 0 } } }],
  ["options.size", { options: { contracts: chain, size: -1 } }],
  [
    "offset",
    {
      hours: usEquityHours(),
      instruments: [
        {
          instrument: north,
          quotes: { kind: "regular", interval: 1, offset: 24_000_000 },
        },
      ],
    },
  ],
  [
    "funding.interval",
    { instruments: [{ instrument: linear, funding: { interval: 0 } }] },
  ],
];

test.each(assets)("an asset with a wrong %s is refused", (name, wrong) => {
  const make = (): void => simulate({ ...asset, ...wrong });
  expect(make).toThrow(RangeError);
  expect(make).toThrow(name);
});

const listings: readonly (readonly [string, Partial<SimulatedSpot>])[] = [
  ["halfSpread", { halfSpread: -1 }],
  ["size", { size: 0 }],
  ["delay", { delay: -5 }],
  ["quotes.mean", { quotes: { kind: "poisson", mean: 0 } }],
  ["trades.persistence", { trades: { persistence: 2 } }],
  ["trades.informed", { trades: { informed: -1 } }],
  ["depth", { depth: 1.5 }],
  ["halfLife", { divergence: { deviation: 1, halfLife: 0 } }],
];

test.each(listings)(
  "an instrument with a wrong %s is refused",
  (name, wrong) => {
    const instruments = [{ instrument: north, ...wrong }];
    const make = (): void => simulate({ ...asset, instruments });
    expect(make).toThrow(RangeError);
    expect(make).toThrow(name);
  },
);

const incidents: readonly (readonly [string, Incident])[] = [
  ["ETH", { ...jump, asset: "ETH" }],
  ["share", { ...jump, share: -1 }],
  ["after", { ...jump, after: -1 }],
  ["nobody", { kind: "gap", after: 0, duration: 1, target: "nobody" }],
  ["duration", { kind: "halt", after: 0, duration: 0, target: "BTC" }],
  ["BTC", { kind: "index", after: 0, asset: "BTC", level: 20 }],
  [
    "frantic",
    {
      kind: "regime",
      after: 0,
      duration: 1,
      asset: "BTC",
      regime: "frantic",
    },
  ],
  ["bps", { kind: "premium", after: 0, instrument: north.id, bps: -10_000 }],
  [
    "time of an event",
    {
      kind: "event",
      event: { kind: "funding", instrument: linear, time: NaN, rate: 0 },
    },
  ],
  [north.id, { kind: "funding", after: 0, instrument: north.id, rate: 0 }],
];

test.each(incidents)(
  "a script with a wrong %s is refused",
  (name, incident) => {
    const make = (): unknown =>
      simulateMarket({ seed: 1, start, assets: [asset], script: [incident] });
    expect(make).toThrow(RangeError);
    expect(make).toThrow(name);
  },
);

test("what is there twice is refused", () => {
  expect(() => simulate(asset, asset)).toThrow("asset BTC is there twice");
  expect(() => simulate(asset, { ...asset, name: "ETH" })).toThrow(
    `instrument ${north.id} is there twice`,
  );
});

test("an asset that follows what is not before it, or goes another pace, is refused", () => {
  const follower: SimulatedAsset = {
    name: "ETH",
    price: 1,
    follows: { asset: "BTC", correlation: 0.8 },
  };
  const before = "ETH follows BTC, which must be an asset before it";
  expect(() => simulate(follower)).toThrow(before);
  expect(() => simulate(follower, asset)).toThrow(before);
  expect(() => simulate(asset, { ...follower, step: 5 })).toThrow(
    "the same step",
  );
  const follows = { asset: "BTC", correlation: 2 };
  expect(() => simulate(asset, { ...follower, follows })).toThrow(
    "correlation",
  );
});

test("a holiday that is no date is refused, and so is a year before the rule", () => {
  expect(() => usEquityHours({ holidays: ["2015-13-01"] })).toThrow(
    "2015-13-01",
  );
  const hours = usEquityHours();
  expect(() => hours.session(Date.UTC(2006, 0, 2))).toThrow(RangeError);
});
