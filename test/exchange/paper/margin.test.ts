import { describe, expect, test } from "vitest";
import type { Instrument } from "../../../runtime/market/instrument.ts";
import type { PaperAccount } from "../../../runtime/exchange/paper/margin-account.ts";
import { shortOptionMargin } from "../../../runtime/exchange/paper/margin.ts";
import type { Settlement } from "../../../runtime/exchange/settlement.ts";
import { perpetual, spot } from "../../market/instruments.ts";
import type { World } from "../world.ts";
import { call, contractWorld, inverse, put, share } from "./contracts.ts";

const usdt = { venue: "bybit", currency: "USDT", cash: 1_000 } as const;
const usd = { venue: "usa", currency: "USD", cash: 40_000 } as const;

function withAccounts(...accounts: readonly PaperAccount[]): World {
  return contractWorld({ accounts });
}

/** At most 99 at 100 bid and 101 asked, options at 10 and 11. */
function quoteAll(world: World): void {
  for (const instrument of [spot, perpetual, inverse])
    world.quote(instrument, { bidSize: 99, askSize: 99 });
  for (const instrument of [call, put])
    world.quote(instrument, { bid: 10, ask: 11, bidSize: 99, askSize: 99 });
  world.quote(share, { bid: 699, ask: 701, bidSize: 999, askSize: 999 });
}

let orders = 0;

/** Buys, or below 0 sells. */
function trade(world: World, instrument: Instrument, quantity: number) {
  const placing = world.exchange.placeMarketOrder({
    clientOrderId: `o${orders++}`,
    instrument,
    side: quantity > 0 ? "buy" : "sell",
    quantity: Math.abs(quantity),
  });
  return world.during(placing);
}

function account(world: World, venue: string, currency: string | null = null) {
  return world.during(world.exchange.account(venue, currency));
}

const refused = { code: "INSUFFICIENT_MARGIN" };

describe("coins and shares", () => {
  test("are bought for the cash that is there, fees included", async () => {
    const world = withAccounts(usdt);
    quoteAll(world);
    // 9.9 at 101 and 10 bps are 1,000.8999.
    await expect(trade(world, spot, 9.9)).rejects.toMatchObject(refused);
    expect((await trade(world, spot, 9.89)).status).toBe("filled");
    expect(await account(world, "bybit")).toMatchObject({
      currency: "USDT",
      equity: expect.closeTo(1_000 - 0.5 * 9.89 - 0.001 * 9.89 * 101, 9),
      available: expect.closeTo(1_000 - 1.001 * 9.89 * 101, 9),
    });
  });

  test("working orders bind what they could cost", async () => {
    const world = withAccounts(usdt);
    quoteAll(world);
    const rest = (clientOrderId: string, quantity: number) =>
      world.during(
        world.exchange.placeLimitOrder({
          clientOrderId,
          instrument: spot,
          side: "buy",
          quantity,
          price: 90,
        }),
      );
    await rest("a", 6);
    await expect(rest("b", 6)).rejects.toMatchObject(refused);
    await world.during(world.exchange.cancelOrder(spot, "a"));
    expect((await rest("c", 6)).status).toBe("new");
    expect((await account(world, "bybit")).available).toBeCloseTo(
      1_000 - 540 * 1.001,
      9,
    );
  });

  test("are not sold short, unless they may be borrowed", async () => {
    const world = withAccounts(usdt);
    quoteAll(world);
    await trade(world, spot, 2);
    await expect(trade(world, spot, -2.5)).rejects.toMatchObject(refused);
    expect((await trade(world, spot, -2)).status).toBe("filled");
    const lender = withAccounts({ ...usdt, borrow: true });
    quoteAll(lender);
    await trade(lender, spot, -10);
    expect(await account(lender, "bybit")).toMatchObject({
      equity: expect.closeTo(1_000 - 5 - 1, 9),
      initialMargin: expect.closeTo(502.5, 9),
      maintenanceMargin: expect.closeTo(301.5, 9),
    });
  });
});

describe("perpetuals", () => {
  test("bind a tenth to open, and what closes may always be sent", async () => {
    const world = withAccounts({ ...usdt, cash: 100 });
    quoteAll(world);
    await expect(trade(world, perpetual, 10)).rejects.toMatchObject(refused);
    await trade(world, perpetual, 9);
    expect(await account(world, "bybit")).toMatchObject({
      equity: expect.closeTo(100 - 4.5 - 0.909, 9),
      initialMargin: expect.closeTo(0.1 * 9 * 100.5, 9),
      maintenanceMargin: expect.closeTo(0.05 * 9 * 100.5, 9),
    });
    await expect(trade(world, perpetual, 1)).rejects.toMatchObject(refused);
    expect((await trade(world, perpetual, -9)).status).toBe("filled");
  });

  test("that are inverse bind coin", async () => {
    const coin = { venue: "bybit", currency: "BTC", cash: 1 };
    const world = withAccounts(usdt, coin);
    quoteAll(world);
    await trade(world, inverse, 5);
    expect(await account(world, "bybit", "BTC")).toMatchObject({
      currency: "BTC",
      initialMargin: expect.closeTo(0.1 * (500 / 100.5), 12),
    });
    // Seven more were 0.69 BTC, and 0.47 are left.
    await expect(trade(world, inverse, 7)).rejects.toMatchObject(refused);
  });

  test("are liquidated at the market when the equity is below what keeps them", async () => {
    const world = withAccounts({ ...usdt, cash: 100 });
    const heard: Settlement[] = [];
    world.exchange.onSettlement((each) => heard.push(each));
    quoteAll(world);
    await trade(world, perpetual, 9);
    await world.during(
      world.exchange.placeLimitOrder({
        clientOrderId: "rests",
        instrument: perpetual,
        side: "sell",
        quantity: 9,
        price: 120,
      }),
    );
    // 99.091 of cash; at 95 the position has lost 54 and needs 42.75.
    world.quote(perpetual, { bid: 94.5, ask: 95.5, bidSize: 5 });
    await world.clock.advance(100);
    expect(heard).toEqual([]);
    // At 94 it has lost 63 and needs 42.3.
    world.quote(perpetual, { bid: 93.5, ask: 94.5, bidSize: 5 });
    const time = world.clock.now() + 1;
    await world.clock.advance(100);
    // 5 at 93.5, 4 a step of 100 bps below, rounded to a tick of 0.5.
    const price = (5 * 93.5 + 4 * 92.5) / 9;
    expect(heard).toMatchObject([{ kind: "liquidation", time, price }]);
    const { cash, positions, workingOrders } = world.exchange.books();
    expect([...positions, ...workingOrders]).toEqual([]);
    const fee = 9 * price * 0.005;
    expect(cash[0]?.amount).toBeCloseTo(99.091 + 9 * (price - 101) - fee, 9);
  });

  test("a fill in the millisecond of the quote is liquidated after it", async () => {
    const world = withAccounts({ ...usdt, cash: 100 });
    const heard: Settlement[] = [];
    world.exchange.onSettlement((each) => heard.push(each));
    quoteAll(world);
    await world.during(
      world.exchange.placeLimitOrder({
        clientOrderId: "rests",
        instrument: perpetual,
        side: "buy",
        quantity: 9,
        price: 99,
      }),
    );
    world.quote(perpetual, { bid: 90, ask: 90.5, bidSize: 99, askSize: 99 });
    const filledAt = world.clock.now();
    await world.clock.advance(100);
    expect(heard).toMatchObject([{ kind: "liquidation", time: filledAt + 1 }]);
    expect(world.exchange.books().positions).toEqual([]);
  });
});

describe("options", () => {
  test.each([
    // 20 % of 700 less 0: at the money.
    ["call at the money", call, 700, 100 * 140],
    // 20 % of 600 less 100 is 20; at least 10 % of 600.
    ["call far out", call, 600, 100 * 60],
    // 20 % of 750 less 50.
    ["put out of the money", put, 750, 100 * 100],
    // 20 % of 950 less 250 is below 0; at least 10 % of the strike.
    ["put far out", put, 950, 100 * 70],
    ["put in the money", put, 650, 100 * 130],
  ])("a short %s binds, besides its premium", (_, option, price, expected) => {
    expect(shortOptionMargin(option, -1, price)).toBeCloseTo(expected, 9);
    expect(shortOptionMargin(option, -3, price)).toBeCloseTo(3 * expected, 9);
  });

  test("that are short count their premium as a debt; what is bought is paid", async () => {
    const world = withAccounts(usd);
    quoteAll(world);
    await expect(trade(world, put, -3)).rejects.toMatchObject(refused);
    await trade(world, put, -2);
    // 40,000 and twice 1,000 of premium less 2 of fees, and a debt of 2 × 1,050.
    expect(await account(world, "usa")).toMatchObject({
      equity: expect.closeTo(40_000 + 2_000 - 2 - 2_100, 9),
      initialMargin: expect.closeTo(28_000, 9),
      maintenanceMargin: expect.closeTo(28_000, 9),
    });
    await trade(world, call, 1);
    expect((await account(world, "usa")).available).toBeCloseTo(
      40_000 + 2_000 - 2 - 2_100 - 1_100 - 1 - 28_000,
      9,
    );
    await expect(trade(world, call, 10)).rejects.toMatchObject(refused);
  });
});

test("shares that were assigned and cannot be paid are sold", async () => {
  const scripted = [{ option: put, time: 1_010_000, share: 1 }];
  const world = contractWorld({
    accounts: [{ ...usd, cash: 20_000 }],
    assignment: { scripted },
  });
  const heard: string[] = [];
  world.exchange.onSettlement(({ kind, instrument, time }) =>
    heard.push(`${kind} ${instrument.symbol} ${time}`),
  );
  quoteAll(world);
  await trade(world, put, -1);
  await world.clock.advance(10_000);
  // 20,999 of cash, and 70,000 to be paid.
  expect(world.exchange.books().cash[0]?.amount).toBeCloseTo(-49_001, 9);
  quoteAll(world);
  await world.clock.advance(100);
  quoteAll(world);
  await world.clock.advance(100);
  expect(heard).toEqual([
    "assignment GOOG 700 P 1010000",
    expect.stringMatching(/^liquidation GOOG /),
  ]);
  expect(world.exchange.books().positions).toEqual([]);
});

describe("without an account", () => {
  test("a venue that keeps none lets everybody trade, one that does not", async () => {
    const world = withAccounts(usdt);
    quoteAll(world);
    expect((await trade(world, share, -100)).status).toBe("filled");
    await expect(account(world, "usa")).rejects.toMatchObject({
      code: "NO_ACCOUNT",
    });
    await expect(trade(world, inverse, 1)).rejects.toMatchObject({
      code: "NO_ACCOUNT",
    });
  });
});
