import { describe, expect, test } from "vitest";
import { daysTo } from "../../strategies/premium-seller.calendar.ts";
import { PremiumBench } from "./premium-seller-bench.ts";

const JANUARY = Date.parse("2016-01-15T21:00:00Z");
const FLAT = {};

/** What the account holds of each leg's options. */
function legs({ account }: PremiumBench) {
  const of = (letter: string) =>
    Object.entries(account)
      .filter(([symbol]) => symbol.includes(`0115${letter}`))
      .map(([, quantity]) => quantity);
  return { calls: of("C"), puts: of("P") };
}

function reasonOf(bench: PremiumBench): string {
  return bench.machine.context.reason;
}

describe("an entry", () => {
  test("waits for the window, and sells both legs at the delta that was asked for", async () => {
    const bench = new PremiumBench();
    await bench.waitUntil("2015-11-30T14:59:59Z");
    expect(bench.machine.state).toBe("READY");
    expect(bench.fills).toEqual([]);
    await bench.waitUntil("2015-11-30T15:00:05Z");
    expect(bench.machine.matches("POSITION_OPEN")).toBe(true);
    expect(legs(bench)).toEqual({ calls: [-2], puts: [-2] });
    const deltas = bench.machine.context.tickets.map(({ instrument }) =>
      bench.seller.delta(instrument),
    );
    for (const delta of deltas)
      expect(Math.abs((delta ?? 1) - 0.16)).toBeLessThan(0.03);
    expect(bench.path).toEqual([
      "INITIALIZING",
      "READY",
      "ANALYZING",
      "PENDING_ENTRY",
      "ENTERING",
      "POSITION_OPEN",
    ]);
  });

  test("is not made at a VIX that is too high, and says so", async () => {
    const bench = new PremiumBench();
    bench.vix = 26;
    await bench.waitUntil("2015-11-30T20:00:00Z");
    expect(bench.fills).toEqual([]);
    expect(reasonOf(bench)).toMatch(/VIX is too high: 26.0/);
    const { value } = bench.seller
      .findings()
      .find(({ label }) => label === "no entry") ?? { value: "" };
    expect(value).toMatch(/12 times/);
    bench.vix = 20;
    await bench.until("MANAGING");
  });

  test("is not made when both shares go the same way every day", async () => {
    const bench = new PremiumBench({ isCorrelated: true });
    await bench.waitUntil("2015-11-30T20:00:00Z");
    expect(bench.fills).toEqual([]);
    expect(reasonOf(bench)).toMatch(/correlation is too high: 100%/);
  });

  test("is not made with a margin that the account has not", async () => {
    const bench = new PremiumBench({ params: { capital: 30_000 } });
    await bench.waitUntil("2015-11-30T20:00:00Z");
    expect(bench.fills).toEqual([]);
    expect(reasonOf(bench)).toMatch(/margin is too high: \d\d% of the capital/);
  });

  test("is not made without fresh quotes", async () => {
    const bench = new PremiumBench();
    bench.isQuoting = false;
    await bench.waitUntil("2015-11-30T20:00:00Z");
    expect(bench.fills).toEqual([]);
    expect(reasonOf(bench)).toBe("no option has a fresh quote");
  });

  test("is not made on a day without trading", async () => {
    const bench = new PremiumBench({ start: "2015-12-25T05:00:00Z" });
    await bench.waitUntil("2015-12-28T14:30:00Z");
    expect(bench.fills).toEqual([]);
  });
});

describe("21 days to expiry", () => {
  test("of 15 January is Christmas: it is given up on Christmas Eve, before the early close", async () => {
    const bench = new PremiumBench({
      params: { partialProfit: 1, exitProfit: 1 },
    });
    await bench.managed();
    await bench.waitUntil("2015-12-24T17:29:00Z");
    expect(legs(bench)).toEqual({ calls: [-2], puts: [-2] });
    await bench.waitUntil("2015-12-24T17:32:00Z");
    expect(bench.account).toEqual(FLAT);
    const last = bench.fills.at(-1)?.time ?? 0;
    expect(daysTo(JANUARY, last)).toBe(22);
    expect(bench.path.slice(-5)).toEqual([
      "MANAGING",
      "PENDING_EXIT",
      "EXITING",
      "CLOSED",
      "READY",
    ]);
  });

  test("comes in a pause: a suspended position is given up too", async () => {
    const bench = new PremiumBench({
      params: { partialProfit: 1, exitProfit: 1 },
    });
    await bench.managed();
    await bench.waitUntil("2015-12-23T15:00:00Z");
    bench.machine.send("MANUAL_OVERRIDE", { wanted: "HOLD" });
    await bench.waitUntil("2015-12-24T18:00:00Z");
    expect(bench.account).toEqual(FLAT);
    // Nobody has said that it goes on.
    expect(bench.machine.state).toBe("SUSPENDED");
  });

  test("and prices that are missing then: it is given up at the next ones", async () => {
    const bench = new PremiumBench({
      params: { partialProfit: 1, exitProfit: 1 },
    });
    await bench.managed();
    await bench.waitUntil("2015-12-24T16:00:00Z");
    bench.isQuoting = false;
    await bench.waitUntil("2015-12-28T15:55:00Z");
    expect(bench.machine.matches("PENDING_EXIT")).toBe(true);
    bench.isQuoting = true;
    await bench.waitUntil("2015-12-28T16:01:00Z");
    expect(bench.account).toEqual(FLAT);
  });
});

describe("pauses", () => {
  test("before the Fed's decision it pauses, holding; after it goes on where it was", async () => {
    const bench = new PremiumBench({
      params: { partialProfit: 1, exitProfit: 1 },
    });
    await bench.managed();
    await bench.waitUntil("2015-12-14T20:00:00Z");
    expect(bench.machine.phase).toBe("active");
    await bench.waitUntil("2015-12-15T14:31:00Z");
    expect([bench.machine.state, bench.machine.phase]).toEqual([
      "SUSPENDED",
      "suspended",
    ]);
    await bench.waitUntil("2015-12-17T14:29:00Z");
    expect(bench.machine.state).toBe("SUSPENDED");
    expect(legs(bench)).toEqual({ calls: [-2], puts: [-2] });
    await bench.waitUntil("2015-12-17T14:32:00Z");
    expect(bench.machine.matches("MANAGING")).toBe(true);
  });

  test("a spike of the VIX in a pause ends the position, not the pause", async () => {
    const bench = new PremiumBench();
    await bench.managed();
    await bench.waitUntil("2015-12-15T16:00:00Z");
    bench.vix = 40;
    await bench.waitUntil("2015-12-15T16:15:00Z");
    expect(bench.account).toEqual(FLAT);
    expect(bench.machine.state).toBe("SUSPENDED");
    bench.vix = 16;
    await bench.waitUntil("2015-12-17T14:29:00Z");
    expect(bench.fills).toHaveLength(4);
    await bench.until("MANAGING", 1);
    expect(bench.fills).toHaveLength(6);
  });

  test("a person's hold outlasts the Fed's", async () => {
    const bench = new PremiumBench();
    await bench.managed();
    await bench.waitUntil("2015-12-15T16:00:00Z");
    bench.machine.send("MANUAL_OVERRIDE", { wanted: "HOLD" });
    await bench.waitUntil("2015-12-17T16:00:00Z");
    expect(bench.machine.state).toBe("SUSPENDED");
    bench.machine.send("RESUME");
    expect(bench.machine.phase).toBe("active");
  });

  test("nothing is sold from the session before earnings until the session after", async () => {
    const bench = new PremiumBench({ start: "2016-01-29T14:00:00Z" });
    await bench.waitUntil("2016-02-02T14:29:00Z");
    expect([bench.machine.state, bench.fills]).toEqual(["SUSPENDED", []]);
    await bench.waitUntil("2016-02-02T14:31:00Z");
    expect(bench.machine.state).toBe("READY");
  });
});

describe("a position", () => {
  test("is halved at half of the premium, and given up at four fifths", async () => {
    const bench = new PremiumBench();
    await bench.managed();
    bench.volatility = 0.19;
    await bench.wait(20 * 60_000);
    expect(legs(bench)).toEqual({ calls: [-1], puts: [-1] });
    expect(bench.machine.context.quantity).toBe(1);
    await bench.wait(60 * 60_000);
    expect(legs(bench)).toEqual({ calls: [-1], puts: [-1] });
    bench.volatility = 0.14;
    await bench.wait(20 * 60_000);
    expect(bench.account).toEqual(FLAT);
    expect(bench.machine.result().netPnl).toBeGreaterThan(0);
  });

  test("whose margin is short is made smaller, and given up when it cannot be", async () => {
    const bench = new PremiumBench();
    await bench.managed();
    bench.machine.send("MARGIN_CALL", { share: 0.8 });
    await bench.wait(60_000);
    expect(legs(bench)).toEqual({ calls: [-1], puts: [-1] });
    bench.machine.send("MARGIN_CALL", { share: 0.8 });
    await bench.wait(60_000);
    expect(bench.account).toEqual(FLAT);
  });

  test("calls for margin by itself when the share has gone far", async () => {
    const bench = new PremiumBench({
      params: { marginCall: 0.45, marginLimit: 0.45, testedDelta: 0.99 },
    });
    await bench.managed();
    bench.price = 860;
    await bench.wait(30 * 60_000);
    expect(bench.path).toContain("PARTIAL_EXIT");
  });

  test("is rolled where it is tested, once; then it is given up", async () => {
    const bench = new PremiumBench();
    await bench.managed();
    const [sold] = bench.machine.context.tickets;
    bench.price = 800;
    await bench.wait(20 * 60_000);
    expect(bench.path).toContain("ADJUSTING");
    expect(bench.machine.matches("MANAGING")).toBe(true);
    expect(legs(bench)).toEqual({ calls: [-2], puts: [-2] });
    const [rolled] = bench.machine.context.tickets;
    expect(rolled?.instrument).not.toBe(sold?.instrument);
    bench.price = 850;
    await bench.wait(20 * 60_000);
    expect(bench.account).toEqual(FLAT);
  });

  test("is given up at a spike of the VIX", async () => {
    const bench = new PremiumBench();
    await bench.managed();
    bench.vix = 33;
    await bench.wait(11 * 60_000);
    expect(bench.account).toEqual(FLAT);
    expect(bench.path.slice(-4)).toEqual([
      "PENDING_EXIT",
      "EXITING",
      "CLOSED",
      "READY",
    ]);
  });

  test("is closed by an emergency, at once and for good", async () => {
    const bench = new PremiumBench();
    await bench.managed();
    bench.machine.send("EMERGENCY_EXIT");
    await bench.wait(10_000);
    expect(bench.account).toEqual(FLAT);
    expect([bench.machine.state, bench.machine.result().success]).toEqual([
      "TERMINATED",
      true,
    ]);
  });

  test("earns what its fills say, fees paid", async () => {
    const bench = new PremiumBench();
    await bench.managed();
    bench.machine.send("MANUAL_OVERRIDE", { wanted: "TERMINATE" });
    await bench.wait(10_000);
    const cash = bench.fills.reduce(
      (sum, { side, price, quantity, fee }) =>
        sum + (side === "sell" ? 1 : -1) * price * quantity * 100 - fee,
      0,
    );
    expect(bench.machine.result().netPnl).toBeCloseTo(cash, 6);
  });
});
