import { describe, expect, test } from "vitest";
import { instrument, type Fill, type Side } from "@fsmc/runtime";
import {
  edgesOf,
  shareOf,
} from "../../strategies/cross-exchange-maker.edge.ts";
import { nakednessOf } from "../../strategies/cross-exchange-maker.nakedness.ts";

const LOT = 0.001;

const coin = { kind: "spot", symbol: "BTCUSDT", currency: "USDT" } as const;
const maker = instrument({
  ...coin,
  venue: "South",
  tickSize: 0.1,
  lotSize: 0.000_1,
});
const taker = instrument({
  ...coin,
  venue: "North",
  tickSize: 0.1,
  lotSize: LOT,
});

let trades = 0;

function fill(
  time: number,
  venue: typeof maker,
  side: Side,
  quantity: number,
  price = 100,
  fee = 0,
): Fill {
  trades += 1;
  return {
    tradeId: `trade-${trades}`,
    clientOrderId: "order",
    instrument: venue,
    side,
    price,
    quantity,
    fee,
    liquidity: venue === maker ? "maker" : "taker",
    time,
  };
}

describe("how long the legs were apart", () => {
  test("is from the fill that parts them to the one that levels them", () => {
    const fills = [
      fill(1_000, maker, "buy", 0.02),
      fill(1_040, taker, "sell", 0.015),
      fill(1_100, taker, "sell", 0.005),
      fill(5_000, maker, "sell", 0.03),
      fill(5_030, taker, "buy", 0.03),
    ];
    expect(nakednessOf(fills, LOT)).toEqual({
      longest: 100,
      total: 130,
      largest: 0.03,
      left: 0,
    });
  });

  test("goes by when fills happened, not by when they were heard of", () => {
    const fills = [
      fill(1_040, taker, "sell", 0.02),
      fill(1_000, maker, "buy", 0.02),
    ];
    expect(nakednessOf(fills, LOT)).toMatchObject({ longest: 40, total: 40 });
  });

  test("does not count what cannot be traded, but tells what is left", () => {
    const fills = [
      fill(1_000, maker, "buy", 0.000_9),
      fill(9_000, maker, "buy", 0.000_3),
      fill(9_050, taker, "sell", 0.001),
    ];
    expect(nakednessOf(fills, LOT)).toEqual({
      longest: 50,
      total: 50,
      largest: 0.001_2,
      left: 0.000_2,
    });
    expect(nakednessOf([], LOT)).toEqual({
      longest: 0,
      total: 0,
      largest: 0,
      left: 0,
    });
  });
});

describe("what a hedge brought", () => {
  test("is the difference of the prices less both fees, of what it offsets", () => {
    // 0.02 bought at 100 and sold at 100.5: 0.01, less 0.002 and 0.003.
    const bought = fill(1_000, maker, "buy", 0.02, 100, 0.002);
    const sold = fill(1_040, taker, "sell", 0.02, 100.5, 0.003);
    const edges = edgesOf([bought], [sold]);
    expect(edges).toHaveLength(1);
    expect(edges[0]?.profit).toBeCloseTo(0.005, 12);
    expect(shareOf(edges)).toBeCloseTo(0.005 / 2, 12);
  });

  test("is found for sales as for purchases, the oldest fill first, in parts", () => {
    const sales = [
      fill(1_000, maker, "sell", 0.003, 102),
      fill(2_000, maker, "sell", 0.002, 101),
    ];
    const hedges = [
      fill(2_050, taker, "buy", 0.004, 100),
      fill(1_050, taker, "buy", 0.001, 103),
    ];
    const found = edgesOf(sales, hedges).map(({ quantity, profit }) => [
      quantity,
      Math.round(profit * 1e6) / 1e6,
    ]);
    expect(found).toEqual([
      [0.001, -0.001],
      [0.002, 0.004],
      [0.002, 0.002],
    ]);
    expect(shareOf([])).toBeNull();
  });
});
