import { describe, expect, test } from "vitest";
import type { Order } from "@fsmc/runtime";
import type { CrossExchangeMakerState } from "../../generated/cross-exchange-maker.ts";
import { CrossExchangeDesk, FEES, FLAT } from "./cross-exchange-maker-desk.ts";

const MINUTE = 60_000;

/** What is left of a hedge at the taker's best price when both fees are paid, as a share of the order's price. */
function edgeOf({ side, type }: Order, hedgedAt: number): number {
  if (type.kind !== "limit") throw new Error("it is no limit order");
  const fees = type.price * FEES.makerFee + hedgedAt * FEES.takerFee;
  const gain = side === "buy" ? hedgedAt - type.price : type.price - hedgedAt;
  return (gain - fees) / type.price;
}

function priceOf({ type }: Order): number {
  return type.kind === "limit" ? type.price : NaN;
}

/** An order that has been filled and hedged whole. */
async function hedged(desk: CrossExchangeDesk): Promise<Order> {
  const order = await desk.working();
  desk.through(order, 1);
  await desk.clock.advance(300);
  return order;
}

describe("a maker order", () => {
  test("works where the hedge pays both fees and the profit asked for, and no better", async () => {
    const desk = new CrossExchangeDesk({ profit: 0.0003 });
    const buy = await desk.working();
    // The taker's bid is half a unit below 10,000.
    expect(edgeOf(buy, 9_999.5)).toBeCloseTo(0.0003, 4);
    expect(edgeOf(buy, 9_999.5)).toBeGreaterThanOrEqual(0.0003);

    const dear = new CrossExchangeDesk({ profit: 0.0003 });
    dear.move("taker", 9_995);
    dear.move("maker", 10_000);
    dear.move("maker", 10_000);
    await dear.clock.advance(100);
    const [sell] = dear.made;
    if (sell === undefined) throw new Error("no order works");
    expect(sell.side).toBe("sell");
    expect(edgeOf(sell, 9_995.5)).toBeGreaterThanOrEqual(0.0003);
  });

  test("is no dearer than it takes to be the first, and never takes itself", async () => {
    const desk = new CrossExchangeDesk();
    desk.move("taker", 10_100);
    desk.move("maker", 10_000);
    desk.move("maker", 10_000);
    await desk.clock.advance(100);
    // The maker's bid is 9,995.
    expect(desk.made.map(priceOf)).toEqual([9_995.1]);
    desk.through(await desk.working(), 1);
    await desk.clock.advance(300);
    const [fill] = desk.fills;
    expect(fill?.liquidity).toBe("maker");
  });

  test("follows the price of its hedge, one order after the other, and stays where it moves by less than the slack", async () => {
    const desk = new CrossExchangeDesk({ slack: 0.0002, profit: 0.0008 });
    const first = await desk.working();
    desk.move("taker", 10_001.5);
    await desk.clock.advance(100);
    expect(desk.made).toHaveLength(1);

    desk.move("taker", 10_004);
    expect(desk.machine.matches("TAKING_BACK")).toBe(true);
    await desk.clock.advance(100);
    desk.calm();
    await desk.clock.advance(100);
    const [cancelled, second] = desk.made;
    expect(cancelled).toMatchObject({
      clientOrderId: first.clientOrderId,
      status: "cancelled",
    });
    if (second === undefined) throw new Error("it was not placed again");
    expect(priceOf(second) - priceOf(first)).toBeCloseTo(4, 1);
    expect(second.createdAt).toBeGreaterThan(cancelled?.updatedAt ?? Infinity);
  });

  test("is taken back when nobody knows what a hedge would cost, and asked about when it has worked long enough", async () => {
    const blind = new CrossExchangeDesk();
    await blind.working();
    await blind.clock.advance(2_001);
    blind.quote("maker");
    await blind.clock.advance(100);
    expect(blind.made.at(-1)?.status).toBe("cancelled");
    expect(blind.machine.matches("OUT_OF_MARKET")).toBe(true);

    const long = new CrossExchangeDesk({ longestOrder: 5_000 });
    const order = await long.working();
    await long.clock.advance(5_000);
    expect(long.made[0]).toMatchObject({
      clientOrderId: order.clientOrderId,
      status: "cancelled",
    });
  });

  test("is not placed beyond what the maker's leg may hold: then only the other side is quoted", async () => {
    const desk = new CrossExchangeDesk({ maxInventory: 0.03 });
    for (let round = 0; round < 5; round += 1) {
      desk.move("taker", 10_020);
      desk.move("maker", 10_000);
      await desk.clock.advance(100);
      for (const order of desk.made) desk.through(order, 1);
      await desk.clock.advance(300);
    }
    expect(await desk.account()).toEqual({ maker: 0.03, taker: -0.03 });
    desk.move("taker", 10_000);
    desk.move("maker", 10_000);
    await desk.clock.advance(100);
    expect(desk.made.at(-1)).toMatchObject({
      side: "sell",
      status: "new",
    });
  });

  test("is for no more than the capital pays", async () => {
    const desk = new CrossExchangeDesk({ capital: 50 });
    const order = await desk.working();
    expect(order.quantity).toBe(0.005);
    const poor = new CrossExchangeDesk({ capital: 5 });
    poor.calm();
    poor.calm();
    await poor.clock.advance(100);
    expect(poor.made).toEqual([]);
  });
});

describe("a fill", () => {
  test("is hedged at once on the other venue, also in part, while the order works on", async () => {
    const desk = new CrossExchangeDesk();
    const order = await desk.working();
    for (const quantity of [0.004, 0.006]) {
      const before = desk.placedOn("taker").length;
      desk.through(order, quantity);
      while (desk.placedOn("taker").length === before)
        await desk.clock.advance(1);
      // In the millisecond in which the fill was heard of.
      expect(desk.machine.matches("WORKING")).toBe(true);
      expect(desk.placedOn("taker").at(-1)?.time).toBe(desk.clock.now());
      await desk.clock.advance(200);
    }
    expect(await desk.account()).toEqual({ maker: 0.01, taker: -0.01 });
    expect(desk.made).toHaveLength(1);
    desk.through(order, 1);
    await desk.clock.advance(300);
    expect(await desk.account()).toEqual({ maker: 0.02, taker: -0.02 });
    expect(desk.outputs.at(-1)).toMatchObject({
      name: "HEDGED",
      payload: { maker: 0.02, taker: -0.02 },
    });
  });

  test("that comes while another is being hedged is hedged next", async () => {
    const desk = new CrossExchangeDesk();
    const order = await desk.working();
    for (let part = 0; part < 4; part += 1) {
      desk.through(order, 0.005);
      await desk.clock.advance(12);
    }
    await desk.clock.advance(300);
    expect(await desk.account()).toEqual({ maker: 0.02, taker: -0.02 });
    expect(desk.placedOn("taker").length).toBeGreaterThan(1);
  });

  test("of less than can be traded is told, and hedged with the next", async () => {
    const desk = new CrossExchangeDesk();
    const order = await desk.working();
    desk.through(order, 0.000_4);
    await desk.clock.advance(300);
    expect(desk.placedOn("taker")).toEqual([]);
    expect(desk.outputs).toMatchObject([
      { name: "REST_LEFT", payload: { quantity: 0.000_4 } },
    ]);
    desk.through(order, 0.003_3);
    await desk.clock.advance(300);
    expect(await desk.account()).toEqual({ maker: 0.003_7, taker: -0.003 });
    desk.through(order, 0.000_3);
    await desk.clock.advance(300);
    expect(await desk.account()).toEqual({ maker: 0.004, taker: -0.004 });
    desk.machine.send("STOP");
    await desk.until("COMPLETED");
    expect(await desk.account()).toEqual(FLAT);
  });
});

describe("told to stop", () => {
  test("it unwinds both legs", async () => {
    const desk = new CrossExchangeDesk();
    await hedged(desk);
    expect(await desk.account()).toEqual({ maker: 0.02, taker: -0.02 });
    desk.machine.send("STOP");
    await desk.until("COMPLETED");
    expect(await desk.account()).toEqual(FLAT);
    expect(desk.machine.ledger?.unsettled()).toEqual([]);
  });

  test("or out of time, with an order that was never filled, it ends without a trade", async () => {
    const stopped = new CrossExchangeDesk();
    await stopped.working();
    stopped.machine.send("STOP");
    await stopped.until("CANCELLED");
    await stopped.account();
    expect(stopped.fills).toEqual([]);
    expect(stopped.made.at(-1)?.status).toBe("cancelled");

    const late = new CrossExchangeDesk({ longestRun: MINUTE });
    await late.wait(2 * MINUTE);
    expect(late.machine.phase).toBe("cancelled");
  });
});

describe("a suspension", () => {
  test("takes the order back, hedges what is filled of it meanwhile, and holds", async () => {
    const desk = new CrossExchangeDesk();
    const order = await desk.working();
    desk.machine.send("SUSPEND");
    desk.through(order, 0.01);
    await desk.until("SUSPENDED");
    expect(await desk.account()).toEqual({ maker: 0.01, taker: -0.01 });
    await desk.wait(25 * 60 * MINUTE);
    expect(desk.machine.phase).toBe("suspended");
    expect(desk.made).toHaveLength(1);
    desk.machine.send("RESUME");
    desk.calm();
    await desk.until("WORKING");
    expect(desk.machine.phase).toBe("active");
  });

  test("that is taken back at once takes only the order back", async () => {
    const desk = new CrossExchangeDesk();
    await desk.working();
    desk.machine.send("SUSPEND");
    desk.machine.send("RESUME");
    await desk.clock.advance(200);
    desk.calm();
    expect(desk.machine.matches("WORKING")).toBe(true);
  });

  test("of a strategy that has not begun begins with resuming", async () => {
    const desk = new CrossExchangeDesk();
    desk.machine.send("SUSPEND");
    desk.agree();
    expect(desk.machine.phase).toBe("suspended");
    desk.machine.send("RESUME");
    await desk.working();
  });
});

describe("an emergency exit", () => {
  test.for<
    readonly [
      CrossExchangeMakerState,
      (desk: CrossExchangeDesk) => Promise<unknown>,
    ]
  >([
    ["WORKING", (desk) => desk.working()],
    [
      "TAKING_BACK",
      async (desk) => {
        await desk.working();
        desk.move("taker", 10_050);
      },
    ],
    [
      "PLACING_HEDGE",
      async (desk) => {
        desk.through(await desk.working(), 0.01);
        await desk.until("PLACING_HEDGE");
      },
    ],
    ["HEDGED_UP", hedged],
    [
      "SUSPENDED",
      async (desk) => {
        await hedged(desk);
        desk.machine.send("SUSPEND");
        await desk.until("SUSPENDED");
      },
    ],
    [
      "UNWINDING",
      async (desk) => {
        await hedged(desk);
        desk.machine.send("STOP");
      },
    ],
  ])("ends flat from %s", async ([state, reach], { expect }) => {
    // Orders, hedges and cancels may be on their way, or carried out already, when it comes.
    for (const delay of [0, 3, 12, 25, 60]) {
      const desk = new CrossExchangeDesk();
      await reach(desk);
      expect(desk.machine.matches(state)).toBe(true);
      await desk.clock.advance(delay);
      for (const order of desk.made) desk.through(order, 0.005);
      desk.machine.send("EMERGENCY_EXIT");
      const placed = desk.placedOn("maker").length;
      await desk.wait(5 * MINUTE);
      expect(await desk.account()).toEqual(FLAT);
      expect(desk.machine.isCompleted).toBe(true);
      // What closes the leg, and no other order.
      expect(desk.placedOn("maker").length).toBeLessThanOrEqual(placed + 1);
    }
  });
});
