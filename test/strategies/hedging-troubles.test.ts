import { describe, expect, test } from "vitest";
import type { Fault, ScriptedFault } from "@fsmc/runtime";
import type { HedgingState } from "../../generated/hedging.ts";
import { faulty, placesFail, refused } from "./faults.ts";
import { FLAT, HedgingDesk, oneSlice } from "./hedging-desk.ts";

// The requests to place an order: 1 buys spot, 2 sells the perpetual.

/** When one slice is closed: spot's order is the third, the perpetual's and its eight repetitions the others. */
const perpStuck = placesFail(4, 12, refused);

describe("a leg that fails unwinds the other", () => {
  test.for([
    ["the perpetual is refused", 2],
    ["spot is refused", 1],
  ] as const)("%s", async ([, nth], { expect }) => {
    const desk = new HedgingDesk({}, faulty(placesFail(nth, nth, refused)));
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
      const desk = new HedgingDesk(params, faulty(placesFail(nth, nth, fault)));
      desk.offer();
      await desk.until("CLOSING_POSITIONS");
      await desk.until("CANCELLED");
      await desk.wait(60_000);
      expect(await desk.account()).toEqual(FLAT);
      expect(desk.machine.ledger?.unsettled()).toEqual([]);
    }
  });

  test("so does one that fails in a later slice: the whole hedge is closed", async () => {
    const desk = new HedgingDesk({}, faulty(placesFail(4, 4, refused)));
    await desk.hedged();
    await desk.wait(60_000);
    expect(desk.machine.phase).toBe("completed");
    expect(await desk.account()).toEqual(FLAT);
  });
});

describe("a leg that cannot be closed", () => {
  test("does not hold up the other, is told, and is closed as soon as it can be", async () => {
    for (const reset of [false, true]) {
      const desk = new HedgingDesk(oneSlice, faulty(perpStuck));
      await desk.hedged();
      desk.machine.send("EMERGENCY_EXIT");
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
  const stopped = async (
    desk: HedgingDesk,
    ...states: readonly HedgingState[]
  ) => {
    await desk.hedged();
    desk.machine.send("EMERGENCY_EXIT");
    await desk.until(...states);
  };
  const unwound = async (desk: HedgingDesk, state: HedgingState) => {
    await desk.hedged();
    desk.machine.send("STOP");
    if (state === "CLOSING_SLICE") desk.calm();
    await desk.until(state);
  };

  test.for<
    readonly [
      string,
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
        expect(desk.machine.matches("OPENING_POSITIONS")).toBe(true);
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
        await desk.until("SUSPENDED");
      },
    ],
    ...(["WAITING_FOR_BOOKS", "CLOSING_SLICE"] as const).map(
      (state) =>
        [state, [], (desk: HedgingDesk) => unwound(desk, state)] as const,
    ),
    ["CLOSING_POSITIONS", [], (desk) => stopped(desk, "CLOSING_POSITIONS")],
    [
      "a leg that is stuck",
      placesFail(3, 20, refused),
      (desk) => stopped(desk, "SPOT_STUCK", "PERP_STUCK"),
    ],
    ["ERROR", perpStuck, (desk) => stopped(desk, "ERROR")],
  ])("ends flat from %s", async ([, faults, reach], { expect }) => {
    // The order may be on its way, or filled already, when the emergency comes.
    for (const delay of [0, 3, 20, 60]) {
      const desk = new HedgingDesk(oneSlice, faulty(faults));
      await reach(desk);
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
  test.for([0, 10, 20, 30, 40])(
    "in the middle of opening, %i ms after the orders were sent, it asks what became of them, and places none twice",
    async (delay, { expect }) => {
      const desk = new HedgingDesk(oneSlice);
      desk.offer();
      await desk.clock.advance(delay);
      expect(desk.machine.state).toBe("OPENING_POSITIONS");
      desk.recover();
      await desk.until("MONITORING_POSITIONS");
      expect(await desk.account()).toEqual({ spot: 0.01, perp: -0.01 });
      expect(desk.orders).toHaveLength(2);
    },
  );

  test("with a hedge it closes both legs by the books that came back", async () => {
    const desk = new HedgingDesk(oneSlice);
    await desk.hedged();
    desk.recover();
    await desk.until("COMPLETED");
    expect(await desk.account()).toEqual(FLAT);
    // Two that opened it, two that closed it.
    expect(desk.orders).toHaveLength(4);
  });

  test("with a hedge that its books do not know any more it says so instead of counting as flat", async () => {
    const desk = new HedgingDesk(oneSlice);
    await desk.hedged();
    desk.recover("lost");
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
