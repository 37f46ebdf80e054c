import { describe, expect, test } from "vitest";
import type { Fill, Order } from "../../../runtime/exchange/order.ts";
import type { FaultKind } from "../../../runtime/exchange/paper/faults/fault.ts";
import { randomFaults } from "../../../runtime/exchange/paper/faults/random.ts";
import {
  scriptedFaults,
  type ScriptedFault,
} from "../../../runtime/exchange/paper/faults/scripted.ts";
import { Random } from "../../../runtime/random.ts";
import { elsewhere, perpetual, spot } from "../../market/instruments.ts";
import { World } from "../world.ts";

const buy = {
  clientOrderId: "a",
  instrument: spot,
  side: "buy",
  quantity: 1,
} as const;
const bid = { ...buy, price: 99 } as const;
const BUSY = { kind: "refused", code: "VENUE_BUSY" } as const;

/** What an account hears, in the order in which it does. */
class Ear {
  readonly heard: string[] = [];
  readonly fills: Fill[] = [];
  readonly orders: Order[] = [];

  constructor(world: World) {
    world.exchange.onFill((fill) => {
      this.fills.push(fill);
      this.heard.push(`${world.clock.now()} fill ${fill.tradeId}`);
    });
    world.exchange.onOrder((order) => {
      this.orders.push(order);
      this.heard.push(`${world.clock.now()} order ${order.status}`);
    });
  }
}

function scripted(...script: readonly ScriptedFault[]): World {
  const latency = { minimum: 10, maximum: 10 };
  const world = new World(scriptedFaults(script), 1, { latency });
  world.quote();
  return world;
}

function fired(world: World): Partial<Record<FaultKind, number>> {
  return Object.fromEntries(
    Object.entries(world.exchange.faultsFired).filter(([, count]) => count > 0),
  );
}

describe("a part only", () => {
  const half = { fault: { kind: "partial", share: 0.5 } } as const;

  test("of a market order: the rest expires", async () => {
    const world = scripted(half);
    const order = await world.during(world.exchange.placeMarketOrder(buy));
    expect(order).toMatchObject({
      status: "expired",
      fills: [{ quantity: 0.5, price: 101 }],
    });
    expect(fired(world)).toEqual({ partial: 1 });
  });

  test("of a limit order: the rest works", async () => {
    const world = scripted(half);
    const ear = new Ear(world);
    const limit = { ...buy, price: 101 };
    const order = await world.during(world.exchange.placeLimitOrder(limit));
    expect(order.status).toBe("partially-filled");
    world.trade(100.5, 3);
    await world.clock.advance(100);
    expect(ear.fills).toMatchObject([
      { quantity: 0.5, liquidity: "taker" },
      { quantity: 0.5, liquidity: "maker", price: 101 },
    ]);
  });

  test("of what rests: the first that it would get", async () => {
    const world = scripted(half);
    await world.during(world.exchange.placeLimitOrder(bid));
    expect(fired(world)).toEqual({});
    world.trade(98, 5);
    expect(fired(world)).toEqual({ partial: 1 });
    expect(world.exchange.books()).toMatchObject({
      positions: [{ quantity: 0.5 }],
      workingOrders: [{ status: "partially-filled" }],
    });
    world.trade(98, 5);
    expect(world.exchange.books().workingOrders).toEqual([]);
  });

  test("counts only where there was more to get", async () => {
    const world = scripted(half);
    world.quote(spot, { askSize: 0 });
    await world.during(world.exchange.placeMarketOrder(buy));
    expect(fired(world)).toEqual({});
  });
});

describe("a fill before the cancel", () => {
  test.each([
    [0.25, "cancelled", [{ quantity: 0.25, price: 99, liquidity: "maker" }]],
    [1, "filled", [{ quantity: 1, price: 99, liquidity: "maker" }]],
  ])("of %d of it: the cancel finds it %s", async (share, status, fills) => {
    const world = scripted({ fault: { kind: "race", share } });
    const ear = new Ear(world);
    await world.during(world.exchange.placeLimitOrder(bid));
    const order = await world.during(world.exchange.cancelOrder(spot, "a"));
    expect(order).toMatchObject({ status, fills });
    expect(ear.orders.at(-1)?.status).toBe(status);
    expect(ear.fills).toMatchObject(fills);
    expect(fired(world)).toEqual({ race: 1 });
    await world.during(world.exchange.cancelOrder(spot, "a"));
    expect(fired(world)).toEqual({ race: 1 });
  });

  test("a cancel that overtakes its order does not know it", async () => {
    const fault = { kind: "delayed", delay: 300 } as const;
    const world = scripted({ fault, operation: "place" });
    const placing = world.exchange.placeLimitOrder(bid);
    const code = "UNKNOWN_ORDER";
    await expect(
      world.during(world.exchange.cancelOrder(spot, "a")),
    ).rejects.toMatchObject({ code });
    expect((await world.during(placing)).status).toBe("new");
  });
});

test("a halted venue refuses everything for a while, another does not", async () => {
  const fault = { kind: "halted", code: "HALTED", duration: 500 } as const;
  const world = scripted({ fault, nth: 1 });
  world.quote(elsewhere);
  const { exchange } = world;
  const code = "HALTED";
  await expect(
    world.during(exchange.placeMarketOrder(buy)),
  ).rejects.toMatchObject({ code });
  await expect(world.during(exchange.position(spot))).rejects.toMatchObject({
    code,
  });
  const there = { ...buy, instrument: elsewhere };
  expect((await world.during(exchange.placeMarketOrder(there))).status).toBe(
    "filled",
  );
  await world.clock.advance(500);
  expect((await world.during(exchange.position(spot))).quantity).toBe(0);
  expect(fired(world)).toEqual({ halted: 1 });
});

describe("reports", () => {
  async function twoFills(world: World): Promise<Ear> {
    const ear = new Ear(world);
    await world.during(world.exchange.placeLimitOrder(bid));
    world.trade(98, 0.25);
    await world.clock.advance(1);
    world.trade(98, 0.75);
    await world.clock.advance(10_000);
    return ear;
  }
  const usual = [
    "1000020 order new",
    "1000210 fill paper-1-1",
    "1000210 order partially-filled",
    "1000211 fill paper-1-2",
    "1000211 order filled",
  ];

  test("come in order", async () => {
    expect((await twoFills(scripted())).heard).toEqual(usual);
  });

  test("come twice", async () => {
    const world = scripted({ fault: { kind: "duplicate" }, nth: 2 });
    const { heard } = await twoFills(world);
    expect(heard).toEqual([...usual, "1000220 fill paper-1-1"]);
    expect(fired(world)).toEqual({ duplicate: 1 });
  });

  test("are overtaken", async () => {
    const fault = { kind: "late", delay: 50 } as const;
    const world = scripted({ fault, nth: 2 });
    const { heard } = await twoFills(world);
    expect(heard).toEqual([
      usual[0],
      ...usual.slice(3),
      "1000260 fill paper-1-1",
      "1000260 order partially-filled",
    ]);
    expect(fired(world)).toEqual({ late: 1 });
  });

  test("are held back while the venue is silent", async () => {
    const fault = { kind: "silent", duration: 5_000 } as const;
    const world = scripted({ fault, nth: 2 });
    const { heard } = await twoFills(world);
    expect(heard.map((each) => each.split(" ")[0])).toEqual([
      "1000020",
      ...Array.from({ length: 4 }, () => "1005200"),
    ]);
    expect(fired(world)).toEqual({ silent: 1 });
  });
});

describe("a script chooses", () => {
  async function refusals(
    ...script: readonly ScriptedFault[]
  ): Promise<string[]> {
    const world = scripted(...script);
    world.quote(elsewhere);
    world.quote(perpetual);
    const refused: string[] = [];
    for (const [nth, instrument] of [spot, elsewhere, perpetual].entries())
      for (const side of ["buy", "sell"] as const) {
        const clientOrderId = `arb-${nth + 1}-${side}`;
        const order = { instrument, side, clientOrderId, quantity: 1 };
        await world
          .during(world.exchange.placeMarketOrder(order))
          .catch(() => refused.push(clientOrderId));
      }
    return refused;
  }

  test.each<[string, Omit<ScriptedFault, "fault">, string[]]>([
    ["the nth", { nth: 2 }, ["arb-1-sell"]],
    ["from the nth on", { nth: 2, count: 2 }, ["arb-1-sell", "arb-2-buy"]],
    ["by instrument", { instrument: "north:*" }, ["arb-2-buy", "arb-2-sell"]],
    ["by order", { order: "arb-3-*" }, ["arb-3-buy", "arb-3-sell"]],
    ["by side", { side: "sell", count: 1 }, ["arb-1-sell"]],
    ["by time", { from: 1_000_300, until: 1_000_500 }, ["arb-2-buy"]],
    ["the nth of those", { order: "*-buy", nth: 3 }, ["arb-3-buy"]],
    ["by operation", { operation: "cancel" }, []],
  ])("%s", async (_, conditions, expected) => {
    expect(await refusals({ fault: BUSY, ...conditions })).toEqual(expected);
  });
});

test("at random each kind has its effect, and is counted where it had", async () => {
  const rates = {
    refused: 0.05,
    requestLost: 0.05,
    answerLost: 0.05,
    delayed: 0.05,
    halted: 0.01,
    partial: 0.2,
    race: 0.2,
    silent: 0.05,
    duplicate: 0.1,
    late: 0.1,
  };
  const world = new World(randomFaults(3, rates));
  const { exchange } = world;
  const ear = new Ear(world);
  const random = new Random("orders");
  for (let nth = 0; nth < 400; nth += 1) {
    const price = random.chance(0.5) ? 99.5 : 101;
    const request = { ...bid, clientOrderId: `o${nth}`, price };
    world.quote();
    exchange.placeLimitOrder(request).catch(() => null);
    await world.clock.advance(100);
    if (random.chance(0.5)) world.trade(99.5, 0.5);
    exchange.cancelOrder(spot, request.clientOrderId).catch(() => null);
  }
  await world.clock.advance(60_000);
  const { faultsFired } = exchange;
  for (const [kind, count] of Object.entries(faultsFired))
    expect(count, kind).toBeGreaterThan(2);
  const twice =
    ear.fills.length - new Set(ear.fills.map((f) => f.tradeId)).size;
  expect(twice).toBe(faultsFired.duplicate);
});
