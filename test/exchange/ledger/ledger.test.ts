import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Ledger } from "../../../runtime/exchange/ledger/ledger.ts";
import type { LedgerSnapshot } from "../../../runtime/exchange/ledger/snapshot.ts";
import type { Fill, Side } from "../../../runtime/exchange/order.ts";
import { elsewhere, perpetual, spot } from "../../market/instruments.ts";
import { World } from "../world.ts";
import { fill, ledgerOf, mark, quantities } from "./trades.ts";

/** Marks per asset: the two spot venues share one. */
function marked(fills: readonly Fill[], [coin, contract]: [number, number]) {
  const ledger = ledgerOf(...fills);
  mark(ledger, spot, coin / 100);
  mark(ledger, elsewhere, coin / 100);
  mark(ledger, perpetual, contract / 100);
  return ledger;
}

describe("a ledger, by hand", () => {
  test("averages what is added, realizes what is reduced, opens anew through flat", () => {
    const ledger = ledgerOf(
      fill("buy", 1, 100, { fee: 0.1, clientOrderId: "m-1-first" }),
      fill("buy", 3, 108, { fee: 0.3, clientOrderId: "m-1-first" }),
    );
    expect(ledger.holdings()).toEqual([
      {
        leg: "position",
        asset: "BTCUSDT",
        quantity: 4,
        averagePrice: 106,
        inventory: [{ instrument: spot, quantity: 4 }],
      },
    ]);
    ledger.book(fill("sell", 1, 126));
    ledger.book(fill("sell", 5, 100, { fee: -0.05 }));
    mark(ledger, spot, 90);
    expect(ledger.holdings()).toMatchObject([
      { quantity: -2, averagePrice: 100 },
    ]);
    expect(ledger.entries.map(({ realizedPnl }) => realizedPnl)).toEqual([
      0, 0, 20, -18,
    ]);
    const { totalFees, netPnl, ...rest } = ledger.summary();
    expect(rest).toMatchObject({
      currency: "USDT",
      realizedPnl: 2,
      unrealizedPnl: 20,
      funding: 0,
      ordersPlaced: 0,
      ordersExecuted: 3,
      positionsOpened: 2,
      positionsClosed: 1,
    });
    expect(totalFees).toBeCloseTo(0.35, 12);
    expect(netPnl).toBeCloseTo(21.65, 12);
  });

  test("tenths add up to nothing", () => {
    const ledger = ledgerOf(
      fill("buy", 0.1, 100),
      fill("buy", 0.2, 100),
      fill("sell", 0.3, 100),
    );
    expect(ledger.isFlat()).toBe(true);
    expect(ledger.summary().positionsClosed).toBe(1);
  });

  test("a fill is booked once, on its instrument", () => {
    const first = fill("buy", 1, 100, { tradeId: "1" });
    const ledger = ledgerOf(first);
    expect(ledger.book(first)).toBe(false);
    expect(ledger.book({ ...first, instrument: perpetual })).toBe(true);
    expect(
      ledger.holdings().map(({ asset, quantity }) => [asset, quantity]),
    ).toEqual([
      ["BTCUSDT", 1],
      [perpetual.id, 1],
    ]);
  });

  test("a coin bought on one venue and sold on another is realized; a perpetual offsets nothing but itself", () => {
    const ledger = ledgerOf(
      fill("buy", 1, 100),
      fill("sell", 1, 103, { instrument: elsewhere }),
    );
    expect(ledger.isFlat()).toBe(true);
    expect(ledger.summary()).toMatchObject({ realizedPnl: 3, netPnl: 3 });
    ledger.book(fill("buy", 1, 100));
    ledger.book(fill("sell", 1, 103, { instrument: perpetual }));
    expect(ledger.holdings()).toHaveLength(2);
  });

  test("legs are held apart, and an order's fills go to its leg", () => {
    const ledger = new Ledger({ legs: ["near", "far"], prefix: "m-" });
    const intent = { instrument: spot, side: "buy", quantity: 1, sentAt: 0 };
    ledger.intend({
      ...intent,
      side: "buy",
      clientOrderId: "m-1-far",
      leg: "far",
    });
    ledger.book(fill("buy", 0.4, 100, { clientOrderId: "m-1-far" }));
    expect(ledger.isFlat(["near"])).toBe(true);
    expect(ledger.isFlat(["far"])).toBe(false);
    expect(ledger.unsettled(["far"])).toMatchObject([
      { clientOrderId: "m-1-far", status: "partially-filled", filled: 0.4 },
    ]);
    expect(ledger.unsettled(["near"])).toEqual([]);
    ledger.book(fill("buy", 0.6, 100, { clientOrderId: "m-1-far" }));
    expect(ledger.unsettled()).toEqual([]);
    // Of an order from before a restart: to the leg that holds the asset.
    ledger.book(fill("sell", 1, 100, { clientOrderId: "m-1-forgotten" }));
    expect(ledger.isFlat()).toBe(true);
  });

  test("after a restart a run's orders are on its leg before it has asked about them", () => {
    const ledger = new Ledger({ legs: ["near", "far"], prefix: "m-" });
    ledger.claim("m-1-1", ["far"]);
    ledger.claim("m-1-2", ["near", "far"]);
    for (const clientOrderId of ["m-1-1", "m-1-1_2", "m-1-1.2"])
      ledger.book(fill("buy", 1, 100, { clientOrderId }));
    expect(ledger.holdings()).toMatchObject([{ leg: "far", quantity: 3 }]);
    ledger.book(
      fill("buy", 1, 5, { clientOrderId: "m-1-10", instrument: perpetual }),
    );
    expect(ledger.holdings(["near"])).toMatchObject([{ quantity: 1 }]);
  });
});

test("a refusal of one sending does not settle an order that was sent again", () => {
  const ledger = ledgerOf();
  const send = (sentAt: number) =>
    ledger.intend({
      clientOrderId: "m-1-1",
      instrument: spot,
      leg: "position",
      side: "buy",
      quantity: 1,
      sentAt,
    });
  const [first, second] = [send(0), send(500)];
  ledger.discard(first);
  expect(ledger.unsettled()).toMatchObject([{ sentAt: 500 }]);
  ledger.discard(second);
  expect(ledger.unsettled()).toEqual([]);
});

test("orders are written down too, with what may still be filled of them", () => {
  const [ledger, restored] = [ledgerOf(), ledgerOf()];
  const order = { instrument: spot, leg: "position", side: "buy" } as const;
  for (const clientOrderId of ["m-1-1", "m-1-2"])
    ledger.intend({ ...order, clientOrderId, quantity: 1, sentAt: 7 });
  ledger.book(fill("buy", 1, 100, { clientOrderId: "m-1-1" }));
  ledger.book(fill("buy", 0.25, 100, { clientOrderId: "m-1-2" }));
  ledger.claim("m-0-0", ["position"]);
  const read: LedgerSnapshot = JSON.parse(JSON.stringify(ledger.snapshot()));
  const booked: string[] = [];
  const posted: string[] = [];
  restored.onBooked((entry) => booked.push(entry.fill.clientOrderId));
  restored.onPosted(({ kind }) => posted.push(kind));
  restored.restore(read);
  // Who acts on fills has done so, who reports them begins anew.
  expect(booked).toEqual([]);
  expect(posted).toEqual(["fill", "fill"]);
  expect(restored.unsettled()).toEqual(ledger.unsettled());
  expect(restored.unsettled()).toMatchObject([
    { clientOrderId: "m-1-2", filled: 0.25, sentAt: 7 },
  ]);
  expect(restored.summary()).toEqual(ledger.summary());
  restored.book(fill("sell", 1.25, 100, { clientOrderId: "m-0-0" }));
  expect(booked).toEqual(["m-0-0"]);
  expect(restored.isFlat()).toBe(true);
  expect(restored.incidents).toEqual([]);
  expect(() => restored.restore(ledger.snapshot())).toThrow(/already/);
});

test("of an exchange's fills it hears its own, however late", async () => {
  const world = new World();
  const ledger = ledgerOf();
  const detach = ledger.attach(world.exchange);
  const place = (clientOrderId: string) => {
    world.quote();
    const order = { clientOrderId, instrument: spot, quantity: 1 };
    return world.during(
      world.exchange.placeMarketOrder({ ...order, side: "buy" }),
    );
  };
  await place("m-1-1");
  await place("another-1-1");
  // Of a machine whose id begins with this one's.
  await place("m-1-4-0");
  expect(ledger.holdings()).toMatchObject([{ quantity: 1 }]);
  detach();
  await place("m-1-2");
  expect(ledger.entries).toHaveLength(1);
});

describe("whatever is traded", () => {
  const lots = fc.integer({ min: 1, max: 5_000_000 });
  const cents = fc.integer({ min: 1, max: 3_000_000 });
  const instruments = [spot, elsewhere, perpetual];
  const trade = fc.record({
    side: fc.constantFrom<Side>("buy", "sell"),
    lots,
    cents,
    fee: fc.integer({ min: -100, max: 1_000 }),
    instrument: fc.constantFrom(...instruments),
  });
  const history = fc.array(trade, { maxLength: 40 }).map((list) =>
    list.map((each) =>
      fill(each.side, each.lots / 1_000, each.cents / 100, {
        fee: each.fee / 100,
        instrument: each.instrument,
      }),
    ),
  );
  const marks = fc.tuple(cents, cents);

  test("cash and the value of what is held are the profit less fees", () => {
    fc.assert(
      fc.property(history, marks, (fills, prices) => {
        const summary = marked(fills, prices).summary();
        let [cash, value, scale] = [0, 0, 1];
        for (const { side, quantity, price, fee, instrument } of fills) {
          const signed = side === "buy" ? quantity : -quantity;
          const last = prices[instrument === perpetual ? 1 : 0] / 100;
          cash -= signed * price + fee;
          value += signed * last;
          scale += quantity * (price + last);
        }
        expect(Math.abs(cash + value - summary.netPnl) / scale).toBeLessThan(
          1e-9,
        );
      }),
    );
  });

  test("neither order nor repetition of the fills changes what it came to", () => {
    const shuffled = history.chain((fills) =>
      fc.tuple(
        fc.constant(fills),
        fc.shuffledSubarray([...fills, ...fills], {
          minLength: fills.length * 2,
        }),
      ),
    );
    fc.assert(
      fc.property(shuffled, marks, ([fills, again], prices) => {
        const [one, two] = [marked(fills, prices), marked(again, prices)];
        expect(quantities(two)).toEqual(quantities(one));
        const scale = fills.reduce((sum, each) => sum + each.quantity * 3e4, 1);
        const difference = one.summary().netPnl - two.summary().netPnl;
        expect(Math.abs(difference) / scale).toBeLessThan(1e-9);
        expect(two.summary().ordersExecuted).toBe(fills.length);
      }),
    );
  });

  test("closed positions are opened ones less those still held", () => {
    fc.assert(
      fc.property(history, (fills) => {
        const ledger = ledgerOf(...fills);
        const { positionsOpened, positionsClosed } = ledger.summary();
        expect(positionsOpened - positionsClosed).toBe(
          ledger.holdings().length,
        );
      }),
    );
  });
});
