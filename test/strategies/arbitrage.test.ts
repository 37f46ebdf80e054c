import { describe, expect, test } from "vitest";
import type { Fault, ScriptedFault } from "@fsmc/runtime";
import type { ArbitrageState } from "../../generated/arbitrage.ts";
import { ArbitrageDesk } from "./arbitrage-desk.ts";
import { faulty, placesFail, refused } from "./faults.ts";

// The requests to place an order: the purchase is the first, the sale the second.

/** All three attempts of the sale. */
const noSale = placesFail(2, 4, refused);
/** The sale, and all six attempts to flatten. */
const noWayOut = placesFail(2, 10, refused);

describe("a round trip", () => {
  test("buys where it is cheap, sells where it is dear, and is flat", async () => {
    const desk = new ArbitrageDesk();
    desk.offer();
    await desk.until("PROFIT_REALIZED");
    expect(desk.orders).toMatchObject([
      { side: "buy", instrument: { venue: "North" }, quantity: 0.1 },
      { side: "sell", instrument: { venue: "South" }, quantity: 0.1 },
    ]);
    expect(desk.account).toBe(0);
    const { netPnl, totalFees, success } = desk.machine.result();
    expect(success).toBe(true);
    // 0.1 × (10,100 − 10,000.01), and 10 bps of each side.
    expect(totalFees).toBeCloseTo(0.1 * (10_100 + 10_000.01) * 0.001);
    expect(netPnl).toBeCloseTo(0.1 * 99.99 - totalFees);
    expect(desk.machine.context.profit).toBeCloseTo(netPnl);
  });

  test("needs a spread that pays both fees and the profit asked for", async () => {
    const params = { firstFee: 0.001, secondFee: 0.0005, minProfit: 0.0002 };
    const desk = new ArbitrageDesk(params);
    desk.quote("FIRST", 9_999.99);
    desk.quote("SECOND", 10_016.9);
    expect(desk.machine.state).toBe("SCANNING_OPPORTUNITIES");
    desk.quote("SECOND", 10_017.1);
    await desk.until("PROFIT_REALIZED");
    expect(desk.machine.result().netPnl).toBeGreaterThan(0);
  });

  test("does not trade on prices of different times, nor on old ones", async () => {
    const desk = new ArbitrageDesk();
    desk.quote("FIRST", 10_000);
    await desk.clock.advance(1_500);
    desk.quote("SECOND", 10_100);
    expect(desk.machine.state).toBe("SCANNING_OPPORTUNITIES");
    const offered = { spread: 0.01, size: 1 };
    const direction = { buyOn: "FIRST", sellOn: "SECOND" } as const;
    expect(desk.machine.send("QUOTE", { ...direction, ...offered })).toBe(
      "taken",
    );
    await desk.wait(5_000);
    expect(desk.machine.state).toBe("SCANNING_OPPORTUNITIES");
    expect(desk.machine.context.opportunities).toBe(1);
    expect(desk.orders).toEqual([]);
  });

  test("waits a moment for margin, and no longer", async () => {
    const desk = new ArbitrageDesk({ capital: 900 });
    desk.offer();
    expect(desk.machine.state).toBe("OPPORTUNITY_DETECTED");
    await desk.clock.advance(249);
    expect(desk.machine.state).toBe("OPPORTUNITY_DETECTED");
    await desk.clock.advance(1);
    expect(desk.machine.state).toBe("SCANNING_OPPORTUNITIES");
    expect(desk.orders).toEqual([]);
  });

  test("told to stop while buying, it finishes; while scanning, it ends", async () => {
    const busy = new ArbitrageDesk();
    busy.offer();
    await busy.until("EXECUTING_BUY_SIDE");
    expect(busy.machine.send("STOP")).toBe("deferred");
    await busy.until("PROFIT_REALIZED");
    expect(busy.account).toBe(0);

    const idle = new ArbitrageDesk();
    idle.machine.send("STOP");
    expect(idle.machine.phase).toBe("cancelled");
  });

  test("a run that takes too long is flattened, and ends", async () => {
    const desk = new ArbitrageDesk({ longestRun: 60_000 });
    await desk.wait(59_999);
    expect(desk.machine.state).toBe("SCANNING_OPPORTUNITIES");
    await desk.wait(1);
    await desk.until("CANCELLED");
  });
});

describe("when a venue misbehaves", () => {
  test("a refused buy is certain: it scans on, after a rest", async () => {
    const desk = new ArbitrageDesk({}, faulty(placesFail(1, 1, refused)));
    desk.offer();
    await desk.until("EXECUTING_BUY_SIDE");
    await desk.until("SCANNING_OPPORTUNITIES");
    desk.offer();
    expect(desk.machine.state).toBe("SCANNING_OPPORTUNITIES");
    await desk.wait(30_000);
    desk.offer();
    await desk.until("PROFIT_REALIZED");
    expect(desk.account).toBe(0);
  });

  test.for<readonly [string, Fault, number]>([
    ["its request was lost", { kind: "request-lost" }, 0],
    ["its answer was lost", { kind: "answer-lost" }, 2],
    ["it came when it was void", { kind: "delayed", delay: 2_500 }, 0],
  ])(
    "a buy without an answer is flattened: %s",
    async ([, fault, fills], { expect }) => {
      const desk = new ArbitrageDesk({}, faulty(placesFail(1, 1, fault)));
      desk.offer();
      await desk.until("FLATTENING");
      await desk.until("CANCELLED");
      await desk.wait(60_000);
      expect(desk.fills).toHaveLength(fills);
      expect(desk.account).toBe(0);
      expect(desk.machine.ledger?.unsettled()).toEqual([]);
    },
  );

  test("a sale without an answer is asked about, not sold twice", async () => {
    const lost: Fault = { kind: "answer-lost" };
    const desk = new ArbitrageDesk({}, faulty(placesFail(2, 2, lost)));
    desk.offer();
    await desk.until("PROFIT_REALIZED");
    expect(desk.orders).toHaveLength(2);
    expect(desk.account).toBe(0);
  });

  test("what a sale could not fill is sold by the next attempt", async () => {
    const desk = new ArbitrageDesk();
    desk.offer();
    await desk.until("EXECUTING_SELL_SIDE");
    desk.quote("SECOND", 10_100, 0.001);
    await desk.clock.advance(100);
    expect(desk.account).toBeCloseTo(0.09);
    desk.quote("SECOND", 10_100, 1);
    await desk.until("PROFIT_REALIZED");
    expect(desk.account).toBe(0);
    expect(desk.machine.context.sold?.quantity).toBe(0.1);
  });

  test("a sale that is refused is flattened where it was bought", async () => {
    const desk = new ArbitrageDesk({}, faulty(noSale));
    desk.offer();
    await desk.until("CANCELLED");
    await desk.wait(1_000);
    expect(desk.account).toBe(0);
    expect(desk.fills).toMatchObject([
      { side: "buy", instrument: { venue: "North" } },
      { side: "sell", instrument: { venue: "North" } },
    ]);
  });

  test("a round trip counts when both venues have confirmed it", async () => {
    const silent = (nth: number): ScriptedFault => ({
      operation: "status",
      nth,
      fault: { kind: "answer-lost" },
    });
    const once = new ArbitrageDesk({}, faulty([silent(1)]));
    once.offer();
    await once.until("PROFIT_REALIZED");

    const always = new ArbitrageDesk({}, faulty([1, 2, 3, 4].map(silent)));
    always.offer();
    await always.until("MONITORING_EXECUTION");
    await always.until("CANCELLED");
    expect(always.account).toBe(0);
  });

  test("a position that cannot be closed is reported in ERROR, and closed as soon as it can be", async () => {
    for (const reset of [false, true]) {
      const desk = new ArbitrageDesk({}, faulty(noWayOut));
      desk.offer();
      await desk.until("ERROR");
      expect(desk.account).toBe(0.1);
      expect(desk.machine.ledger?.holdings()).toMatchObject([
        { asset: "BTC", quantity: 0.1 },
      ]);
      expect(desk.machine.isError).toBe(true);
      if (reset) desk.machine.send("RESET");
      else await desk.wait(60_000);
      await desk.until("CANCELLED");
      expect(desk.account).toBe(0);
    }
  });
});

describe("an emergency exit", () => {
  test.for<readonly [ArbitrageState, readonly ScriptedFault[]]>([
    ["EXECUTING_BUY_SIDE", []],
    ["EXECUTING_SELL_SIDE", []],
    ["FLATTENING", noSale],
    ["ERROR", noWayOut],
  ])("ends flat from %s", async ([state, faults], { expect }) => {
    // The order may be on its way, or filled already, when the emergency comes.
    for (const delay of [0, 3, 20, 60]) {
      const desk = new ArbitrageDesk({}, faulty(faults));
      desk.offer();
      await desk.until(state);
      await desk.clock.advance(delay);
      const outcome = desk.machine.send("EMERGENCY_EXIT");
      // Within the longest delay a round trip may have come to its end.
      expect(desk.machine.halted).toBe(!desk.machine.isCompleted);
      if (state !== "FLATTENING" && delay === 0) expect(outcome).toBe("taken");
      await desk.wait(120_000);
      expect(desk.account).toBe(0);
      expect(desk.machine.isCompleted).toBe(true);
      const buys = desk.orders.filter((order) => order.side === "buy");
      expect(buys.length).toBeLessThanOrEqual(1);
    }
  });

  test("ends at once where nothing is open", async () => {
    const desk = new ArbitrageDesk();
    desk.machine.send("EMERGENCY_EXIT");
    await desk.until("CANCELLED");
    expect(desk.orders).toEqual([]);
  });
});
