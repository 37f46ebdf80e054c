import { describe, expect, test } from "vitest";
import { scriptedFaults, type Fault } from "@fsmc/runtime";
import { placesFail, refused } from "./faults.ts";
import { PremiumBench } from "./premium-seller-bench.ts";

const FLAT = {};
const MINUTE = 60_000;
/** The Monday's window, and what it leads to. */
const NOON = "2015-11-30T17:00:00Z";

function bench(from: number, to: number, fault: Fault, params = {}) {
  const faults = scriptedFaults(placesFail(from, to, fault));
  return new PremiumBench({ faults, params });
}

describe("one leg of an entry", () => {
  test.each<readonly [string, Fault]>([
    ["is refused", refused],
    ["is lost on its way", { kind: "request-lost" }],
    ["is carried out and not answered", { kind: "answer-lost" }],
    ["is filled in part", { kind: "partial", share: 0.5 }],
  ])("%s: what the other one has is unwound", async (_, fault) => {
    const desk = bench(2, 2, fault);
    await desk.waitUntil("2015-11-30T15:03:00Z");
    expect(desk.path).toContain("EXITING");
    expect(desk.path).not.toContain("MANAGING");
    expect(desk.fills.length).toBeGreaterThan(1);
    expect(desk.account).toEqual(FLAT);
    expect(desk.exchange.books().workingOrders).toEqual([]);
    // The next day there is another window.
    await desk.waitUntil("2015-12-01T16:00:00Z");
    expect(desk.machine.context.quantity).toBe(2);
  });
});

test("an entry of which all is refused has not happened, and is tried again in the same window", async () => {
  const desk = bench(1, 2, refused);
  await desk.waitUntil("2015-11-30T15:01:00Z");
  expect([desk.machine.state, desk.fills]).toEqual(["READY", []]);
  await desk.waitUntil(NOON);
  expect(desk.machine.matches("MANAGING")).toBe(true);
});

test("an entry that the VIX overtakes is taken back", async () => {
  const desk = bench(1, 2, { kind: "delayed", delay: 500 });
  await desk.waitUntil("2015-11-30T15:00:00Z");
  await desk.wait(300);
  expect(desk.machine.matches("ENTERING")).toBe(true);
  desk.machine.send("VIX_SPIKE", { level: 40 });
  await desk.wait(2 * MINUTE);
  expect(desk.machine.matches("ENTERING")).toBe(false);
  await desk.wait(MINUTE);
  // Market orders are filled before they can be taken back: held or flat, but known.
  expect(Object.keys(desk.account).length).toBe(desk.machine.context.quantity);
});

test("a roll that cannot be finished gives everything up", async () => {
  const desk = bench(4, 4, refused);
  await desk.managed();
  desk.price = 800;
  await desk.wait(20 * MINUTE);
  expect(desk.path.slice(-4)).toEqual([
    "ADJUSTING",
    "EXITING",
    "CLOSED",
    "READY",
  ]);
  expect(desk.account).toEqual(FLAT);
});

test("a roll with nowhere to go gives everything up", async () => {
  const desk = new PremiumBench({
    params: { maxAdjustments: 9, minPremium: 9 },
  });
  desk.volatility = 0.5;
  await desk.managed();
  desk.volatility = 0.25;
  desk.machine.send("RISK_LIMIT_EXCEEDED", { reason: "the test" });
  await desk.wait(15 * MINUTE);
  expect(desk.path).toContain("ADJUSTING");
  expect(desk.account).toEqual(FLAT);
});

test("a half that is closed on one leg only ends in all of it closed", async () => {
  const desk = bench(4, 4, refused);
  await desk.managed();
  desk.machine.send("MARGIN_CALL", { share: 0.9 });
  await desk.wait(2 * MINUTE);
  expect(desk.path).toContain("PARTIAL_EXIT");
  expect(desk.account).toEqual(FLAT);
});

describe("a position that cannot be closed", () => {
  test("is told, stays told, and is closed when that can be done", async () => {
    const desk = bench(3, 40, refused);
    await desk.managed();
    desk.machine.send("EMERGENCY_EXIT");
    await desk.wait(10 * MINUTE);
    expect([desk.machine.state, desk.machine.phase]).toEqual([
      "ERROR",
      "error",
    ]);
    const told = desk.outputs.findLast(({ name }) => name === "TROUBLE");
    const report = JSON.stringify(told?.payload);
    expect(report).toMatch(/-2 [^,]*GOOG[^,]*C00/);
    expect(report).toMatch(/-2 [^,]*GOOG[^,]*P00/);
    await desk.wait(90 * MINUTE);
    expect(desk.account).toEqual(FLAT);
    expect(desk.machine.state).toBe("TERMINATED");
  });

  test("one leg does not hold up the other", async () => {
    const desk = bench(3, 3, refused, { exitTimeout: 30_000 });
    await desk.managed();
    desk.machine.send("EMERGENCY_EXIT");
    await desk.wait(300);
    expect(Object.values(desk.account)).toEqual([-2]);
    await desk.wait(MINUTE);
    expect(desk.account).toEqual(FLAT);
  });
});

describe("a venue that holds the account to its margin", () => {
  test("refuses what it cannot carry, and nothing is held", async () => {
    const desk = new PremiumBench({
      params: { capital: 25_000, marginLimit: 1 },
    });
    await desk.waitUntil(NOON);
    const reasons = desk.path.filter((state) => state === "ENTERING");
    expect(reasons.length).toBeGreaterThan(0);
    expect(desk.account).toEqual(FLAT);
  });

  test("closes what it can carry no longer, and the strategy goes on from there", async () => {
    const desk = new PremiumBench({
      params: {
        capital: 40_000,
        marginLimit: 0.9,
        marginCall: 9,
        vixSpike: 90,
        testedDelta: 0.999,
      },
    });
    await desk.managed();
    desk.price = 900;
    await desk.wait(30 * MINUTE);
    expect(desk.account).toEqual(FLAT);
    expect(desk.machine.ledger?.isFlat()).toBe(true);
    expect(desk.machine.ledger?.postings.map(({ kind }) => kind)).toContain(
      "liquidation",
    );
    expect(desk.path).toContain("PENDING_EXIT");
    expect(desk.machine.isError).toBe(false);
  });
});

describe("a process that dies", () => {
  test("while a position is held: it is closed by the books that came back", async () => {
    const desk = new PremiumBench();
    await desk.managed();
    const { fills } = desk.machine.context;
    desk.recover();
    // What the process before has counted is not counted again.
    expect(desk.machine.context.fills).toBe(fills);
    desk.show();
    await desk.wait(15 * MINUTE);
    expect(desk.account).toEqual(FLAT);
    expect(desk.machine.ledger?.isFlat()).toBe(true);
    expect(["READY", "CLOSED"]).toContain(desk.machine.state);
  });

  test("while a position is held: what the account has and the books have not is told", async () => {
    const desk = new PremiumBench();
    await desk.managed();
    desk.recover("lost");
    desk.show();
    await desk.wait(15 * MINUTE);
    expect(desk.machine.state).toBe("ERROR");
    expect(desk.machine.context.reason).toMatch(
      /our books are flat, and the account holds -2 of GOOG/,
    );
  });

  test("in the middle of an entry places nothing twice", async () => {
    const desk = bench(1, 2, { kind: "delayed", delay: 500 });
    await desk.waitUntil("2015-11-30T15:00:00Z");
    await desk.wait(300);
    expect(desk.machine.matches("ENTERING")).toBe(true);
    desk.recover();
    desk.show();
    await desk.wait(5 * MINUTE);
    const sold = desk.fills.filter(({ side }) => side === "sell");
    expect(new Set(sold.map(({ clientOrderId }) => clientOrderId)).size).toBe(
      2,
    );
    expect(sold.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(4);
    expect(Object.keys(desk.account).length).toBe(
      desk.machine.context.quantity,
    );
  });
});

describe("options that nobody quotes any more, until they expire", () => {
  async function expired(price: number) {
    const desk = new PremiumBench();
    await desk.managed();
    desk.isQuoting = false;
    await desk.waitUntil("2016-01-15T20:00:00Z");
    expect(Object.values(desk.account)).toEqual([-2, -2]);
    desk.price = price;
    await desk.waitUntil("2016-01-20T16:00:00Z");
    return desk;
  }

  test("are worth nothing out of the money, and the run goes on", async () => {
    const desk = await expired(750);
    expect(desk.account).toEqual(FLAT);
    expect(desk.machine.ledger?.isFlat()).toBe(true);
    expect(["READY", "CLOSED"]).toContain(desk.machine.state);
    expect(desk.machine.result().netPnl).toBeGreaterThan(0);
  });

  test("deliver shares in the money, which are bought back with the next prices", async () => {
    const desk = await expired(850);
    expect(desk.account).toEqual(FLAT);
    expect(desk.machine.ledger?.isFlat()).toBe(true);
    const shares = desk.fills.filter(
      ({ instrument }) => instrument.kind === "spot",
    );
    expect(shares.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(200);
    expect(desk.machine.result().netPnl).toBeLessThan(0);
  });
});
