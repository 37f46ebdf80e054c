import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instrument } from "../../../runtime/market/instrument.ts";
import { elsewhere, perpetual, spot } from "../../market/instruments.ts";
import { FEES, World } from "../world.ts";

const order = {
  clientOrderId: "a",
  instrument: perpetual,
  side: "buy",
  quantity: 1,
} as const;

/** Holds 1.5 of the perpetual, or what is said. */
async function holding(quantity = 1.5): Promise<World> {
  const world = new World();
  world.quote(perpetual, { bidSize: 9, askSize: 9 });
  const side = quantity > 0 ? "buy" : "sell";
  const opening = { ...order, clientOrderId: "held", side } as const;
  await world.during(
    world.exchange.placeMarketOrder({
      ...opening,
      quantity: Math.abs(quantity),
    }),
  );
  return world;
}

function held(world: World): number {
  return world.exchange.books().positions[0]?.quantity ?? 0;
}

describe("postOnly", () => {
  test("refuses what would trade at once, and rests else", async () => {
    const world = new World();
    world.quote(perpetual);
    const post = (clientOrderId: string, price: number) =>
      world.during(
        world.exchange.placeLimitOrder({
          ...order,
          clientOrderId,
          price,
          postOnly: true,
        }),
      );
    await expect(post("a", 101)).rejects.toMatchObject({ code: "WOULD_TAKE" });
    expect(held(world)).toBe(0);
    expect((await post("b", 100.5)).status).toBe("new");
  });
});

describe("reduceOnly", () => {
  const reduce = { ...order, side: "sell", reduceOnly: true } as const;

  test("is refused where it would add, or nothing is held", async () => {
    const world = await holding();
    const adding = { ...order, reduceOnly: true };
    const code = "REDUCE_ONLY";
    await expect(
      world.during(world.exchange.placeMarketOrder(adding)),
    ).rejects.toMatchObject({ code });
    const flat = new World();
    flat.quote(perpetual);
    await expect(
      flat.during(flat.exchange.placeMarketOrder(reduce)),
    ).rejects.toMatchObject({ code });
  });

  test("fills no more than is held, and the rest is cancelled", async () => {
    const world = await holding();
    const sold = await world.during(
      world.exchange.placeMarketOrder({ ...reduce, quantity: 4 }),
    );
    expect(sold.fills).toMatchObject([{ quantity: 1.5 }]);
    expect(sold).toMatchObject({
      status: "cancelled",
      reason: { code: "REDUCE_ONLY" },
    });
    expect(held(world)).toBe(0);
  });

  test("is looked at again when it fills, and ends when there is nothing to reduce", async () => {
    const world = await holding();
    const { exchange } = world;
    const rest = (clientOrderId: string) =>
      world.during(
        exchange.placeLimitOrder({ ...reduce, clientOrderId, price: 102 }),
      );
    await rest("a");
    await rest("b");
    const more = { ...order, clientOrderId: "c", side: "sell" } as const;
    await world.during(exchange.placeMarketOrder(more));
    world.quote(perpetual, { bid: 103, ask: 104, bidSize: 9 });
    await world.clock.advance(200);
    const [a, b] = await world.during(
      Promise.all([
        exchange.orderStatus(perpetual, "a"),
        exchange.orderStatus(perpetual, "b"),
      ]),
    );
    expect(a).toMatchObject({
      status: "cancelled",
      fills: [{ quantity: 0.5 }],
    });
    expect(b).toMatchObject({ status: "cancelled", fills: [] });
    expect(held(world)).toBe(0);
    expect(exchange.books().workingOrders).toEqual([]);
  });

  test("never makes a position larger, nor turns it", async () => {
    const step = fc.record({
      side: fc.constantFrom("buy" as const, "sell" as const),
      quantity: fc.integer({ min: 1, max: 40 }).map((n) => n / 10),
      limit: fc.option(fc.integer({ min: 195, max: 207 }).map((n) => n / 2)),
      mid: fc.integer({ min: 196, max: 206 }).map((n) => n / 2),
    });
    let reductions = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -30, max: 30 }).filter((n) => n !== 0),
        fc.array(step, { maxLength: 12 }),
        async (tenths, steps) => {
          const world = await holding(tenths / 10);
          let before = held(world);
          const check = (): void => {
            const now = held(world);
            expect(Math.abs(now)).toBeLessThanOrEqual(Math.abs(before));
            expect(now * before).toBeGreaterThanOrEqual(0);
            if (now !== before) reductions += 1;
            before = now;
          };
          for (const [nth, { side, quantity, limit, mid }] of steps.entries()) {
            world.quote(perpetual, { bid: mid, ask: mid + 0.5 });
            const request = {
              ...order,
              clientOrderId: `r${nth}`,
              side,
              quantity,
              reduceOnly: true,
            };
            const placing =
              limit === null
                ? world.exchange.placeMarketOrder(request)
                : world.exchange.placeLimitOrder({ ...request, price: limit });
            await world.during(placing).catch(() => null);
            check();
            world.trade(mid, 1, null, perpetual);
            check();
          }
        },
      ),
      { numRuns: 100 },
    );
    expect(reductions).toBeGreaterThan(50);
  });
});

describe("what cannot be traded", () => {
  const index = instrument({
    venue: "cboe",
    symbol: "VIX",
    kind: "index",
    currency: "USD",
    tickSize: 0.01,
    lotSize: 1,
  });
  const option = instrument({
    venue: "usa",
    symbol: "GOOG 700 C",
    kind: "option",
    currency: "USD",
    tickSize: 0.01,
    lotSize: 1,
    multiplier: 100,
    underlying: spot,
    right: "call",
    strike: 700,
    expiry: 1_000_000 + 1_000,
    style: "american",
    delivery: "physical",
  });

  test.each([
    ["NOT_TRADABLE", index, 0],
    ["EXPIRED", option, 1_000],
    ["UNKNOWN_INSTRUMENT", elsewhere, 0],
  ])("%s", async (code, what, after) => {
    const listings = [index, option].map((each) => ({
      instrument: each,
      fees: FEES,
    }));
    const world = new World(null, 1, { listings });
    await world.clock.advance(after);
    world.quote(what);
    const placing = world.exchange.placeMarketOrder({
      ...order,
      instrument: what,
    });
    await expect(world.during(placing)).rejects.toMatchObject({ code });
  });
});
