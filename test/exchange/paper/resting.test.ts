import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Order } from "../../../runtime/exchange/order.ts";
import { spot } from "../../market/instruments.ts";
import { World } from "../world.ts";

const bid = {
  clientOrderId: "bid",
  instrument: spot,
  side: "buy",
  quantity: 2,
  price: 100,
} as const;
const offer = {
  ...bid,
  clientOrderId: "offer",
  side: "sell",
  price: 101,
} as const;

async function filled(world: World, id = "bid"): Promise<number> {
  const order = await world.during(world.exchange.orderStatus(spot, id));
  return sumOf(order);
}

function sumOf(order: Order | null): number {
  return (order?.fills ?? []).reduce((sum, { quantity }) => sum + quantity, 0);
}

/** A bid of 2 at 100 behind the quote's 1.5 there. */
async function resting(): Promise<World> {
  const world = new World();
  world.quote();
  await world.during(world.exchange.placeLimitOrder(bid));
  return world;
}

describe("behind the queue", () => {
  test("trades at the price are the queue's first", async () => {
    const world = await resting();
    world.trade(100, 1);
    expect(await filled(world)).toBe(0);
    world.trade(100, 1);
    expect(await filled(world)).toBe(0.5);
    world.trade(100, 9);
    expect(await filled(world)).toBe(2);
  });

  test("those who leave make it shorter, those who come stand behind", async () => {
    const world = await resting();
    world.quote(spot, { bidSize: 0.25 });
    world.quote(spot, { bidSize: 8 });
    world.trade(100, 1);
    expect(await filled(world)).toBe(0.75);
  });

  test("where the best price has fallen below it, it is alone", async () => {
    const world = await resting();
    world.quote(spot, { bid: 99.5, bidSize: 7 });
    world.quote(spot, { bidSize: 8 });
    world.trade(100, 1);
    expect(await filled(world)).toBe(1);
  });

  test("a trade beyond the price fills whatever stood before", async () => {
    const world = await resting();
    world.trade(99.99, 0.5);
    expect(await filled(world)).toBe(0.5);
    expect(world.exchange.books().positions).toEqual([
      { instrument: spot, quantity: 0.5, averagePrice: 100 },
    ]);
  });

  test("buyers who pay the ask do not fill a bid; a trade without aggressor counts for its side of the mid", async () => {
    const world = await resting();
    world.trade(100, 9, "buy");
    expect(await filled(world)).toBe(0);
    world.trade(100.4, 9, null);
    expect(await filled(world)).toBe(0);
    world.trade(100, 2, null);
    expect(await filled(world)).toBe(0.5);
  });

  test("inside of the spread nobody is before it; better prices come first, then arrival", async () => {
    const world = new World();
    world.quote();
    const place = (clientOrderId: string, price: number) =>
      world.during(
        world.exchange.placeLimitOrder({
          ...bid,
          clientOrderId,
          price,
          quantity: 1,
        }),
      );
    await place("far", 100.2);
    await place("near", 100.5);
    await place("late", 100.5);
    world.trade(100.5, 1.5);
    expect(await filled(world, "near")).toBe(1);
    expect(await filled(world, "late")).toBe(0.5);
    expect(await filled(world, "far")).toBe(0);
    world.trade(100.2, 2);
    expect(await filled(world, "late")).toBe(1);
    expect(await filled(world, "far")).toBe(1);
  });

  test("an offer is filled by buyers the same way", async () => {
    const world = new World();
    world.quote();
    await world.during(world.exchange.placeLimitOrder(offer));
    world.trade(101, 3, "buy");
    expect(await filled(world, "offer")).toBe(1);
    world.trade(101.01, 3, "sell");
    expect(await filled(world, "offer")).toBe(2);
  });
});

describe("a book that is told by its changes", () => {
  test("is walked into behind the quote, skipping what has gone", async () => {
    const world = new World();
    world.quote();
    world.depth(
      [],
      [
        [101, 5],
        [101.5, 1],
        [102, 4],
        [100.9, 7],
      ],
    );
    world.depth(
      [],
      [
        [101.5, 0],
        [103, 2],
      ],
    );
    const order = { ...bid, quantity: 9 };
    const bought = await world.during(world.exchange.placeMarketOrder(order));
    expect(
      bought.fills.map(({ price, quantity }) => [price, quantity]),
    ).toEqual([
      [101, 2],
      [102, 4],
      [103, 2],
    ]);
    expect(bought.status).toBe("expired");
  });

  test("gives prices where there are no quotes, and fills what it crosses", async () => {
    const world = new World();
    world.depth(
      [
        [99, 1],
        [100, 3],
      ],
      [[101, 2]],
    );
    expect(await world.exchange.marketPrice(spot)).toMatchObject({
      bid: 100,
      bidSize: 3,
      ask: 101,
      askSize: 2,
    });
    await world.during(world.exchange.placeLimitOrder(bid));
    world.depth([[100, 1]], []);
    world.trade(100, 1.25);
    expect(await filled(world)).toBe(0.25);
    world.depth([], [[99.5, 1]]);
    expect(await filled(world)).toBe(1.25);
    expect((await world.exchange.marketPrice(spot)).bid).toBe(99);
  });

  test("its levels are what an order behind the best price queues behind", async () => {
    const world = new World();
    world.quote();
    world.depth([[99, 0.5]], []);
    const far = { ...bid, price: 99 };
    await world.during(world.exchange.placeLimitOrder(far));
    world.trade(99, 1);
    expect(await filled(world)).toBe(0.5);
  });
});

test("nobody fills where nobody stands, whatever the price says", async () => {
  const world = new World();
  world.quote(spot, { bidSize: 0 });
  const sold = world.exchange.placeMarketOrder(offer);
  expect((await world.during(sold)).status).toBe("expired");
  const resting = { ...offer, clientOrderId: "rests", price: 99 };
  const placed = world.exchange.placeLimitOrder({ ...resting, postOnly: true });
  expect((await world.during(placed)).status).toBe("new");
});

test("never beyond quantity or limit, and never more than the market traded or showed", async () => {
  const lots = fc.integer({ min: 1, max: 400 }).map((n) => n / 100);
  const price = fc.integer({ min: 9_900, max: 10_100 }).map((n) => n / 100);
  const event = fc.oneof(
    fc.record({ kind: fc.constant("trade" as const), price, size: lots }),
    fc.record({ kind: fc.constant("quote" as const), price, size: lots }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("buy" as const, "sell" as const),
      price,
      lots,
      fc.array(event, { maxLength: 30 }),
      async (side, limit, quantity, events) => {
        const world = new World();
        world.quote(spot, { bid: 99.5, ask: 100.5 });
        const request = { ...bid, side, price: limit, quantity };
        const placed = await world.during(
          world.exchange.placeLimitOrder(request),
        );
        let most = sumOf(placed);
        for (const { kind, price: at, size } of events) {
          const ask = at + 0.5;
          if (kind === "trade") world.trade(at, size, null);
          else
            world.quote(spot, { bid: at, ask, bidSize: size, askSize: size });
          most += kind === "trade" ? size : 3 * size;
        }
        const order = await world.during(
          world.exchange.orderStatus(spot, "bid"),
        );
        const sum = sumOf(order);
        expect(sum).toBeLessThanOrEqual(Math.min(quantity, most) + 1e-9);
        for (const fill of order?.fills ?? [])
          expect(
            side === "buy" ? limit - fill.price : fill.price - limit,
          ).toBeGreaterThanOrEqual(0);
        const [held] = world.exchange.books().positions;
        expect(Math.abs(held?.quantity ?? 0)).toBeCloseTo(sum, 9);
      },
    ),
    { numRuns: 200 },
  );
});

test("a book that nobody has looked at for long is what its changes come to", async () => {
  const change = fc.record({
    side: fc.constantFrom("bids" as const, "asks" as const),
    tick: fc.integer({ min: 1, max: 60 }),
    size: fc.nat(3),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(change, { maxLength: 300 }), { maxLength: 4 }),
      async (rounds) => {
        const world = new World();
        world.quote();
        const asks = new Map<number, number>([[101, 2]]);
        for (const [nth, changes] of rounds.entries()) {
          for (const { side, tick, size } of changes) {
            const price = side === "asks" ? 101 + tick : 100 - tick;
            const level = [[price, size]] as const;
            if (side === "bids") world.depth(level, []);
            else world.depth([], level);
            if (side === "asks") asks.set(price, size);
          }
          world.quote();
          const bought = await world.during(
            world.exchange.placeMarketOrder({
              ...bid,
              clientOrderId: `look-${nth}`,
              quantity: 999,
            }),
          );
          const expected = [...asks]
            .filter(([, size]) => size > 0)
            .toSorted(([a], [b]) => a - b);
          if (asks.size > 1)
            expect(
              bought.fills.map(({ price, quantity }) => [price, quantity]),
            ).toEqual(expected);
        }
      },
    ),
    { numRuns: 60 },
  );
});
