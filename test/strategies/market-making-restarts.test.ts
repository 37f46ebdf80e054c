import { describe, test } from "vitest";
import type { Fault } from "@fsmc/runtime";
import { faulty, placesFail } from "./faults.ts";
import {
  BP,
  MID,
  MarketMakingDesk,
  overlapping,
} from "./market-making-desk.ts";

/** Just before the request is void. */
const slow: Fault = { kind: "delayed", delay: 900 };

describe("a restart", () => {
  test.for([0, 3, 20, 40, 60, 150, 1_000])(
    "%i ms after the quotes were sent: they are taken back, and placed anew",
    async (delay, { expect }) => {
      const desk = new MarketMakingDesk();
      desk.calm();
      await desk.clock.advance(0);
      desk.calm();
      await desk.clock.advance(delay);
      desk.recover();
      await desk.quiet(15_000);
      expect(desk.machine.matches("MONITORING_ORDERS")).toBe(true);
      expect(desk.working("buy")).not.toBeNull();
      expect(desk.working("sell")).not.toBeNull();
      expect(overlapping(desk.orders)).toEqual([]);
      expect(await desk.account()).toBe(0);
      desk.machine.send("STOP");
      await desk.until("CANCELLED");
      expect([desk.working("buy"), desk.working("sell")]).toEqual([null, null]);
    },
  );

  test("before the quotes have arrived at the venue: the same, whenever they do", async ({
    expect,
  }) => {
    const desk = new MarketMakingDesk({}, faulty(placesFail(1, 2, slow)));
    desk.calm();
    await desk.clock.advance(0);
    desk.calm();
    await desk.clock.advance(20);
    desk.recover();
    await desk.quiet(15_000);
    expect(desk.machine.matches("MONITORING_ORDERS")).toBe(true);
    expect(overlapping(desk.orders)).toEqual([]);
    desk.machine.send("STOP");
    await desk.until("CANCELLED");
    expect([desk.working("buy"), desk.working("sell")]).toEqual([null, null]);
  });

  test("a fill on the way is counted", async ({ expect }) => {
    const desk = new MarketMakingDesk();
    await desk.quoting();
    const price = desk.priceOf("buy");
    desk.machine.cleanup();
    desk.at(price - BP, 0.005);
    desk.at(MID);
    desk.recover();
    await desk.quiet(15_000);
    expect(desk.machine.context.inventory).toBe(0.005);
    expect(overlapping(desk.orders)).toEqual([]);
    desk.machine.send("STOP");
    await desk.until("COMPLETED");
    expect(await desk.account()).toBe(0);
  });

  test("what was held before is held on to, and a fill on the way comes to it once", async ({
    expect,
  }) => {
    const desk = new MarketMakingDesk();
    await desk.quoting();
    await desk.trade("buy");
    await desk.quiet(2_000);
    const before = desk.machine.context.inventory;
    expect(before).toBe(0.02);
    const price = desk.priceOf("buy");
    desk.machine.cleanup();
    desk.at(price - BP, 0.005);
    desk.at(MID);
    desk.recover();
    await desk.quiet(15_000);
    expect(desk.machine.context.inventory).toBe(0.025);
    expect(await desk.account()).toBe(0.025);
    expect(desk.machine.matches("MONITORING_ORDERS")).toBe(true);
    desk.machine.send("STOP");
    await desk.until("COMPLETED");
    expect(await desk.account()).toBe(0);
  });

  test("what was held before, and is not in the new books, is told", async ({
    expect,
  }) => {
    const desk = new MarketMakingDesk();
    await desk.quoting();
    await desk.trade("buy");
    await desk.quiet(2_000);
    const placed = desk.requestsTo("place").length;
    desk.recover("lost");
    await desk.until("ERROR");
    expect(desk.requestsTo("place")).toHaveLength(placed);
    expect([desk.working("buy"), desk.working("sell")]).toEqual([null, null]);
    expect(desk.outputs.at(-1)?.payload).toMatchObject({
      reason: expect.stringContaining("the account has 0.02"),
    });
  });
});
