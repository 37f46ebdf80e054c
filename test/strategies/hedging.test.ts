import { describe, expect, test } from "vitest";
import type { ScriptedFault } from "@fsmc/runtime";
import type { HedgingParams } from "../../generated/hedging.ts";
import type { DeskTroubles } from "./desk.ts";
import { faulty, placesFail, refused } from "./faults.ts";
import { FLAT, HedgingDesk, oneSlice } from "./hedging-desk.ts";
import { SlowFills } from "./slow-fills.ts";

// The requests to place an order: 1 buys spot, 2 sells the perpetual.

const HOUR = 3_600_000;

describe("a hedge", () => {
  test("is opened on both legs at once: neither order waits for the other", async () => {
    const desk = new HedgingDesk();
    desk.offer();
    expect(desk.machine.configuration).toEqual(["BUYING_SPOT", "SELLING_PERP"]);
    await desk.clock.advance(0);
    const [spot, perp] = desk.placed;
    expect(spot).toMatchObject({ instrument: { kind: "spot" } });
    expect(perp).toMatchObject({ instrument: { kind: "linear-perpetual" } });
    expect(perp?.time).toBe(spot?.time);
    // Their ids are the runs' keys: sent twice, they are one order.
    expect(spot?.clientOrderId).toMatch(/^desk-\d+-0$/);
    expect(perp?.clientOrderId).toMatch(/^desk-\d+-1$/);
    expect(desk.fills).toEqual([]);
    await desk.until("MONITORING_POSITIONS");
    expect(desk.machine.phase).toBe("active");
    expect(await desk.account()).toEqual({ spot: 0.01, perp: -0.01 });
  });

  test("grows slice by slice, is level after each, and closes both legs at once when the basis is gone", async () => {
    const desk = new HedgingDesk();
    desk.offer();
    await desk.wait(120_000);
    expect(desk.machine.matches("MONITORING_POSITIONS")).toBe(true);
    expect(await desk.account()).toEqual({ spot: 0.05, perp: -0.05 });
    const slices = desk.outputs.map(({ payload }) => payload);
    expect(slices).toHaveLength(5);
    expect(slices[1]).toEqual({ spot: 0.02, perp: 0.02 });

    desk.offer(-1);
    await desk.clock.advance(9_999);
    expect(desk.placed).toHaveLength(10);
    await desk.clock.advance(1);
    desk.calm();
    await desk.clock.advance(0);
    const [spot, perp] = desk.placed.slice(10);
    expect(spot?.instrument?.kind).not.toBe(perp?.instrument?.kind);
    expect(perp?.time).toBe(spot?.time);
    await desk.until("COMPLETED");
    expect(await desk.account()).toEqual(FLAT);
    // 0.05 × 10,000 × (50 bps, and 1 more, less 16 bps twice) and the spreads of 0.01 and 0.1.
    expect(desk.machine.result().netPnl).toBeCloseTo(0.92, 1);
  });

  test("needs a basis that pays all four orders, for a quantity worth trading", async () => {
    const desk = new HedgingDesk({ spotFee: 0.001, perpFee: 0.0005 });
    desk.offer(31.9);
    expect(desk.machine.state).toBe("ANALYZING_MARKET");
    desk.offer(33);
    expect(desk.machine.state).toBe("OPENING_POSITIONS");

    const thin = new HedgingDesk();
    thin.quote("spot", 0.000_5);
    thin.quote("perp");
    expect(thin.machine.state).toBe("ANALYZING_MARKET");
  });

  test("is not closed for a moment without a basis, nor while only one leg has a price", async () => {
    const desk = new HedgingDesk(oneSlice);
    await desk.hedged();
    desk.offer(-1);
    await desk.clock.advance(5_000);
    desk.offer(20);
    await desk.wait(60_000);
    expect(desk.machine.matches("BASIS_THERE")).toBe(true);

    desk.offer(-1);
    await desk.clock.advance(30_000);
    desk.quote("spot");
    expect(desk.machine.matches("BASIS_GONE")).toBe(true);
    desk.quote("perp");
    expect(desk.machine.matches("CLOSING_SLICE")).toBe(true);
  });

  test("is closed when it has been held long enough, and when it is told to stop", async () => {
    for (const stop of [false, true]) {
      const desk = new HedgingDesk({ ...oneSlice, holdingTime: HOUR });
      await desk.hedged();
      if (stop) desk.machine.send("STOP");
      else await desk.wait(HOUR);
      await desk.until("COMPLETED");
      expect(await desk.account()).toEqual(FLAT);
    }
    const idle = new HedgingDesk();
    idle.machine.send("STOP");
    expect(idle.machine.phase).toBe("cancelled");
  });
});

describe("legs that fill differently", () => {
  /** Of the ten that are asked for, four are there when the order arrives. */
  async function lopsided(
    params: HedgingParams = {},
    faults: readonly ScriptedFault[] = [],
  ): Promise<HedgingDesk> {
    const desk = new HedgingDesk(params, faulty(faults));
    desk.offer();
    desk.quote("spot", 0.000_4);
    await desk.until("REBALANCING");
    return desk;
  }

  test("are made level, and the hedge goes on", async () => {
    const desk = await lopsided();
    expect(desk.machine.context).toMatchObject({
      spotHeld: 0.004,
      perpHeld: 0.01,
    });
    await desk.until("MONITORING_POSITIONS");
    expect(await desk.account()).toEqual({ spot: 0.004, perp: -0.004 });
    await desk.wait(120_000);
    expect(await desk.account()).toEqual({ spot: 0.05, perp: -0.05 });
  });

  test("are closed when they cannot be made level", async () => {
    const desk = await lopsided({}, placesFail(3, 5, refused));
    await desk.until("CLOSING_POSITIONS");
    await desk.until("COMPLETED");
    expect(await desk.account()).toEqual(FLAT);
  });

  test("are not made level twice when the answer was lost", async () => {
    const desk = await lopsided({}, placesFail(3, 3, { kind: "answer-lost" }));
    await desk.until("MONITORING_POSITIONS");
    expect(await desk.account()).toEqual({ spot: 0.004, perp: -0.004 });
  });
});

describe("orders that fill little by little", () => {
  const slowly: DeskTroubles = {
    before: (venue, clock) => new SlowFills(venue, clock, 1_000),
  };

  /** Half of each order has filled, as far as anybody knows. */
  async function halfway(params: HedgingParams): Promise<HedgingDesk> {
    const desk = new HedgingDesk(params, slowly);
    desk.offer();
    await desk.clock.advance(200);
    expect(desk.machine.configuration).toEqual(["BUYING_SPOT", "SELLING_PERP"]);
    expect(desk.machine.context).toMatchObject({
      spotHeld: 0.005,
      perpHeld: 0.005,
    });
    return desk;
  }

  test("are known as far as they have, and waited for", async () => {
    const desk = await halfway(oneSlice);
    await desk.until("MONITORING_POSITIONS");
    expect(desk.machine.context).toMatchObject({
      spotHeld: 0.01,
      perpHeld: 0.01,
    });
    desk.machine.send("STOP");
    await desk.until("COMPLETED");
    expect(await desk.account()).toEqual(FLAT);
  });

  test.for<readonly [string, HedgingParams, (desk: HedgingDesk) => unknown]>([
    ["an emergency", oneSlice, (desk) => desk.machine.send("EMERGENCY_EXIT")],
    ["a time-out", { ...oneSlice, legTimeout: 700 }, () => null],
  ])(
    "are flattened with what fills while they are taken back: %s",
    async ([, params, happen], { expect }) => {
      const desk = await halfway(params);
      happen(desk);
      await desk.until("CLOSING_POSITIONS");
      await desk.until("CANCELLED");
      expect(await desk.account()).toEqual(FLAT);
      expect(desk.machine.ledger?.unsettled()).toEqual([]);
    },
  );
});

describe("a suspension", () => {
  test("waits for orders that are out, then holds what is held, without doing anything", async () => {
    const desk = new HedgingDesk();
    desk.offer();
    await desk.clock.advance(0);
    expect(desk.machine.send("SUSPEND")).toBe("deferred");
    await desk.until("SUSPENDED");
    expect(desk.machine.phase).toBe("suspended");
    await desk.wait(25 * HOUR);
    expect(desk.machine.phase).toBe("suspended");
    expect(await desk.account()).toEqual({ spot: 0.01, perp: -0.01 });
  });

  test("goes on in the middle of opening with what was left of the pause", async () => {
    const desk = new HedgingDesk();
    await desk.hedged();
    await desk.clock.advance(2_000);
    desk.machine.send("SUSPEND");
    await desk.wait(HOUR);
    desk.machine.send("RESUME");
    expect(desk.machine.configuration).toEqual(["BASIS_THERE", "PAUSING"]);
    await desk.clock.advance(2_999);
    expect(desk.machine.configuration).toEqual(["BASIS_THERE", "PAUSING"]);
    await desk.clock.advance(1);
    expect(desk.machine.matches("LOOKING_FOR_MORE")).toBe(true);
    await desk.wait(120_000);
    expect(await desk.account()).toEqual({ spot: 0.05, perp: -0.05 });
  });

  test("keeps what each region was waiting for, and for how long", async () => {
    const desk = new HedgingDesk({ ...oneSlice, holdingTime: HOUR });
    await desk.hedged();
    await desk.clock.advance(20_000);
    desk.offer(-1);
    await desk.clock.advance(4_000);
    desk.machine.send("SUSPEND");
    await desk.clock.advance(HOUR);
    expect(desk.machine.configuration).toEqual(["SUSPENDED"]);
    desk.machine.send("RESUME");
    expect(desk.machine.configuration).toEqual([
      "BASIS_FADING",
      "LOOKING_FOR_MORE",
    ]);
    await desk.clock.advance(5_999);
    expect(desk.machine.matches("BASIS_FADING")).toBe(true);
    await desk.clock.advance(1);
    expect(desk.machine.matches("BASIS_GONE")).toBe(true);
  });

  test("does not count as holding time", async () => {
    const desk = new HedgingDesk({ ...oneSlice, holdingTime: HOUR });
    await desk.hedged();
    await desk.wait(HOUR / 3);
    desk.machine.send("SUSPEND");
    await desk.wait(5 * HOUR);
    desk.machine.send("RESUME");
    await desk.wait((2 * HOUR) / 3 - 100);
    expect(desk.machine.matches("MONITORING_POSITIONS")).toBe(true);
    await desk.wait(100);
    expect(desk.machine.matches("MONITORING_POSITIONS")).toBe(false);
    await desk.until("COMPLETED");
  });

  test("of a strategy that holds nothing ends where it began", async () => {
    const desk = new HedgingDesk();
    desk.machine.send("SUSPEND");
    desk.offer();
    expect(desk.machine.phase).toBe("suspended");
    desk.machine.send("RESUME");
    expect(desk.machine.state).toBe("ANALYZING_MARKET");
  });
});
