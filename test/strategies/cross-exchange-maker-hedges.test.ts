import { describe, expect, test } from "vitest";
import type { Fault, ScriptedFault } from "@fsmc/runtime";
import type { CrossExchangeMakerParams } from "../../generated/cross-exchange-maker.ts";
import {
  CrossExchangeDesk,
  FLAT,
  TAKERS,
} from "./cross-exchange-maker-desk.ts";
import { expectHedged } from "./cross-exchange-maker-hedged.ts";
import { faulty, refused } from "./faults.ts";

/** What befalls the requests to place a hedge, counted from 1. */
function onHedges(fault: Fault, nth = 1, count = 1): readonly ScriptedFault[] {
  return [{ operation: "place", instrument: TAKERS, fault, nth, count }];
}

describe("a hedge", () => {
  async function filled(
    script: readonly ScriptedFault[],
    params: CrossExchangeMakerParams = {},
  ): Promise<CrossExchangeDesk> {
    const desk = new CrossExchangeDesk(params, faulty(script));
    desk.through(await desk.working(), 0.01);
    await desk.until("PLACING_HEDGE");
    return desk;
  }

  test("that is refused is tried again, and no order works meanwhile", async () => {
    const desk = await filled(onHedges(refused));
    await desk.until("HEDGE_REFUSED_PAUSE");
    expect(desk.machine.matches("WORKING")).toBe(false);
    await desk.settled();
    expect(desk.outputs).toContainEqual(
      expect.objectContaining({ name: "HEDGE_REFUSED" }),
    );
    await expectHedged(desk, 0.01);
  });

  test("that is refused again and again ends flat: the maker's leg is unwound", async () => {
    const desk = await filled(onHedges(refused, 1, 99));
    await desk.until("FLATTENING");
    await desk.until("COMPLETED");
    expect(await desk.account()).toEqual(FLAT);
    expect(desk.placedOn("taker")).toHaveLength(3);
  });

  test.for<readonly [string, Fault]>([
    ["its request was lost", { kind: "request-lost" }],
    ["its answer was lost", { kind: "answer-lost" }],
    ["it came late", { kind: "delayed", delay: 900 }],
    ["it came when it was void", { kind: "delayed", delay: 2_500 }],
  ])(
    "that nobody answers is asked about, and placed no second time before: %s",
    async ([, fault]) => {
      for (const hedgeTimeout of [300, 2_000]) {
        const desk = await filled(onHedges(fault), { hedgeTimeout });
        await desk.until("HEDGED_UP");
        await desk.settled();
        await expectHedged(desk, 0.01);
      }
    },
  );

  test("that is filled in part is followed by another for the rest", async () => {
    const partly: Fault = { kind: "partial", share: 0.3 };
    const desk = await filled(onHedges(partly, 1, 2));
    await desk.until("HEDGED_UP");
    await desk.clock.advance(500);
    await desk.settled();
    expect(desk.placedOn("taker")).toHaveLength(3);
    await expectHedged(desk, 0.01);
  });

  test("that finds nobody to trade with ends flat", async () => {
    const desk = new CrossExchangeDesk();
    const order = await desk.working();
    desk.move("taker", 10_000, 0);
    desk.through(order, 0.01);
    await desk.until("FLATTENING");
    await desk.until("COMPLETED");
    expect(await desk.account()).toEqual(FLAT);
  });
});

describe("a leg that cannot be closed", () => {
  test("does not hold up the other, is told, and is closed as soon as it can be", async () => {
    const script: readonly ScriptedFault[] = [
      {
        operation: "place",
        instrument: TAKERS,
        fault: refused,
        nth: 2,
        count: 9,
      },
    ];
    const desk = new CrossExchangeDesk({}, faulty(script));
    desk.through(await desk.working(), 1);
    await desk.clock.advance(300);
    desk.machine.send("STOP");
    await desk.until("MAKER_FLAT");
    await desk.until("ERROR");
    expect(await desk.account()).toEqual({ maker: 0, taker: -0.02 });
    expect(desk.outputs.at(-1)).toMatchObject({
      name: "LEG_STUCK",
      payload: { leg: "TAKER" },
    });
    await desk.wait(60_000);
    await desk.until("COMPLETED");
    expect(await desk.account()).toEqual(FLAT);
  });
});
