import { describe, expect, test } from "vitest";
import type { Fault, PaperOperation, ScriptedFault } from "@fsmc/runtime";
import type { HedgingParams, HedgingState } from "../../generated/hedging.ts";
import { faulty, type DeskTroubles } from "./desk.ts";
import { HedgingDesk } from "./hedging-desk.ts";
import { SlowFills } from "./slow-fills.ts";

const FLAT = { spot: 0, perp: 0 };
const HOUR = 3_600_000;

/** The requests to place an order: 1 buys spot, 2 sells the perpetual. */
function fails(
  fault: Fault,
  from: number,
  to = from,
  operation: PaperOperation = "place",
): readonly ScriptedFault[] {
  return Array.from({ length: to - from + 1 }, (_, index) => ({
    operation,
    nth: from + index,
    fault,
  }));
}

const refused: Fault = { kind: "refused", code: "VENUE_BUSY" };
/** When the legs are closed: the spot's order is the third, the perpetual's and its eight repetitions the others. */
const perpStuck = fails(refused, 4, 12);

/** One slice is all there is. */
const oneSlice = { quantity: 0.01 };

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
    expect(spot?.instrument.kind).not.toBe(perp?.instrument.kind);
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
    expect(desk.machine.state).toBe("CLOSING_POSITIONS");
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

describe("a leg that fails unwinds the other", () => {
  test.for([
    ["the perpetual is refused", 2],
    ["spot is refused", 1],
  ] as const)("%s", async ([, nth], { expect }) => {
    const desk = new HedgingDesk({}, faulty(fails(refused, nth)));
    desk.offer();
    await desk.until("CLOSING_POSITIONS");
    await desk.until("CANCELLED");
    expect(await desk.account()).toEqual(FLAT);
    // The other leg's order, and the one that takes it back.
    expect(desk.fills).toHaveLength(2);
  });

  test.for<readonly [string, Fault]>([
    ["its request was lost", { kind: "request-lost" }],
    ["its answer was lost", { kind: "answer-lost" }],
    ["it came when it was void", { kind: "delayed", delay: 2_500 }],
    ["it came late", { kind: "delayed", delay: 900 }],
  ])("no answer to either: %s", async ([, fault], { expect }) => {
    for (const nth of [1, 2]) {
      const params = { legTimeout: 800 };
      const desk = new HedgingDesk(params, faulty(fails(fault, nth)));
      desk.offer();
      await desk.until("CLOSING_POSITIONS");
      await desk.until("CANCELLED");
      await desk.wait(60_000);
      expect(await desk.account()).toEqual(FLAT);
      expect(desk.machine.ledger?.unsettled()).toEqual([]);
    }
  });

  test("so does one that fails in a later slice: the whole hedge is closed", async () => {
    const desk = new HedgingDesk({}, faulty(fails(refused, 4)));
    await desk.hedged();
    await desk.wait(60_000);
    expect(desk.machine.phase).toBe("completed");
    expect(await desk.account()).toEqual(FLAT);
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
    const desk = await lopsided({}, fails(refused, 3, 5));
    await desk.until("CLOSING_POSITIONS");
    await desk.until("COMPLETED");
    expect(await desk.account()).toEqual(FLAT);
  });

  test("are not made level twice when the answer was lost", async () => {
    const desk = await lopsided({}, fails({ kind: "answer-lost" }, 3));
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
    expect(desk.machine.state).toBe("SUSPENDED");
    desk.machine.send("RESUME");
    expect(desk.machine.state).toBe("ANALYZING_MARKET");
  });
});

describe("a leg that cannot be closed", () => {
  test("does not hold up the other, is told, and is closed as soon as it can be", async () => {
    for (const reset of [false, true]) {
      const desk = new HedgingDesk(oneSlice, faulty(perpStuck));
      await desk.hedged();
      desk.machine.send("STOP");
      await desk.until("SPOT_SOLD");
      expect(desk.machine.matches("BUYING_PERP_BACK")).toBe(true);
      await desk.until("ERROR");
      expect(await desk.account()).toEqual({ spot: 0, perp: -0.01 });
      expect(desk.machine.ledger?.holdings()).toMatchObject([
        { leg: "perp", quantity: -0.01 },
      ]);
      expect(desk.outputs.at(-1)).toMatchObject({
        name: "LEG_STUCK",
        payload: { leg: "PERP" },
      });
      if (reset) desk.machine.send("RESET");
      else await desk.wait(60_000);
      await desk.until("COMPLETED");
      expect(await desk.account()).toEqual(FLAT);
    }
  });

  test("what the account holds beyond the books is not passed over", async () => {
    const desk = new HedgingDesk(oneSlice);
    await desk.hedged();
    const [{ instrument } = {}] = desk.fills;
    if (instrument === undefined) throw new Error("nothing was filled");
    const stranger = { clientOrderId: "stranger", quantity: 0.002 };
    void desk.exchange.placeMarketOrder({
      ...stranger,
      instrument,
      side: "buy",
    });
    await desk.clock.advance(1_000);
    desk.machine.send("STOP");
    await desk.until("ERROR");
    expect(desk.outputs.at(-1)?.payload).toMatchObject({
      reason: expect.stringContaining("the account holds 0.002"),
    });
  });
});

describe("an emergency exit", () => {
  const lopsided = async (desk: HedgingDesk) => {
    desk.offer();
    desk.quote("spot", 0.000_4);
    await desk.until("REBALANCING");
  };
  const stopped = async (desk: HedgingDesk, state: HedgingState) => {
    await desk.hedged();
    desk.machine.send("STOP");
    await desk.until(state);
  };

  test.for<
    readonly [
      HedgingState,
      readonly ScriptedFault[],
      (desk: HedgingDesk) => Promise<void>,
    ]
  >([
    [
      "OPENING_POSITIONS",
      [],
      async (desk) => {
        desk.offer();
        await desk.clock.advance(0);
      },
    ],
    ["MONITORING_POSITIONS", [], (desk) => desk.hedged()],
    ["REBALANCING", [], lopsided],
    [
      "SUSPENDED",
      [],
      async (desk) => {
        await desk.hedged();
        desk.machine.send("SUSPEND");
      },
    ],
    ["CLOSING_POSITIONS", [], (desk) => stopped(desk, "CLOSING_POSITIONS")],
    [
      "PERP_STUCK",
      fails(refused, 3, 20),
      (desk) => stopped(desk, "PERP_STUCK"),
    ],
    ["ERROR", perpStuck, (desk) => stopped(desk, "ERROR")],
  ])("ends flat from %s", async ([state, faults, reach], { expect }) => {
    // The order may be on its way, or filled already, when the emergency comes.
    for (const delay of [0, 3, 20, 60]) {
      const desk = new HedgingDesk(oneSlice, faulty(faults));
      await reach(desk);
      expect(desk.machine.matches(state)).toBe(true);
      await desk.clock.advance(delay);
      desk.machine.send("EMERGENCY_EXIT");
      await desk.wait(600_000);
      expect(await desk.account()).toEqual(FLAT);
      expect(desk.machine.isCompleted).toBe(true);
      // One slice, and none after the emergency.
      expect(
        desk.orders.filter(
          ({ side, instrument: { kind } }) => side === "buy" && kind === "spot",
        ).length,
      ).toBeLessThanOrEqual(1);
    }
  });

  test("ends at once where nothing is open", async () => {
    const desk = new HedgingDesk();
    desk.machine.send("EMERGENCY_EXIT");
    expect(desk.machine.halted).toBe(true);
    await desk.until("CANCELLED");
    expect(desk.placed).toEqual([]);
  });
});

describe("after a crash", () => {
  test("in the middle of opening it asks what became of both orders, and places none twice", async () => {
    for (const delay of [0, 10, 30, 200]) {
      const desk = new HedgingDesk(oneSlice);
      desk.offer();
      const snapshot = JSON.stringify(desk.machine.snapshot());
      await desk.clock.advance(delay);
      desk.recover(snapshot);
      await desk.until("MONITORING_POSITIONS");
      expect(await desk.account()).toEqual({ spot: 0.01, perp: -0.01 });
      expect(desk.orders).toHaveLength(2);
      desk.machine.send("STOP");
      await desk.until("COMPLETED");
      expect(await desk.account()).toEqual(FLAT);
    }
  });

  test("with a hedge that its books do not know any more it says so instead of counting as flat", async () => {
    const desk = new HedgingDesk(oneSlice);
    await desk.hedged();
    desk.recover(JSON.stringify(desk.machine.snapshot()));
    await desk.until("ERROR");
    expect(await desk.account()).toEqual({ spot: 0.01, perp: -0.01 });
    const reasons = desk.outputs
      .filter(({ name }) => name === "LEG_STUCK")
      .map(({ payload }) => payload);
    expect(reasons).toHaveLength(2);
    expect(reasons[0]).toMatchObject({
      reason: expect.stringContaining("the account holds"),
    });
  });
});
