import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ActivityExchange } from "../../runtime/exchange/activity-exchange.ts";
import {
  ForbiddenCallError,
  OrderInDoubtError,
} from "../../runtime/exchange/errors.ts";
import type { Rejected } from "../../runtime/errors.ts";
import { executionOf } from "../../runtime/exchange/execution.ts";
import { NO_EXCHANGE } from "../../runtime/exchange/no-exchange.ts";
import { randomFaults } from "../../runtime/exchange/paper/faults/random.ts";
import { scriptedFaults } from "../../runtime/exchange/paper/faults/scripted.ts";
import type { EffectWord } from "../../runtime/exchange/permitted.ts";
import { elsewhere, spot } from "../market/instruments.ts";
import { Desk } from "./desk.ts";

const buy = { instrument: spot, side: "buy", quantity: 1 } as const;
const sell = { ...buy, side: "sell" } as const;

/** What an activity may try, while 1.5 are held. */
const CALLS = {
  grows: (exchange: ActivityExchange) => exchange.placeMarketOrder(buy),
  shrinks: (exchange: ActivityExchange) => exchange.placeMarketOrder(sell),
  turns: (exchange: ActivityExchange) =>
    exchange.placeMarketOrder({ ...sell, quantity: 3 }),
  cancelsAll: (exchange: ActivityExchange) => exchange.cancelAll(),
  cancelsAnother: (exchange: ActivityExchange) =>
    exchange.cancelOrder("m-1-held"),
};

function expectRefused(refusal: unknown, before: number, after: number): void {
  expect(refusal).toBeInstanceOf(ForbiddenCallError);
  expect(after).toBe(before);
}

describe("effect words", () => {
  test.each<[readonly EffectWord[], readonly (keyof typeof CALLS)[]]>([
    [[], []],
    [["opens"], ["grows", "shrinks", "turns"]],
    [["places"], ["grows", "shrinks", "turns"]],
    [["reduces"], ["shrinks"]],
    [["closes"], ["shrinks"]],
    [["cancels"], ["cancelsAll", "cancelsAnother"]],
    [
      ["cancels", "closes"],
      ["shrinks", "cancelsAll", "cancelsAnother"],
    ],
  ])("%j allow just %j", async (words, allowed) => {
    const found: string[] = [];
    for (const [name, call] of Object.entries(CALLS)) {
      const desk = new Desk();
      await desk.hold(1.5);
      const before = await desk.account();
      const refusal = await desk
        .during<unknown>(call(desk.permit(words)))
        .then(() => null)
        .catch((error: unknown) => error);
      if (refusal === null) found.push(name);
      else expectRefused(refusal, before, await desk.account());
    }
    expect(found).toEqual(allowed);
  });

  test("a forbidden call names activity, words and remedy", async () => {
    const desk = new Desk();
    await desk.hold(1.5);
    await expect(desk.permit([]).placeMarketOrder(buy)).rejects.toThrow(
      "activity trade (no effect words) must not place orders: declare it with `opens`, `places`, `reduces` or `closes`",
    );
    await expect(CALLS.turns(desk.permit(["closes"]))).rejects.toThrow(
      'activity trade ("closes") must not sell 3 of BTCUSDT on leg position: at most 1.5 would make the holding smaller and not turn it',
    );
    await expect(
      desk.permit(["opens"]).placeMarketOrder({ ...buy, leg: "perp" }),
    ).rejects.toThrow(
      'activity trade ("opens") must not place orders on leg perp: its legs are position',
    );
    const two = desk.permit(["opens"], { legs: ["spot", "perp"] });
    await expect(two.placeMarketOrder(buy)).rejects.toThrow(
      'activity trade ("opens") must not place an order without a leg: say which of spot, perp it is for: { leg: … }',
    );
  });

  test("closing orders together never turn the holding, whatever is still under way", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            quantity: fc.integer({ min: 1, max: 20 }),
            wait: fc.integer({ min: 0, max: 60 }),
            rests: fc.boolean(),
          }),
          { maxLength: 8 },
        ),
        fc.integer(),
        async (orders, seed) => {
          let isStormy = false;
          const storm = randomFaults(seed, { answerLost: 0.2 });
          const desk = new Desk((request) =>
            isStormy ? storm(request) : null,
          );
          await desk.hold(1);
          isStormy = true;
          const exchange = desk.permit(["reduces"]);
          for (const { quantity, wait, rests } of orders) {
            desk.quote();
            const order = { ...sell, quantity: quantity / 10 };
            const placing = rests
              ? exchange.placeLimitOrder({ ...order, price: 100.5 })
              : exchange.placeMarketOrder(order);
            placing.catch(() => null);
            await desk.clock.advance(wait);
          }
          desk.quote(spot, { bid: 200, ask: 201, bidSize: 9 });
          await desk.clock.advance(1_000);
          isStormy = false;
          expect(await desk.account()).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

describe("client order ids", () => {
  test("come from the key: key, key.2, key.3", async () => {
    const desk = new Desk();
    const exchange = desk.permit(["opens"]);
    const placing = [buy, sell, buy].map((order) =>
      exchange.placeMarketOrder(order),
    );
    const orders = await desk.during(Promise.all(placing));
    expect(orders.map(({ clientOrderId }) => clientOrderId)).toEqual([
      "m-1-1",
      "m-1-1_2",
      "m-1-1_3",
    ]);
  });

  test("a retry gets the order of the attempt before, also when it would trade elsewhere", async () => {
    const lost = { kind: "answer-lost" } as const;
    for (const instrument of [spot, elsewhere]) {
      const desk = new Desk(
        scriptedFaults([{ operation: "place", nth: 1, fault: lost }]),
      );
      desk.quote(elsewhere);
      const first = desk.permit(["opens"]).placeMarketOrder(buy);
      await expect(desk.during(first, 11_000)).rejects.toThrow("no answer");
      desk.quote();
      desk.quote(elsewhere);
      const retry = desk.permit(["opens"], { asksFirst: true });
      const again = await desk.during(
        retry.placeMarketOrder({ ...buy, instrument }),
        5_000,
      );
      expect(again).toMatchObject({ instrument: spot, status: "filled" });
      expect(await desk.account()).toBe(1);
    }
  });

  test("a retry that finds no order places it, on another venue only after the first's validity", async () => {
    const late = { kind: "delayed", delay: 900 } as const;
    const desk = new Desk(
      scriptedFaults([{ operation: "place", nth: 1, fault: late }]),
    );
    const first = desk.permit(["opens"]).placeMarketOrder(buy);
    await desk.clock.advance(50);
    desk.quote(elsewhere);
    const retry = desk.permit(["opens"], { asksFirst: true });
    const order = { ...buy, instrument: elsewhere };
    const again = await desk.during(retry.placeMarketOrder(order), 5_000);
    expect(again).toEqual(await first);
    expect(again.instrument).toBe(spot);
    expect(await desk.account()).toBe(1);
  });

  test("after a restart, an order that the venue does not know yet is waited for, not placed twice nor given up", async () => {
    const late = { kind: "delayed", delay: 900 } as const;
    const stopped = AbortSignal.abort();
    for (const signal of [stopped, new AbortController().signal]) {
      const desk = new Desk(
        scriptedFaults([{ operation: "place", nth: 1, fault: late }]),
      );
      // Another process sent it, and ended.
      const order = { ...buy, clientOrderId: "m-1-1", quantity: 1 };
      desk.exchange.placeMarketOrder(order).catch(() => null);
      await desk.clock.advance(20);
      const resumedAt = desk.clock.now();
      desk.quote();
      const resumed = desk.permit(["opens"], {
        asksFirst: true,
        resumedAt,
        signal,
      });
      const found = resumed.placeMarketOrder(buy);
      expect((await desk.during(found, 3_000)).status).toBe("filled");
      expect(await desk.account()).toBe(1);
    }
  });

  test("a venue that refuses to say what became of an order has not refused the order", async () => {
    const busy = { kind: "refused", code: "VENUE_BUSY" } as const;
    const desk = new Desk(
      scriptedFaults([{ operation: "status", nth: 1, fault: busy }]),
    );
    const resumedAt = desk.clock.now();
    const resumed = desk.permit(["opens"], { asksFirst: true, resumedAt });
    const placing = desk.during(resumed.placeMarketOrder(buy), 3_000);
    await expect(placing).rejects.toBeInstanceOf(OrderInDoubtError);
    expect(desk.ledger.unsettled()).toHaveLength(1);
  });

  test.each([
    [true, "ABORTED", 0],
    [false, "filled", 1],
  ])(
    "after a restart that no order was sent before (stopped: %s): %s",
    async (stops, outcome, held) => {
      const desk = new Desk();
      const signal = stops ? AbortSignal.abort() : new AbortController().signal;
      const resumedAt = desk.clock.now();
      const resumed = desk.permit(["opens"], {
        asksFirst: true,
        resumedAt,
        signal,
      });
      const placing = resumed.placeMarketOrder(buy).then(
        ({ status }) => status,
        (error: Rejected) => error.code,
      );
      expect(await desk.during(placing, 3_000)).toBe(outcome);
      expect(await desk.account()).toBe(held);
      expect(desk.ledger.unsettled()).toEqual([]);
    },
  );

  test("a closing retry goes on from what the attempt before closed", async () => {
    const desk = new Desk();
    await desk.hold(2);
    desk.quote(spot, { bidSize: 0.5 });
    const first = desk.permit(["closes"]).placeMarketOrder({
      ...sell,
      quantity: 2,
    });
    expect((await desk.during(first)).status).toBe("expired");
    desk.quote();
    const retry = desk.permit(["closes"], { asksFirst: true });
    const rest = await desk.during(
      retry.placeMarketOrder({ ...sell, quantity: 0.5 }),
    );
    expect(rest).toMatchObject({ clientOrderId: "m-1-1_2", status: "filled" });
    expect(executionOf(retry.fills())).toMatchObject({ quantity: 2 });
    expect(desk.ledger.isFlat()).toBe(true);
  });
});

test("where there is no exchange, an order is refused and nothing unsettled", async () => {
  const desk = new Desk();
  const exchange = desk.permit(["opens"], { exchange: NO_EXCHANGE });
  await expect(exchange.placeMarketOrder(buy)).rejects.toMatchObject({
    code: "NO_EXCHANGE",
  });
  expect(desk.ledger.unsettled()).toEqual([]);
});
