import { describe, expect, test } from "vitest";
import {
  instrument,
  type Instrument,
} from "../../../runtime/market/instrument.ts";
import type { Settlement } from "../../../runtime/exchange/settlement.ts";
import { perpetual } from "../../market/instruments.ts";
import type { World } from "../world.ts";
import {
  call,
  contractWorld,
  EXPIRY,
  index,
  indexPut,
  inverse,
  put,
  share,
} from "./contracts.ts";

/** Buys (below 0: sells) at 11 (or 10) an option, at 101 (or 100) anything else. */
async function trade(
  world: World,
  instrument: Instrument,
  quantity: number,
): Promise<void> {
  const book =
    instrument.kind === "option"
      ? { bid: 10, ask: 11, bidSize: 9, askSize: 9 }
      : { bidSize: 99, askSize: 99 };
  world.quote(instrument, book);
  await world.during(
    world.exchange.placeMarketOrder({
      clientOrderId: `${instrument.symbol} ${quantity}`,
      instrument,
      side: quantity > 0 ? "buy" : "sell",
      quantity: Math.abs(quantity),
    }),
  );
}

function heardBy(world: World): Settlement[] {
  const heard: Settlement[] = [];
  world.exchange.onSettlement((each) => heard.push(each));
  return heard;
}

function level(world: World, at: number): void {
  const time = world.clock.now();
  world.exchange.hear({ kind: "level", instrument: index, time, level: at });
}

function cash(world: World, currency: string): number {
  const { cash: all } = world.exchange.books();
  return all.find((each) => each.currency === currency)?.amount ?? 0;
}

function held(world: World): Record<string, number> {
  return Object.fromEntries(
    world.exchange
      .books()
      .positions.map(({ instrument, quantity }) => [
        instrument.symbol,
        quantity,
      ]),
  );
}

describe("funding", () => {
  test.each([
    ["a long pays", 2, -0.201],
    ["a short receives", -2, 0.201],
  ])("%s a share of the value at the mid", async (_, quantity, paid) => {
    const world = contractWorld();
    const heard = heardBy(world);
    await trade(world, perpetual, quantity);
    const before = cash(world, "USDT");
    const time = world.clock.now();
    world.exchange.hear({
      kind: "funding",
      instrument: perpetual,
      time,
      rate: 0.001,
    });
    expect(cash(world, "USDT") - before).toBeCloseTo(paid, 12);
    await world.clock.advance(100);
    expect(heard).toEqual([
      {
        kind: "funding",
        id: `funding-${time}`,
        time,
        instrument: perpetual,
        rate: 0.001,
        price: 100.5,
      },
    ]);
  });

  test("of an inverse perpetual is paid in the coin", async () => {
    const world = contractWorld();
    await trade(world, inverse, 10);
    const before = cash(world, "BTC");
    expect(before).toBeCloseTo(-((10 * 100) / 101) * 0.001, 12);
    const time = world.clock.now();
    world.quote(inverse, { bid: 19_999, ask: 20_001 });
    world.exchange.hear({
      kind: "funding",
      instrument: inverse,
      time,
      rate: 0.0001,
    });
    // Ten contracts of 100 USD at 20,000 are 0.05 BTC.
    expect(cash(world, "BTC") - before).toBeCloseTo(-0.000005, 15);
  });

  test("does not count what was filled in its millisecond, and is not told before anybody traded", async () => {
    const world = contractWorld();
    const heard = heardBy(world);
    const fund = (): void =>
      world.exchange.hear({
        kind: "funding",
        instrument: perpetual,
        time: world.clock.now(),
        rate: 0.01,
      });
    world.quote(perpetual);
    fund();
    await world.during(
      world.exchange.placeLimitOrder({
        clientOrderId: "a",
        instrument: perpetual,
        side: "buy",
        quantity: 1,
        price: 99,
      }),
    );
    world.trade(98, 5, "sell", perpetual);
    const before = cash(world, "USDT");
    fund();
    expect(held(world)).toEqual({ BTCUSDT: 1 });
    expect(cash(world, "USDT")).toBe(before);
    await world.clock.advance(1_000);
    expect(heard).toHaveLength(1);
  });
});

describe("at its expiry an option", () => {
  test.each([
    ["in the money, long call: is exercised at the strike", call, 2, 720, 200],
    ["short call: the shares are delivered", call, -2, 720, -200],
    ["long put: the shares are sold", put, 2, 690, -200],
    ["short put: the shares are bought", put, -2, 690, 200],
  ])("%s", async (_, option, contracts, price, shares) => {
    const world = contractWorld();
    await trade(world, option, contracts);
    world.trade(price, 1, null, share);
    const before = cash(world, "USD");
    const premium = contracts > 0 ? 11 : 10;
    expect(before).toBe(-contracts * 100 * premium - Math.abs(contracts));
    await world.clock.advance(60_000);
    expect(world.exchange.books().positions).toEqual([
      { instrument: share, quantity: shares, averagePrice: 700 },
    ]);
    expect(cash(world, "USD") - before).toBe(-shares * 700);
  });

  test("out of the money is worth nothing", async () => {
    const world = contractWorld();
    const heard = heardBy(world);
    await trade(world, call, 1);
    world.trade(699, 1, null, share);
    const before = cash(world, "USD");
    await world.clock.advance(60_000);
    expect(held(world)).toEqual({});
    expect(cash(world, "USD")).toBe(before);
    expect(heard).toMatchObject([
      { kind: "expiry", time: EXPIRY, instrument: call, price: 699 },
    ]);
  });

  test("is paid in cash where its contract says so, at the first level that is known", async () => {
    const world = contractWorld();
    const heard = heardBy(world);
    await trade(world, indexPut, -3);
    const before = cash(world, "USD");
    await world.clock.advance(60_000);
    expect(held(world)).toEqual({ "SPX 700 P": -3 });
    level(world, 680);
    expect(held(world)).toEqual({});
    expect(cash(world, "USD") - before).toBe(-3 * 100 * 20);
    await world.clock.advance(100);
    expect(heard).toMatchObject([{ kind: "expiry", price: 680 }]);
  });

  test("ends its working orders, and nothing more can be traded", async () => {
    const world = contractWorld();
    world.quote(call, { bid: 10, ask: 11 });
    const { exchange } = world;
    const request = {
      clientOrderId: "a",
      instrument: call,
      side: "buy",
      quantity: 1,
      price: 9,
    } as const;
    await world.during(exchange.placeLimitOrder(request));
    await world.clock.advance(60_000);
    world.quote(call, { bid: 8, ask: 9 });
    expect(await world.during(exchange.cancelOrder(call, "a"))).toMatchObject({
      status: "expired",
      reason: { code: "EXPIRED" },
      fills: [],
    });
  });
});

describe("early assignment", () => {
  test("as scripted: of what is short, in whole contracts", async () => {
    const time = EXPIRY - 30_000;
    const scripted = [{ option: call, time, share: 0.5 }];
    const world = contractWorld({ assignment: { scripted } });
    const heard = heardBy(world);
    await trade(world, call, -3);
    world.trade(720, 1, null, share);
    await world.clock.advance(40_000);
    expect(held(world)).toEqual({ "GOOG 700 C": -1, GOOG: -200 });
    expect(heard).toMatchObject([{ kind: "assignment", time, share: 0.5 }]);
  });

  test.each([
    ["deep in the money: assigned in the evening", 720, -1, 1],
    ["not deep: kept", 701, -1, 0],
    ["not short: kept", 720, 1, 0],
  ])("at random, %s", async (_, price, contracts, times) => {
    const evening = Date.UTC(2016, 0, 4, 22);
    const option = instrument({
      venue: "usa",
      symbol: "GOOG 700 C, later",
      kind: "option",
      currency: "USD",
      tickSize: 0.01,
      lotSize: 1,
      multiplier: 100,
      underlying: share,
      right: "call",
      strike: 700,
      expiry: evening + 3_600_000,
      style: "american",
      delivery: "physical",
    });
    const fees = { makerBps: 0, takerBps: 0 };
    const world = contractWorld({
      assignment: { ratePerDay: 1, deepFrom: 0.02 },
      listings: [option, share].map((each) => ({ instrument: each, fees })),
    });
    const heard = heardBy(world);
    await world.clock.advance(evening - 30_000 - world.clock.now());
    await trade(world, option, contracts);
    world.trade(price, 1, null, share);
    await world.clock.advance(60_000);
    expect(heard.map((each) => each.kind)).toEqual(
      Array.from({ length: times }, () => "assignment"),
    );
    expect(held(world)["GOOG"]).toBe(times > 0 ? -100 : undefined);
  });
});

test("settlements come in order with fills", async () => {
  const world = contractWorld({ latency: { minimum: 5, maximum: 90 } });
  const heard: string[] = [];
  world.exchange.onFill(() => heard.push("fill"));
  world.exchange.onSettlement(({ kind }) => heard.push(kind));
  world.quote(perpetual);
  for (let nth = 0; nth < 20; nth += 1) {
    const placing = world.exchange.placeMarketOrder({
      clientOrderId: `o${nth}`,
      instrument: perpetual,
      side: "buy",
      quantity: 0.01,
    });
    placing.catch(() => null);
    await world.clock.advance(91);
    const time = world.clock.now();
    const funding = { kind: "funding", instrument: perpetual } as const;
    world.exchange.hear({ ...funding, time, rate: 0.1 });
  }
  await world.clock.advance(1_000);
  expect(heard).toEqual(
    Array.from({ length: 20 }, () => ["fill", "funding"]).flat(),
  );
});
