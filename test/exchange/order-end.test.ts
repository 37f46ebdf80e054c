import { describe, expect, test } from "vitest";
import { Rejected } from "../../runtime/errors.ts";
import { UnsettledOrderError } from "../../runtime/exchange/errors.ts";
import { executed } from "../../runtime/exchange/execution.ts";
import type { Order } from "../../runtime/exchange/order.ts";
import { scriptedFaults } from "../../runtime/exchange/paper/faults/scripted.ts";
import { spot } from "../market/instruments.ts";
import { Desk } from "./desk.ts";

const buy = { instrument: spot, side: "buy", quantity: 1 } as const;

describe("an order's end", () => {
  test("is waited for, and brought about when the activity is told to stop", async () => {
    for (const stops of [false, true]) {
      const desk = new Desk();
      const stop = new AbortController();
      const exchange = desk.permit(["opens"], { signal: stop.signal });
      const resting = exchange.placeLimitOrder({ ...buy, price: 99 });
      const ending = exchange.settled(await desk.during(resting));
      if (stops) stop.abort();
      else desk.quote(spot, { bid: 97, ask: 98 });
      const { status } = await desk.during(ending);
      expect(status).toBe(stops ? "cancelled" : "filled");
      expect(desk.ledger.unsettled()).toEqual([]);
      expect(desk.ledger.isFlat()).toBe(stops);
    }
  });

  test("an activity that was told to stop places nothing", async () => {
    const desk = new Desk();
    const signal = AbortSignal.abort();
    const exchange = desk.permit(["opens"], { signal });
    await expect(exchange.placeMarketOrder(buy)).rejects.toMatchObject({
      code: "ABORTED",
    });
  });

  test("an unfilled order is Rejected, a filled one an execution", async () => {
    const desk = new Desk();
    desk.quote(spot, { askSize: 0 });
    const exchange = desk.permit(["opens"]);
    const none = await desk.during(exchange.placeMarketOrder(buy));
    expect(() => executed(none)).toThrow(Rejected);
    desk.quote();
    const order = { ...buy, quantity: 2.5 };
    const some = await desk.during(exchange.placeMarketOrder(order));
    const { quantity, price, fee } = executed(some);
    expect(quantity).toBe(2.5);
    expect(price).toBeCloseTo((2 * 101 + 0.5 * 102.01) / 2.5, 10);
    expect(fee).toBeCloseTo((2 * 101 + 0.5 * 102.01) / 1_000, 10);
  });

  test("progress is told once its fills are in the books", async () => {
    const desk = new Desk();
    const exchange = desk.permit(["opens"]);
    const order = { ...buy, price: 99, postOnly: true };
    const placed = await desk.during(exchange.placeLimitOrder(order));
    const told: [string, number][] = [];
    const ending = exchange.settled(placed, ({ status }) => {
      told.push([status, exchange.holdings()[0]?.quantity ?? 0]);
    });
    desk.trade(98, 0.25);
    await desk.clock.advance(100);
    desk.trade(98, 0.25);
    await desk.clock.advance(100);
    desk.trade(98, 5);
    expect((await desk.during(ending)).status).toBe("filled");
    expect(told).toEqual([
      ["partially-filled", 0.25],
      ["partially-filled", 0.5],
    ]);
  });

  test("a question without an answer is asked again", async () => {
    const desk = new Desk(
      scriptedFaults([
        { operation: "status", nth: 1, fault: { kind: "answer-lost" } },
        {
          operation: "status",
          nth: 2,
          fault: { kind: "refused", code: "VENUE_BUSY" },
        },
        // Nothing is heard of its end.
        { fault: { kind: "silent", duration: 3_600_000 } },
      ]),
    );
    const exchange = desk.permit(["opens"]);
    const order = { ...buy, price: 99 };
    const placed = await desk.during(exchange.placeLimitOrder(order));
    const ending = exchange.settled(placed);
    desk.trade(98, 5);
    expect((await desk.during(ending, 15_000)).status).toBe("filled");
    expect(desk.ledger.unsettled()).toEqual([]);
  });

  test("an order that the venue does not take back is unsettled, not rejected", async () => {
    for (const ends of ["told to stop", "cancelled"] as const) {
      const busy = { kind: "refused", code: "VENUE_BUSY" } as const;
      const desk = new Desk(
        scriptedFaults([{ operation: "cancel", fault: busy }]),
      );
      const stop = new AbortController();
      const exchange = desk.permit(["opens"], { signal: stop.signal });
      const order = { ...buy, price: 99 };
      const placed = await desk.during(exchange.placeLimitOrder(order));
      const ending: Promise<Order | null> =
        ends === "cancelled"
          ? exchange.cancelOrder(placed.clientOrderId)
          : exchange.settled(placed);
      stop.abort();
      await expect(desk.during(ending)).rejects.toThrow(UnsettledOrderError);
      expect(desk.ledger.unsettled()).toHaveLength(1);
    }
  });
});
