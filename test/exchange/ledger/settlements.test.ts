import { describe, expect, test } from "vitest";
import type {
  FundingSettlement,
  Settlement,
} from "../../../runtime/exchange/settlement.ts";
import {
  instrument,
  type OptionContract,
} from "../../../runtime/market/instrument.ts";
import { perpetual, spot } from "../../market/instruments.ts";
import {
  cashCall,
  EXPIRY,
  fill,
  inverse,
  ledgerOf,
  mark,
  put,
  quantities,
  share,
} from "./trades.ts";

function funding(more: Partial<FundingSettlement> = {}): FundingSettlement {
  const usual = { id: "f1", time: 100, rate: 0.001, price: 20_000 };
  return { kind: "funding", instrument: perpetual, ...usual, ...more };
}

function expiry(price: number, instrument: OptionContract = put): Settlement {
  return { kind: "expiry", id: "end", time: EXPIRY, instrument, price };
}

describe("funding", () => {
  const bought = fill("buy", 2, 20_000, { instrument: perpetual });

  test("is paid by who is long where the rate is above 0, and got below", () => {
    const ledger = ledgerOf(bought, funding());
    // 2 × 20,000 × 0.1 %.
    expect(ledger.summary()).toMatchObject({ funding: -40, netPnl: -40 });
    ledger.settle(funding({ id: "f2", time: 200, rate: -0.002 }));
    expect(ledger.summary()).toMatchObject({ funding: 40, realizedPnl: 0 });
  });

  test("is got by who is short, of an inverse contract in coin", () => {
    const sold = fill("sell", 400, 20_000, { instrument: inverse });
    const ledger = ledgerOf(sold, funding({ instrument: inverse }));
    mark(ledger, inverse, 20_000);
    // 400 contracts of 100 USD are 2 BTC, of which 0.1 %.
    expect(ledger.summary()).toMatchObject({
      currency: "USD",
      funding: 40,
      byCurrency: [{ currency: "BTC", funding: 0.002 }],
    });
  });

  test("is for what was held before its time, and booked once", () => {
    const ledger = ledgerOf(
      { ...bought, time: 100 },
      funding(),
      funding(),
      funding({ id: "f2", time: 101 }),
    );
    expect(ledger.summary().funding).toBe(-40);
    expect(ledger.postings.map(({ kind }) => kind)).toEqual([
      "fill",
      "funding",
    ]);
  });

  test("is put right when a fill from before it is heard of after it", () => {
    const ledger = ledgerOf(bought, funding());
    ledger.book(fill("sell", 0.5, 20_000, { instrument: perpetual, time: 99 }));
    // 1.5 × 20,000 × 0.1 %: of the 40 that were paid 10 come back.
    expect(ledger.summary().funding).toBe(-30);
    expect(ledger.postings.at(-1)).toMatchObject({
      kind: "funding",
      quantity: -0.5,
      amount: 10,
      time: 100,
    });
  });
});

describe("an option that was sold", () => {
  // 3 contracts × 100 shares × 5 USD.
  const sold = fill("sell", 3, 5, { instrument: put, fee: 2 });

  test("out of the money expires, and what is left is the premium", () => {
    const ledger = ledgerOf(sold, expiry(700));
    expect(quantities(ledger)).toEqual({});
    expect(ledger.summary()).toMatchObject({
      currency: "USD",
      realizedPnl: 1_500,
      netPnl: 1_498,
      positionsClosed: 1,
    });
  });

  test("in the money brings the shares at the strike", () => {
    const ledger = ledgerOf(sold, expiry(690));
    mark(ledger, share, 690);
    expect(ledger.holdings()).toMatchObject([
      { asset: "GOOG", quantity: 300, averagePrice: 700 },
    ]);
    // The premium is realized, the 10 USD a share that the put was in the money are not yet.
    expect(ledger.summary()).toMatchObject({
      realizedPnl: 1_500,
      unrealizedPnl: -3_000,
    });
    expect(ledger.postings.map(({ kind }) => kind)).toEqual([
      "fill",
      "expiry",
      "delivery",
    ]);
  });

  test("and assigned early is delivered in whole contracts; the rest expires", () => {
    const assigned: Settlement = {
      kind: "assignment",
      id: "early",
      time: 500,
      instrument: put,
      share: 0.4,
      price: 680,
    };
    // 0.4 × 3 = 1.2, so two; heard of after the expiry, which then was for one.
    const ledger = ledgerOf(sold, expiry(710), assigned);
    expect(quantities(ledger)).toEqual({ GOOG: 200 });
    expect(ledger.summary().realizedPnl).toBe(1_500);
    // A fourth contract, heard of last: 0.4 × 4 = 1.6, still two.
    ledger.book(fill("sell", 1, 5, { instrument: put, time: 400 }));
    expect(quantities(ledger)).toEqual({ GOOG: 200 });
    expect(ledger.summary().realizedPnl).toBe(2_000);
    // And it was bought back before: 1.2 again; and then one more: 0.8, so one.
    ledger.book(fill("buy", 2, 5, { instrument: put, time: 401 }));
    expect(quantities(ledger)).toEqual({ GOOG: 100 });
  });

  test("for cash pays the difference", () => {
    const call = fill("buy", 2, 12, { instrument: cashCall });
    const ledger = ledgerOf(call, expiry(730, cashCall));
    // 2 × 100 × (30 − 12).
    expect(ledger.summary().realizedPnl).toBe(3_600);
    expect(quantities(ledger)).toEqual({});
  });
});

test("a liquidation ends the position, at its price and for its fee; what was late is ended too", () => {
  const ledger = ledgerOf(
    fill("sell", 2, 20_000, { instrument: perpetual }),
    fill("buy", 1, 20_000),
    {
      kind: "liquidation",
      id: "l1",
      time: 100,
      instrument: perpetual,
      price: 21_000,
      feeBps: 50,
    },
  );
  expect(quantities(ledger)).toEqual({ BTCUSDT: 1 });
  // −2 × 1,000, and 0.5 % of 42,000.
  expect(ledger.summary()).toMatchObject({
    realizedPnl: -2_000,
    totalFees: 210,
  });
  ledger.book(fill("sell", 1, 20_500, { instrument: perpetual, time: 50 }));
  expect(quantities(ledger)).toEqual({ BTCUSDT: 1 });
  expect(ledger.summary()).toMatchObject({
    totalFees: 315,
  });
  expect(ledger.summary().realizedPnl).toBeCloseTo(-2_500, 9);
});

describe("several currencies", () => {
  const inCoin = [
    // 200 × 100 USD at 10,000 are 2 BTC, at 20,000 they are 1 BTC.
    fill("buy", 200, 10_000, { instrument: inverse, fee: 0.001 }),
    fill("buy", 200, 20_000, { instrument: inverse }),
    // All 400 at 16,000 are 2.5 BTC: 0.5 BTC earned.
    fill("sell", 400, 16_000, { instrument: inverse }),
  ];

  test("an inverse perpetual's coin is worth its own mark", () => {
    const ledger = ledgerOf(...inCoin);
    mark(ledger, inverse, 16_000);
    const { byCurrency, netPnl, currency, unconverted } = ledger.summary();
    expect(byCurrency).toHaveLength(1);
    expect(byCurrency[0]?.realizedPnl).toBeCloseTo(0.5, 12);
    expect(byCurrency[0]?.netPnl).toBeCloseTo(0.499, 12);
    expect(netPnl).toBeCloseTo(0.499 * 16_000, 6);
    expect([currency, unconverted]).toEqual(["USD", []]);
  });

  test("what no mark converts is told, and left out", () => {
    const abroad = instrument({ ...share, venue: "ger", currency: "EUR" });
    const euro = instrument({ ...spot, symbol: "BTC-EUR", currency: "EUR" });
    const ledger = ledgerOf(
      fill("buy", 1, 700, { instrument: share, fee: 1 }),
      fill("buy", 1, 600, { instrument: abroad, fee: 3 }),
    );
    expect(ledger.summary()).toMatchObject({
      currency: "USD",
      unconverted: ["EUR"],
      totalFees: 1,
    });
    // From EUR to BTC by one price, and on to USD by another.
    mark(ledger, euro, 8_000);
    mark(ledger, inverse, 16_000);
    const { totalFees, unconverted, byCurrency } = ledger.summary();
    expect(unconverted).toEqual([]);
    expect(totalFees).toBeCloseTo(1 + 3 * 2, 9);
    expect(byCurrency).toMatchObject([
      { currency: "USD", totalFees: 1 },
      { currency: "EUR", totalFees: 3 },
    ]);
  });

  test("an exposure is what each leg is worth", () => {
    const ledger = ledgerOf(fill("sell", 400, 16_000, { instrument: inverse }));
    mark(ledger, inverse, 20_000);
    expect(ledger.exposure()).toEqual([{ leg: "position", value: -40_000 }]);
  });
});

test("a holding is valued at the quote's mid; at a trade only where there is none", () => {
  const ledger = ledgerOf(fill("buy", 1, 100));
  const trade = { instrument: spot, time: 1, quantity: 1, aggressor: null };
  ledger.mark({ kind: "trade", ...trade, price: 110 });
  expect(ledger.summary().unrealizedPnl).toBe(10);
  mark(ledger, spot, 120);
  ledger.mark({ kind: "trade", ...trade, price: 90 });
  expect(ledger.summary().unrealizedPnl).toBe(20);
});

describe("incidents", () => {
  const intent = {
    clientOrderId: "m-1-0",
    instrument: spot,
    leg: "position",
    side: "buy",
    quantity: 1,
    sentAt: 0,
  } as const;

  test("what is filled beyond the order is booked, and told", () => {
    const ledger = ledgerOf();
    const heard: string[] = [];
    ledger.onIncident(({ kind }) => heard.push(kind));
    ledger.intend(intent);
    ledger.book(fill("buy", 0.75, 100, { clientOrderId: "m-1-0" }));
    ledger.book(fill("buy", 0.75, 100, { clientOrderId: "m-1-0" }));
    expect(quantities(ledger)).toEqual({ BTCUSDT: 1.5 });
    expect(ledger.incidents).toMatchObject([
      { kind: "overfill", ordered: 1, filled: 1.5, leg: "position" },
    ]);
    expect(heard).toEqual(["overfill"]);
    expect(ledger.unsettled()).toEqual([]);
  });

  test("a fill of an order that nobody placed; but of one of a run from before a restart not", () => {
    const ledger = ledgerOf();
    ledger.claim("m-2-0", ["position"]);
    ledger.book(fill("buy", 1, 100, { clientOrderId: "m-2-0" }));
    expect(ledger.incidents).toEqual([]);
    ledger.book(fill("buy", 1, 100, { clientOrderId: "m-3-0" }));
    expect(ledger.incidents).toMatchObject([{ kind: "unknown-order" }]);
    expect(quantities(ledger)).toEqual({ BTCUSDT: 2 });
  });

  test("a trade id that comes again with other terms", () => {
    const ledger = ledgerOf();
    ledger.intend(intent);
    const first = fill("buy", 0.5, 100, { clientOrderId: "m-1-0" });
    ledger.book(first);
    ledger.book({ ...first, liquidity: "maker" });
    expect(ledger.incidents).toEqual([]);
    ledger.book({ ...first, quantity: 0.75 });
    expect(ledger.incidents).toMatchObject([{ kind: "conflicting-fill" }]);
    expect(quantities(ledger)).toEqual({ BTCUSDT: 0.5 });
  });
});
