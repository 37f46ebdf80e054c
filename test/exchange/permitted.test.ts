import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Rejected } from "../../runtime/errors.ts";
import type { ActivityExchange } from "../../runtime/exchange/activity-exchange.ts";
import { ForbiddenCallError } from "../../runtime/exchange/errors.ts";
import { executed, executionOf } from "../../runtime/exchange/execution.ts";
import { flatten } from "../../runtime/exchange/flatten.ts";
import { Ledger } from "../../runtime/exchange/ledger/ledger.ts";
import { NO_EXCHANGE } from "../../runtime/exchange/no-exchange.ts";
import { type FaultPlan } from "../../runtime/exchange/paper/faults/fault.ts";
import { randomFaults } from "../../runtime/exchange/paper/faults/random.ts";
import { scriptedFaults } from "../../runtime/exchange/paper/faults/scripted.ts";
import {
  permit,
  type EffectWord,
  type PermitOptions,
} from "../../runtime/exchange/permitted.ts";
import { Random } from "../../runtime/random.ts";
import { elsewhere, perpetual, spot } from "../market/instruments.ts";
import { World } from "./world.ts";

const NEVER = new AbortController().signal;

/** One machine's desk at the paper exchange. */
class Desk extends World {
  readonly ledger = new Ledger({ legs: ["position"], prefix: "m-" });

  constructor(faults: FaultPlan | null = null) {
    super(faults);
    this.ledger.attach(this.exchange);
    this.quote();
  }

  permit(
    words: readonly EffectWord[],
    more: Partial<PermitOptions> = {},
  ): ActivityExchange {
    return permit({
      exchange: this.exchange,
      clock: this.clock,
      ledger: this.ledger,
      activity: "trade",
      words,
      legs: ["position"],
      key: "m-1-1",
      asksFirst: false,
      signal: NEVER,
      ...more,
    });
  }

  /** Holds this much of the spot pair from here on. */
  async hold(quantity: number): Promise<void> {
    const exchange = this.permit(["opens"], { key: "m-1-held" });
    const order = { instrument: spot, side: "buy", quantity } as const;
    await this.during(exchange.placeMarketOrder(order));
  }

  async account(): Promise<number> {
    const held = await this.during(this.exchange.position(spot), 20_000);
    const other = await this.during(this.exchange.position(elsewhere), 20_000);
    return held.quantity + other.quantity;
  }
}

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
});

describe("flatten", () => {
  test("does not trust a request to be lost before its validity has passed", async () => {
    const late = { kind: "delayed", delay: 900 } as const;
    const desk = new Desk(
      scriptedFaults([{ operation: "place", nth: 1, fault: late }]),
    );
    desk
      .permit(["opens"])
      .placeMarketOrder(buy)
      .catch(() => null);
    await desk.clock.advance(1);
    const exchange = desk.permit(["cancels", "closes"], { key: "m-1-2" });
    const orders = await desk.during(flatten(exchange), 3_000);
    expect(orders).toMatchObject([{ side: "sell", status: "filled" }]);
    expect(await desk.account()).toBe(0);
  });

  test("sells where it was bought, and what is net only", async () => {
    const desk = new Desk();
    desk.quote(elsewhere);
    const opening = desk.permit(["opens"]);
    const trades = [
      buy,
      { ...buy, instrument: elsewhere, quantity: 0.5 },
      { ...sell, instrument: elsewhere, quantity: 0.75 },
    ];
    for (const trade of trades)
      await desk.during(opening.placeMarketOrder(trade));
    const exchange = desk.permit(["cancels", "closes"], { key: "m-1-2" });
    const orders = await desk.during(flatten(exchange));
    expect(orders).toMatchObject([{ instrument: spot, quantity: 0.75 }]);
    expect(desk.ledger.isFlat()).toBe(true);
  });

  test("says so when the market cannot take it all", async () => {
    const desk = new Desk();
    await desk.hold(2);
    desk.quote(spot, { bidSize: 0.5 });
    const exchange = desk.permit(["cancels", "closes"]);
    await expect(desk.during(flatten(exchange))).rejects.toThrow(
      "expected position to be flat, but 0.5 BTCUSDT is open",
    );
  });

  test("gets flat through any faults, and the ledger knows what the venue knows", async () => {
    let lostAnswers = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const rates = {
          refused: 0.1,
          requestLost: 0.1,
          answerLost: 0.2,
          delayed: 0.2,
        };
        let isStormy = true;
        const storm = randomFaults(seed, rates);
        const desk = new Desk((request) => (isStormy ? storm(request) : null));
        const random = new Random(seed);
        for (let run = 0; run < 4; run += 1) {
          const words: readonly EffectWord[] = [
            random.chance(0.5) ? "opens" : "places",
          ];
          for (let attempt = 0; attempt < 2; attempt += 1) {
            for (const instrument of [spot, elsewhere, perpetual])
              desk.quote(instrument);
            const stop = new AbortController();
            const exchange = desk.permit(words, {
              key: `m-1-${run}`,
              asksFirst: attempt > 0,
              signal: stop.signal,
            });
            const order = {
              instrument: random.chance(0.5) ? spot : elsewhere,
              side: random.chance(0.7) ? "buy" : "sell",
              quantity: 0.5,
            } as const;
            const placing = random.chance(0.5)
              ? exchange.placeMarketOrder(order)
              : exchange.placeLimitOrder({ ...order, price: 100.5 });
            placing.catch(() => (lostAnswers += 1));
            await desk.clock.advance(Math.round(random.between(0, 2_000)));
            stop.abort();
          }
        }
        let isFlat = false;
        for (let attempt = 0; attempt < 30 && !isFlat; attempt += 1) {
          isStormy = attempt < 20;
          for (const instrument of [spot, elsewhere]) desk.quote(instrument);
          const exchange = desk.permit(["cancels", "closes"], {
            key: "m-1-flatten",
            asksFirst: attempt > 0,
          });
          isFlat = await desk
            .during(flatten(exchange), 45_000)
            .then(() => true)
            .catch(() => false);
        }
        isStormy = false;
        expect(isFlat).toBe(true);
        // What could still come alive would do so now.
        for (const instrument of [spot, elsewhere])
          desk.quote(instrument, { bid: 100.5, ask: 100.5 });
        await desk.clock.advance(5_000);
        expect(desk.ledger.isFlat()).toBe(true);
        expect(await desk.account()).toBe(0);
      }),
      { numRuns: 500 },
    );
    expect(lostAnswers).toBeGreaterThan(100);
  });
});
