import { describe, expect, test } from "vitest";
import type { Fault, ScriptedFault } from "@fsmc/runtime";
import {
  CrossExchangeDesk,
  FLAT,
  MAKERS,
  TAKERS,
} from "./cross-exchange-maker-desk.ts";
import { expectHedged } from "./cross-exchange-maker-hedged.ts";
import type { DeskTroubles } from "./desk.ts";
import { LateReports } from "./cross-exchange-maker-reports.ts";
import { faulty, refused } from "./faults.ts";

/** The price of a hedge moves away: the order is asked to end. */
function takeBack(desk: CrossExchangeDesk): void {
  desk.move("taker", 9_980);
  expect(desk.machine.matches("TAKING_BACK")).toBe(true);
}

function onCancel(fault: Fault, nth = 1): readonly ScriptedFault[] {
  return [{ operation: "cancel", instrument: MAKERS, fault, nth }];
}

/** @param latePositions whether positions leave out what is not reported, as answers do */
function withLateReports(
  latePositions: boolean,
  script: readonly ScriptedFault[] = [],
): readonly [CrossExchangeDesk, LateReports] {
  const made: LateReports[] = [];
  const before: DeskTroubles["before"] = (venue) => {
    const late = new LateReports(venue, latePositions);
    made.push(late);
    return late;
  };
  const desk = new CrossExchangeDesk({}, { ...faulty(script), before });
  const [reports] = made;
  if (reports === undefined) throw new Error("nothing stands before the venue");
  return [desk, reports];
}

// hummingbot's issue 8094: a maker order is filled while it is being
// cancelled, the fill is not taken for the order's any more, and no hedge
// is ever placed.
describe("a fill between the cancel and its acknowledgement is hedged", () => {
  test.for([
    ["whole", 1, 0.02],
    ["in part", 0.5, 0.01],
  ] as const)("%s", async ([, share, filled], { expect }) => {
    const race: Fault = { kind: "race", share };
    const desk = new CrossExchangeDesk({}, faulty(onCancel(race)));
    await desk.working();
    takeBack(desk);
    await desk.settled();
    await expectHedged(desk, filled);
    expect(desk.made).toMatchObject([
      { status: share === 1 ? "filled" : "cancelled" },
    ]);
  });

  test.for([0, 5, 10, 15, 20, 30, 45, 60])(
    "however the two cross on their way: %i ms later",
    async (delay, { expect }) => {
      const desk = new CrossExchangeDesk();
      const order = await desk.working();
      takeBack(desk);
      await desk.clock.advance(delay);
      desk.through(order, 0.007);
      await desk.settled();
      const [{ fills } = { fills: [] }] = desk.made;
      expect([0, 1]).toContain(fills.length);
      const filled = fills.length === 0 ? 0 : 0.007;
      expect(await desk.account()).toEqual({
        maker: filled,
        taker: 0 - filled,
      });
    },
  );

  test("also where the venue refuses the cancel, because the order is filled already", async () => {
    const gone: Fault = { kind: "refused", code: "ORDER_FILLED" };
    const desk = new CrossExchangeDesk({}, faulty(onCancel(gone)));
    const order = await desk.working();
    takeBack(desk);
    desk.through(order, 1);
    await desk.settled();
    await expectHedged(desk, 0.02);
  });

  test("also where it refuses the cancel of an order that works on: that is not taken for the end of it", async () => {
    const desk = new CrossExchangeDesk({}, faulty(onCancel(refused)));
    const order = await desk.working();
    takeBack(desk);
    await desk.clock.advance(100);
    expect(desk.machine.matches("ASKING_ABOUT_ORDER")).toBe(true);
    desk.through(order, 0.005);
    await desk.settled();
    expect(desk.made).toMatchObject([{ status: "cancelled" }]);
    await expectHedged(desk, 0.005);
  });

  test.for<readonly [string, Fault]>([
    ["the request was lost", { kind: "request-lost" }],
    ["the answer was lost", { kind: "answer-lost" }],
    ["it came late", { kind: "delayed", delay: 900 }],
    ["it came when it was void", { kind: "delayed", delay: 2_500 }],
  ])("also where nobody answers: %s", async ([, fault], { expect }) => {
    const desk = new CrossExchangeDesk({}, faulty(onCancel(fault)));
    const order = await desk.working();
    takeBack(desk);
    await desk.clock.advance(60);
    desk.through(order, 0.005);
    await desk.settled();
    const { maker, taker } = await desk.account();
    expect(taker).toBe(0 - maker);
    expect(desk.made).toHaveLength(1);
    expect(desk.machine.ledger?.unsettled()).toEqual([]);
  });
});

describe("a fill that is reported after the order was taken for cancelled", () => {
  /** The venue says that nothing was filled; it was. */
  async function cancelledUnseen(): Promise<
    readonly [CrossExchangeDesk, LateReports]
  > {
    const [desk, reports] = withLateReports(false);
    desk.through(await desk.working(), 0.008);
    takeBack(desk);
    await desk.settled();
    return [desk, reports];
  }

  test("is hedged as soon as it is heard of", async () => {
    const [desk, reports] = await cancelledUnseen();
    await desk.clock.advance(20_000);
    reports.tell();
    await desk.until("PLACING_HEDGE");
    await desk.settled();
    await expectHedged(desk, 0.008);
  });

  test("is hedged once, however often it is told", async () => {
    const [desk, reports] = await cancelledUnseen();
    reports.tell(3);
    await desk.settled();
    expect(desk.placedOn("taker")).toHaveLength(1);
    await expectHedged(desk, 0.008);
  });

  test("is hedged while the next order works", async () => {
    const [desk, reports] = await cancelledUnseen();
    await desk.working();
    reports.tell();
    await desk.clock.advance(200);
    expect(await desk.account()).toEqual({ maker: 0.008, taker: -0.008 });
    expect(desk.machine.matches("WORKING")).toBe(true);
    await expectHedged(desk, 0.008);
  });

  test("is hedged in a suspension, which then goes on", async () => {
    const [desk, reports] = await cancelledUnseen();
    desk.machine.send("SUSPEND");
    expect(desk.machine.state).toBe("SUSPENDED");
    reports.tell();
    await desk.until("PLACING_HEDGE");
    await desk.until("SUSPENDED");
    await expectHedged(desk, 0.008);
  });

  test.for([10, 30, 60, 90, 5_000])(
    "is no reason to end before it is unwound: %i ms after the end was wanted",
    async (delay, { expect }) => {
      const [desk, reports] = await cancelledUnseen();
      desk.machine.send("STOP");
      await desk.clock.advance(delay);
      expect(desk.machine.isCompleted).toBe(false);
      reports.tell();
      await desk.until("COMPLETED");
      expect(await desk.account()).toEqual(FLAT);
    },
  );
});

describe("a fill that neither report nor position shows while its leg is closed", () => {
  test("has the leg closed once more", async () => {
    // The taker's venue takes its time, so that the run has not ended when the fill is heard of.
    const slow: Fault = { kind: "delayed", delay: 900 };
    const script: readonly ScriptedFault[] = [
      { operation: "position", instrument: TAKERS, fault: slow, nth: 1 },
    ];
    const [desk, reports] = withLateReports(true, script);
    desk.through(await desk.working(), 0.008);
    desk.machine.send("STOP");
    await desk.until("MAKER_FLAT");
    expect(desk.machine.matches("CLOSING_TAKER")).toBe(true);
    reports.tell();
    expect(desk.machine.matches("CLOSING_MAKER")).toBe(true);
    await desk.until("COMPLETED");
    expect(await desk.account()).toEqual(FLAT);
  });
});

describe("reports that come twice, late, or only much later", () => {
  test.for<readonly [string, Fault]>([
    ["twice", { kind: "duplicate" }],
    ["out of order", { kind: "late", delay: 700 }],
    ["not for a minute", { kind: "silent", duration: 60_000 }],
  ])("%s: each fill is hedged once", async ([, fault], { expect }) => {
    const script: readonly ScriptedFault[] = [
      { operation: "report", instrument: MAKERS, fault, nth: 2, count: 3 },
    ];
    const desk = new CrossExchangeDesk({ longestOrder: 5_000 }, faulty(script));
    const order = await desk.working();
    desk.through(order, 0.004);
    await desk.clock.advance(20);
    desk.through(order, 0.003);
    // What nobody reports is in the answer to the cancel, at the latest.
    await desk.clock.advance(6_000);
    expect(await desk.account()).toEqual({ maker: 0.007, taker: -0.007 });
    await desk.clock.advance(60_000);
    await expectHedged(desk, 0.007);
  });
});

describe("a maker order that nobody answers", () => {
  test.for<readonly [string, Fault]>([
    ["its request was lost", { kind: "request-lost" }],
    ["its answer was lost", { kind: "answer-lost" }],
    ["it came late", { kind: "delayed", delay: 900 }],
  ])("is hedged as it fills: %s", async ([, fault], { expect }) => {
    const script: readonly ScriptedFault[] = [
      { operation: "place", instrument: MAKERS, fault, nth: 1 },
    ];
    const desk = new CrossExchangeDesk({}, faulty(script));
    desk.agree();
    desk.calm();
    await desk.clock.advance(1_200);
    for (const order of desk.made) desk.through(order, 0.01);
    await desk.clock.advance(300);
    const { maker, taker } = await desk.account();
    expect(taker).toBe(0 - maker);
    desk.machine.send("STOP");
    await desk.until("COMPLETED", "CANCELLED");
    expect(await desk.account()).toEqual(FLAT);
  });

  test("or that is refused, is placed again after a pause", async () => {
    const script: readonly ScriptedFault[] = [
      { operation: "place", instrument: MAKERS, fault: refused, nth: 1 },
    ];
    const desk = new CrossExchangeDesk({}, faulty(script));
    desk.agree();
    desk.calm();
    await desk.until("REFUSED_PAUSE");
    await desk.clock.advance(1_000);
    desk.calm();
    expect(desk.machine.matches("WORKING")).toBe(true);
    expect(desk.outputs[0]).toMatchObject({ name: "ORDER_REFUSED" });
  });
});
