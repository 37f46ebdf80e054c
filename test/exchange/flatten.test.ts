import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  flatten,
  type ClosingOptions,
} from "../../runtime/exchange/flatten.ts";
import { randomFaults } from "../../runtime/exchange/paper/faults/random.ts";
import { scriptedFaults } from "../../runtime/exchange/paper/faults/scripted.ts";
import type { EffectWord } from "../../runtime/exchange/permitted.ts";
import { Random } from "../../runtime/random.ts";
import { elsewhere, perpetual, spot } from "../market/instruments.ts";
import { Desk } from "./desk.ts";
import {
  call,
  contractOptions,
  inverse,
  put,
  share,
} from "./paper/contracts.ts";

const buy = { instrument: spot, side: "buy", quantity: 1 } as const;
const sell = { ...buy, side: "sell" } as const;

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

  test("with patience takes what is there, and waits for the next quotes", async () => {
    const desk = new Desk();
    await desk.hold(2);
    desk.quote(spot, { bidSize: 0.25 });
    const exchange = desk.permit(["cancels", "closes"]);
    const closing = flatten(exchange, { patience: 60_000 });
    for (let nth = 0; nth < 5; nth += 1) {
      await desk.clock.advance(5_000);
      desk.quote(spot, { bidSize: nth === 1 ? 0 : 0.2 });
    }
    const orders = await desk.during(closing);
    const filled = orders.map(({ fills }) =>
      fills.map(({ quantity, price }) => `${quantity} at ${price}`).join(),
    );
    // Three levels of the assumed depth each, 100 bps apart.
    expect(filled).toEqual([
      "0.25 at 100,0.25 at 99,0.25 at 98",
      "0.2 at 100,0.2 at 99,0.2 at 98",
      "",
      "0.2 at 100,0.2 at 99,0.2 at 98",
      "0.05 at 100",
    ]);
    expect(desk.ledger.isFlat()).toBe(true);
  });

  test("with patience waits until there is a fresh quote, but not for ever", async () => {
    for (const comes of [true, false]) {
      const desk = new Desk();
      await desk.hold(1);
      await desk.clock.advance(100_000);
      const exchange = desk.permit(["cancels", "closes"]);
      const closing = flatten(exchange, { patience: 60_000 });
      const ended = closing.then(
        () => "flat",
        () => "not flat",
      );
      await desk.clock.advance(50_000);
      if (comes) desk.quote();
      await desk.clock.advance(11_000);
      expect(await ended).toBe(comes ? "flat" : "not flat");
    }
  });

  test("closes whatever kind of contract, and never more than the account holds", async () => {
    const { listings } = contractOptions;
    const desk = new Desk(null, { listings });
    const all = [share, perpetual, inverse, call, put];
    const requotes = (): void => {
      for (const instrument of all)
        desk.quote(instrument, { bidSize: 9, askSize: 9 });
    };
    requotes();
    const opening = desk.permit(["opens"]);
    for (const [nth, instrument] of all.entries()) {
      const side = nth % 2 === 0 ? "buy" : "sell";
      const order = { instrument, side, quantity: 3 } as const;
      await desk.during(opening.placeMarketOrder(order));
    }
    requotes();
    const words: readonly EffectWord[] = ["cancels", "closes"];
    const exchange = desk.permit(words, { key: "m-1-2" });
    const orders = await desk.during(flatten(exchange), 2_000);
    expect(orders.map(({ quantity }) => quantity)).toEqual([3, 3, 3, 3, 3]);
    expect(desk.exchange.books().positions).toEqual([]);
    expect(desk.ledger.isFlat()).toBe(true);
  });

  test("is refused where the account has already been closed by somebody else", async () => {
    const desk = new Desk();
    desk.quote(perpetual);
    const order = { ...buy, instrument: perpetual };
    await desk.during(desk.permit(["opens"]).placeMarketOrder(order));
    const other = { ...order, clientOrderId: "other", side: "sell" } as const;
    await desk.during(desk.exchange.placeMarketOrder(other));
    const words: readonly EffectWord[] = ["cancels", "closes"];
    const close = (key: string, options: ClosingOptions) =>
      desk.during(flatten(desk.permit(words, { key }), options));
    const code = "REDUCE_ONLY";
    await expect(close("m-1-2", {})).rejects.toMatchObject({ code });
    expect(desk.exchange.books().positions).toEqual([]);
    await close("m-1-3", { reduceOnly: false });
    expect(desk.ledger.isFlat()).toBe(true);
  });

  test("an option's order that has expired is settled when it is taken back", async () => {
    const { listings } = contractOptions;
    const desk = new Desk(null, { listings });
    desk.quote(call);
    const order = { instrument: call, side: "buy", quantity: 1 } as const;
    await desk.during(
      desk.permit(["places"]).placeLimitOrder({ ...order, price: 99 }),
    );
    await desk.clock.advance(100_000);
    const exchange = desk.permit(["cancels"], { key: "m-1-2" });
    expect(await desk.during(exchange.cancelAll())).toEqual([]);
    expect(desk.ledger.order("m-1-1")).toMatchObject({ status: "expired" });
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
