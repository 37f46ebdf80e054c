import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Rejected } from "../../../runtime/errors.ts";
import { NoAnswerError } from "../../../runtime/exchange/errors.ts";
import type { Fill, Order } from "../../../runtime/exchange/order.ts";
import type {
  Fault,
  PaperOperation,
} from "../../../runtime/exchange/paper/faults/fault.ts";
import { randomFaults } from "../../../runtime/exchange/paper/faults/random.ts";
import { scriptedFaults } from "../../../runtime/exchange/paper/faults/scripted.ts";
import { drawLatency } from "../../../runtime/exchange/paper/latency.ts";
import { toGrid } from "../../../runtime/market/grid.ts";
import { Random } from "../../../runtime/random.ts";
import { elsewhere, perpetual, spot } from "../../market/instruments.ts";
import { World } from "../world.ts";

const buy = {
  clientOrderId: "a",
  instrument: spot,
  side: "buy",
  quantity: 1,
} as const;
const sell = { ...buy, clientOrderId: "b", side: "sell" } as const;

function trades(order: Order): string[] {
  return order.fills.map(
    ({ quantity, price, fee, liquidity }) =>
      `${quantity} at ${price}, fee ${fee.toFixed(4)}, ${liquidity}`,
  );
}

function once(operation: PaperOperation, fault: Fault): World {
  const world = new World(scriptedFaults([{ operation, nth: 1, fault }]));
  world.quote();
  return world;
}

describe("market orders", () => {
  test("buy at the ask and sell at the bid, and pay the taker's fee", async () => {
    const world = new World();
    world.quote();
    const { exchange } = world;
    const bought = await world.during(exchange.placeMarketOrder(buy));
    const sold = await world.during(exchange.placeMarketOrder(sell));
    expect(bought.status).toBe("filled");
    expect(trades(bought)).toEqual(["1 at 101, fee 0.1010, taker"]);
    expect(trades(sold)).toEqual(["1 at 100, fee 0.1000, taker"]);
  });

  test("walk into the assumed depth, and expire where it ends", async () => {
    const world = new World();
    world.quote();
    const order = { ...sell, quantity: 5 };
    const sold = await world.during(world.exchange.placeMarketOrder(order));
    expect(trades(sold)).toEqual([
      "1.5 at 100, fee 0.1500, taker",
      "1.5 at 99, fee 0.1485, taker",
      "1.5 at 98, fee 0.1470, taker",
    ]);
    expect(sold.status).toBe("expired");
    expect(sold.reason?.code).toBe("NO_LIQUIDITY");
  });

  test("find what others left, until the next quote", async () => {
    const world = new World();
    world.quote();
    const place = (clientOrderId: string) =>
      world.during(
        world.exchange.placeMarketOrder({
          ...buy,
          clientOrderId,
          quantity: 1.2,
        }),
      );
    expect(trades(await place("first"))).toHaveLength(1);
    expect(trades(await place("second"))).toEqual([
      "0.8 at 101, fee 0.0808, taker",
      "0.4 at 102.01, fee 0.0408, taker",
    ]);
    world.quote();
    expect(trades(await place("third"))).toHaveLength(1);
  });

  test("meet the quote that is there when they arrive", async () => {
    const world = new World();
    world.quote();
    const placing = world.exchange.placeMarketOrder(buy);
    await world.clock.advance(1);
    world.quote(spot, { ask: 105 });
    expect(trades(await world.during(placing))).toEqual([
      "1 at 105, fee 0.1050, taker",
    ]);
  });

  test("never fill better than the quote, nor beyond their quantity", async () => {
    const price = fc.integer({ min: 1_000, max: 2_000_000 });
    const size = fc.integer({ min: 0, max: 5_000_000 });
    await fc.assert(
      fc.asyncProperty(
        price,
        fc.nat(500),
        size,
        fc.integer({ min: 1, max: 20_000_000 }),
        fc.constantFrom("buy", "sell"),
        async (bid, spread, lots, quantity, side) => {
          const world = new World();
          const book = {
            bid: toGrid(bid / 100, 0.01),
            ask: toGrid((bid + spread) / 100, 0.01),
            bidSize: lots / 1_000_000,
            askSize: lots / 1_000_000,
          };
          world.quote(spot, book);
          const order = await world.during(
            world.exchange.placeMarketOrder({
              ...buy,
              side,
              quantity: quantity / 1_000_000,
            }),
          );
          let filled = 0;
          for (const fill of order.fills) {
            const worse =
              side === "buy" ? fill.price - book.ask : book.bid - fill.price;
            expect(worse).toBeGreaterThanOrEqual(0);
            filled += Math.round(fill.quantity * 1_000_000);
          }
          expect(filled).toBe(Math.min(quantity, 3 * lots));
          expect(order.status).toBe(filled < quantity ? "expired" : "filled");
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("limit orders", () => {
  test("take what their price allows, then rest and fill as maker at their price", async () => {
    const world = new World();
    world.quote();
    const { exchange } = world;
    const heard: Order[] = [];
    exchange.onOrder((order) => heard.push(order));
    const request = { ...buy, quantity: 4, price: 101.5 };
    const placed = await world.during(exchange.placeLimitOrder(request));
    expect(trades(placed)).toEqual(["2 at 101, fee 0.2020, taker"]);
    expect(placed.status).toBe("partially-filled");

    world.quote(spot, { bid: 102, ask: 103 });
    world.quote(spot, { bid: 100.5, ask: 101.5, askSize: 0.5 });
    world.quote(spot, { bid: 98, ask: 99, askSize: 9 });
    await world.clock.advance(200);
    expect(heard.map(({ status }) => status)).toEqual([
      "partially-filled",
      "partially-filled",
      "filled",
    ]);
    const last = heard.at(-1);
    expect(last === undefined ? [] : trades(last)).toEqual([
      "2 at 101, fee 0.2020, taker",
      "0.5 at 101.5, fee 0.0051, maker",
      "1.5 at 101.5, fee 0.0152, maker",
    ]);
    expect(await world.during(exchange.position(spot))).toEqual({
      instrument: spot,
      quantity: 4,
      averagePrice: 101.25,
    });
  });

  test("are taken back, unless the fill comes first", async () => {
    const world = new World();
    world.quote();
    const { exchange } = world;
    const place = (clientOrderId: string) =>
      world.during(
        exchange.placeLimitOrder({ ...buy, clientOrderId, price: 99 }),
      );
    await place("a");
    await place("b");
    const cancelled = await world.during(exchange.cancelOrder(spot, "a"));
    expect(cancelled.status).toBe("cancelled");
    const racing = exchange.cancelOrder(spot, "b");
    world.quote(spot, { bid: 98, ask: 98.5 });
    expect((await world.during(racing)).status).toBe("filled");
    expect(trades(cancelled)).toEqual([]);
  });
});

test("a maker may be paid, and a contract has its own fee", async () => {
  const fees = { makerBps: -2, takerBps: 5, perContract: 0.25 };
  const listings = [{ instrument: spot, fees }];
  const world = new World(null, 1, { listings });
  world.quote();
  const { exchange } = world;
  const taken = await world.during(exchange.placeMarketOrder(buy));
  const resting = { ...sell, quantity: 2, price: 102 };
  await world.during(exchange.placeLimitOrder(resting));
  world.trade(103, 2, "buy");
  const rested = await world.during(exchange.orderStatus(spot, "b"));
  expect(taken.fills[0]?.fee).toBeCloseTo(101 * 0.0005 + 0.25, 12);
  expect(rested?.fills[0]?.fee).toBeCloseTo(-204 * 0.0002 + 0.5, 12);
  const [cash] = exchange.books().cash;
  expect(cash?.amount).toBeCloseTo(-101 - 0.3005 + 204 - 0.4592, 9);
});

test("latency is mostly short, with a tail much longer, and never beyond its ends", () => {
  const random = new Random("tail");
  const tail = { share: 0.05, longest: 900 };
  const drawn = Array.from({ length: 5_000 }, () =>
    drawLatency({ minimum: 5, maximum: 50, tail }, random),
  );
  const beyond = drawn.filter((each) => each > 50);
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(5);
  expect(Math.max(...drawn)).toBeLessThanOrEqual(900);
  expect(Math.max(...drawn)).toBeGreaterThan(300);
  expect(beyond.length / drawn.length).toBeCloseTo(0.05, 2);
  expect(drawn.filter((each) => each < 17).length).toBeGreaterThan(2_000);
});

describe("client order ids", () => {
  test("placed twice, also at once, make one order", async () => {
    const world = new World();
    world.quote();
    const { exchange } = world;
    const [one, two] = await world.during(
      Promise.all([
        exchange.placeMarketOrder(buy),
        exchange.placeMarketOrder({ ...buy, quantity: 0.5 }),
      ]),
    );
    const again = await world.during(exchange.placeMarketOrder(buy));
    expect(two).toEqual(one);
    expect(again).toEqual(one);
    expect((await world.during(exchange.position(spot))).quantity).toBe(
      one.quantity,
    );
  });

  test("make one order however often and differently they are sent, whatever goes wrong", async () => {
    const sending = fc.record({
      nth: fc.nat(3),
      side: fc.constantFrom("buy" as const, "sell" as const),
      quantity: fc.integer({ min: 1, max: 9 }),
      price: fc.option(fc.constantFrom(100, 100.5, 101)),
      pause: fc.nat(60),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(sending, { maxLength: 20 }),
        fc.integer(),
        async (sendings, seed) => {
          const rates = { answerLost: 0.2, delayed: 0.2, requestLost: 0.1 };
          const world = new World(randomFaults(seed, rates), seed);
          const { exchange } = world;
          const answers: Order[] = [];
          world.quote();
          for (const { nth, side, quantity, price, pause } of sendings) {
            const clientOrderId = `o${nth}`;
            const request = { ...buy, clientOrderId, side, quantity };
            const placing =
              price === null
                ? exchange.placeMarketOrder(request)
                : exchange.placeLimitOrder({ ...request, price });
            placing.then((order) => answers.push(order)).catch(() => null);
            await world.clock.advance(pause);
          }
          await world.clock.advance(20_000);
          const first = new Map<string, Order>();
          for (const answer of answers) {
            const one = first.get(answer.clientOrderId) ?? answer;
            first.set(answer.clientOrderId, one);
            const { orderId, side, quantity, type } = answer;
            expect({ orderId, side, quantity, type }).toEqual({
              orderId: one.orderId,
              side: one.side,
              quantity: one.quantity,
              type: one.type,
            });
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  test("once rejected stay rejected", async () => {
    const world = new World();
    const place = () => world.during(world.exchange.placeMarketOrder(buy));
    await expect(place()).rejects.toMatchObject({ code: "NO_QUOTE" });
    world.quote();
    await expect(place()).rejects.toMatchObject({ code: "NO_QUOTE" });
    expect(
      await world.during(world.exchange.orderStatus(spot, "a")),
    ).toMatchObject({ status: "rejected", fills: [] });
  });
});

describe("refusals are Rejected with a code", () => {
  test.each([
    ["INVALID_QUANTITY", { ...buy, quantity: 0.0000005, price: 100 }],
    ["INVALID_QUANTITY", { ...buy, quantity: -1, price: 100 }],
    ["INVALID_QUANTITY", { ...buy, quantity: NaN, price: 100 }],
    ["INVALID_PRICE", { ...buy, price: 100.001 }],
    ["NO_QUOTE", { ...buy, instrument: elsewhere, price: 100 }],
  ])("%s", async (code, request) => {
    const world = new World();
    world.quote();
    const placing = world.during(world.exchange.placeLimitOrder(request));
    await expect(placing).rejects.toThrow(Rejected);
    await expect(placing).rejects.toMatchObject({ code });
    expect((await world.during(world.exchange.position(spot))).quantity).toBe(
      0,
    );
  });

  test("a quote that is older than a minute is stale", async () => {
    const world = new World();
    world.quote();
    const { exchange, clock } = world;
    await clock.advance(60_000);
    expect((await exchange.marketPrice(spot)).ask).toBe(101);
    await clock.advance(1);
    const code = "STALE_QUOTE";
    await expect(exchange.marketPrice(spot)).rejects.toMatchObject({ code });
    await expect(
      world.during(exchange.placeMarketOrder(buy)),
    ).rejects.toMatchObject({ code });
  });

  test("an order that the venue does not know cannot be taken back", async () => {
    const world = new World();
    await expect(
      world.during(world.exchange.cancelOrder(perpetual, "a")),
    ).rejects.toMatchObject({ code: "UNKNOWN_ORDER" });
  });
});

describe("faults", () => {
  const patience = 11_000;

  test("a lost answer leaves the order filled, and its fill is reported", async () => {
    const world = once("place", { kind: "answer-lost" });
    const fills: Fill[] = [];
    world.exchange.onFill((fill) => fills.push(fill));
    await expect(
      world.during(world.exchange.placeMarketOrder(buy), patience),
    ).rejects.toThrow(NoAnswerError);
    expect(fills).toHaveLength(1);
    const status = world.exchange.orderStatus(spot, "a");
    expect((await world.during(status))?.status).toBe("filled");
  });

  test("a lost request leaves nothing", async () => {
    const world = once("place", { kind: "request-lost" });
    await expect(
      world.during(world.exchange.placeMarketOrder(buy), patience),
    ).rejects.toThrow(NoAnswerError);
    const status = world.exchange.orderStatus(spot, "a");
    expect(await world.during(status)).toBeNull();
  });

  test("a refused order does not exist", async () => {
    const world = once("place", { kind: "refused", code: "VENUE_BUSY" });
    await expect(
      world.during(world.exchange.placeMarketOrder(buy)),
    ).rejects.toMatchObject({ code: "VENUE_BUSY" });
  });

  test("a request that comes after its validity is not carried out", async () => {
    const world = once("place", { kind: "delayed", delay: 2_000 });
    const placing = world.during(world.exchange.placeMarketOrder(buy), 3_000);
    await expect(placing).rejects.toMatchObject({ code: "REQUEST_EXPIRED" });
  });
});

const ALL_RATES = {
  refused: 0.05,
  requestLost: 0.05,
  answerLost: 0.05,
  delayed: 0.1,
  halted: 0.01,
  partial: 0.1,
  race: 0.2,
  silent: 0.02,
  duplicate: 0.1,
  late: 0.1,
};

async function run(seed: number): Promise<string> {
  const latency = {
    minimum: 5,
    maximum: 50,
    tail: { share: 0.1, longest: 2_000 },
  };
  const world = new World(randomFaults(seed, ALL_RATES), seed, { latency });
  const random = new Random("orders");
  const events: unknown[] = [];
  world.exchange.onFill((fill) => events.push([world.clock.now(), fill]));
  for (let nth = 0; nth < 50; nth += 1) {
    world.quote(spot, { ask: 101 + nth, bid: 90 + nth });
    const request = {
      ...buy,
      clientOrderId: `order-${nth}`,
      side: random.chance(0.5) ? "buy" : "sell",
    } as const;
    const answers = [
      random.chance(0.5)
        ? world.exchange.placeMarketOrder(request)
        : world.exchange.placeLimitOrder({ ...request, price: 95 + nth }),
      world.exchange.cancelOrder(spot, `order-${nth - 1}`),
    ];
    for (const answer of answers)
      answer.then(
        (order) => events.push([nth, order]),
        (error: unknown) => events.push([nth, String(error)]),
      );
    await world.clock.advance(30);
    world.trade(95 + nth, 0.5);
  }
  await world.clock.advance(20_000);
  events.push(world.exchange.books(), world.exchange.faultsFired);
  return JSON.stringify(events);
}

test("the same seed gives the same run, another one another", async () => {
  const first = await run(1);
  expect(await run(1)).toBe(first);
  expect(await run(2)).not.toBe(first);
});
