import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MarketEvent } from "../../../runtime/market/event.ts";
import { isOnGrid } from "../../../runtime/market/grid.ts";
import type { SimulatedAsset } from "../../../runtime/market/simulated/asset.ts";
import {
  simulateMarket,
  type MarketSimulation,
} from "../../../runtime/market/simulated/simulate-market.ts";
import { usEquityHours } from "../../../runtime/market/simulated/us-equity-hours.ts";
import {
  chain,
  DAY,
  HOUR,
  inverse,
  linear,
  MINUTE,
  north,
  share,
  south,
  start,
  vix,
} from "./listings.ts";

const coin: SimulatedAsset = {
  name: "BTC",
  price: 17_200,
  jumps: { perDay: 50, mean: 80 },
  instruments: [
    { instrument: north, trades: {}, depth: 3 },
    {
      instrument: south,
      delay: 150,
      divergence: { deviation: 5, halfLife: MINUTE },
      trades: { mean: 500, size: 2 },
    },
    { instrument: linear, funding: { interval: 15 * MINUTE }, trades: {} },
    { instrument: inverse, depth: 5 },
  ],
};

const stock: SimulatedAsset = {
  name: "GOOG",
  price: 750,
  volatility: 0.25,
  step: MINUTE,
  hours: usEquityHours(),
  instruments: [{ instrument: share }],
  index: { instrument: vix },
  options: {
    contracts: chain,
    quotes: { kind: "regular", interval: 10 * MINUTE },
  },
};

const market: MarketSimulation = {
  seed: 1,
  start: start + 14 * HOUR + 15 * MINUTE,
  duration: 45 * MINUTE,
  assets: [coin, stock],
};

const textOf = (simulation: MarketSimulation): string =>
  JSON.stringify([...simulateMarket(simulation)]);

describe("a simulated market", () => {
  test("is the same for the same seed, however often it is read, and another for another", () => {
    const again = simulateMarket(market);
    const first = JSON.stringify([...again]);
    expect(JSON.stringify([...again])).toBe(first);
    expect(textOf(market)).toBe(first);
    expect(textOf({ ...market, seed: 2 })).not.toBe(first);
  });

  test("is the same on every machine", () => {
    // Changes with the model only: anything else is a run that cannot be had again.
    const digest = createHash("sha256").update(textOf(market)).digest("hex");
    expect(digest).toMatchInlineSnapshot(
      `"629229da8edc4abf15b3105724bdfc2694411eccf7baaf998e37db9b846f7915"`,
    );
  });

  test("has all kinds of events, in time order, on their grids, never crossed", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        let time = market.start;
        const kinds = new Set<MarketEvent["kind"]>();
        const faults: string[] = [];
        for (const event of simulateMarket({ ...market, seed })) {
          const fault = event.time < time ? "out of order" : faultOf(event);
          if (fault !== null) faults.push(`${event.instrument.id}: ${fault}`);
          ({ time } = event);
          kinds.add(event.kind);
        }
        expect(faults).toEqual([]);
        expect(time).toBeLessThan(market.start + 45 * MINUTE);
        const all = ["quote", "trade", "depth", "funding", "option", "level"];
        expect([...kinds].toSorted()).toEqual(all.toSorted());
      }),
      { numRuns: 5 },
    );
  });

  test("is made as it is read: a hundred years cost as much as what is read of them", () => {
    const century = simulateMarket({ ...market, duration: 36_525 * DAY });
    const read: MarketEvent[] = [];
    for (const event of century) if (read.push(event) === 100) break;
    expect(read).toHaveLength(100);
  });
});

describe("what is added", () => {
  test("changes nothing about the other instruments", () => {
    const alone = textOf({
      ...market,
      assets: [{ ...coin, instruments: coin.instruments?.slice(0, 1) ?? [] }],
    });
    const among = [...simulateMarket(market)].filter(
      ({ instrument }) => instrument === north,
    );
    expect(JSON.stringify(among)).toBe(alone);
  });

  test("changes nothing about the other options", () => {
    const [first] = chain;
    const contracts = first === undefined ? [] : [first];
    const only = [
      ...simulateMarket({
        ...market,
        assets: [{ ...stock, options: { ...stock.options, contracts } }],
      }),
    ];
    const ids = new Set([first?.id, share.id, vix.id]);
    const among = [...simulateMarket(market)].filter(({ instrument }) =>
      ids.has(instrument.id),
    );
    expect(only.length).toBeGreaterThan(100);
    expect(JSON.stringify(among)).toBe(JSON.stringify(only));
  });
});

/** What is wrong with an event by itself; null when nothing is. */
function faultOf(event: MarketEvent): string | null {
  const { tickSize, lotSize } = event.instrument;
  switch (event.kind) {
    case "quote": {
      const { bid, bidSize, ask, askSize } = event;
      if (!(bid < ask)) return `crossed: ${bid}, ${ask}`;
      if (![bid, ask].every((price) => isOnGrid(price, tickSize)))
        return `off the ticks: ${bid}, ${ask}`;
      if (![bidSize, askSize].every((size) => isOnGrid(size, lotSize)))
        return `off the lots: ${bidSize}, ${askSize}`;
      if (!(askSize > 0)) return "nothing asked";
      return bid > 0 === bidSize > 0 ? null : `${bidSize} bid at ${bid}`;
    }
    case "trade": {
      const { price, quantity } = event;
      if (!(price > 0 && isOnGrid(price, tickSize))) return `at ${price}`;
      return quantity > 0 && isOnGrid(quantity, lotSize) ? null : "no lot";
    }
    case "depth":
      return [...event.bids, ...event.asks].every(
        ({ price, quantity }) =>
          price > 0 &&
          isOnGrid(price, tickSize) &&
          quantity >= 0 &&
          isOnGrid(quantity, lotSize),
      )
        ? null
        : "a level off the grid";
    case "level":
      return event.level > 0 && isOnGrid(event.level, tickSize)
        ? null
        : `level ${event.level}`;
    case "funding":
      return Math.abs(event.rate) <= 0.007_5 ? null : `rate ${event.rate}`;
    case "option": {
      const { close, impliedVolatility, delta } = event;
      const isSound =
        (close ?? -1) >= 0 &&
        (impliedVolatility ?? 0) > 0 &&
        Math.abs(delta ?? 2) <= 1;
      return isSound ? null : `analytics of ${event.instrument.id}`;
    }
    case "bar":
      return "nobody asked for bars";
  }
}
