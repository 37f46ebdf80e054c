import { describe, expect, test } from "vitest";
import { CrossExchangeDesk, FLAT } from "./cross-exchange-maker-desk.ts";

describe("after a crash", () => {
  test.for([0, 3, 8, 15, 30, 60])(
    "an order on its way, or working, is asked about and taken back, and none is placed twice: %i ms",
    async (delay, { expect }) => {
      const desk = new CrossExchangeDesk();
      desk.agree();
      desk.calm();
      await desk.clock.advance(delay);
      expect(desk.machine.matches("WORKING")).toBe(true);
      desk.recover();
      for (const order of desk.made) desk.through(order, 0.004);
      await desk.until("COMPLETED", "CANCELLED");
      expect(await desk.account()).toEqual(FLAT);
      expect(desk.made.length).toBeLessThanOrEqual(1);
      expect(desk.machine.ledger?.unsettled()).toEqual([]);
    },
  );

  test.for([0, 10, 20, 30, 45])(
    "a hedge under way is asked about, and placed once: %i ms",
    async (delay, { expect }) => {
      const desk = new CrossExchangeDesk();
      desk.through(await desk.working(), 1);
      await desk.until("PLACING_HEDGE");
      await desk.clock.advance(delay);
      desk.recover();
      await desk.wait(30_000);
      const { maker, taker } = await desk.account();
      expect(maker + taker).toBe(0);
      const hedges = desk.orders.filter(
        ({ type, instrument, side }) =>
          type.kind === "market" &&
          side === "sell" &&
          instrument.id === desk.instrument("taker").id,
      );
      expect(hedges).toHaveLength(1);
    },
  );

  test("legs that were hedged before are unwound by the books that came back, both of them", async () => {
    const desk = new CrossExchangeDesk();
    desk.through(await desk.working(), 1);
    await desk.clock.advance(300);
    desk.calm();
    await desk.until("WORKING");
    desk.recover();
    expect(desk.machine.ledger?.holdings()).toMatchObject([
      { leg: "maker", quantity: 0.02 },
      { leg: "taker", quantity: -0.02 },
    ]);
    await desk.until("COMPLETED");
    expect(await desk.account()).toEqual(FLAT);
    const names = desk.outputs.map(({ name }) => name);
    expect(names).not.toContain("BOOKS_INCOMPLETE");
  });

  test("a fill that comes after it is told with what both legs held before", async () => {
    const desk = new CrossExchangeDesk();
    desk.through(await desk.working(), 1);
    await desk.clock.advance(300);
    desk.calm();
    const second = await desk.working();
    desk.recover();
    desk.through(second, 0.005);
    await desk.until("FLATTENING");
    expect(desk.machine.context).toMatchObject({
      makerHeld: 0.025,
      takerHeld: -0.02,
    });
    await desk.until("COMPLETED");
    expect(await desk.account()).toEqual(FLAT);
  });

  test("legs that the books do not know any more are left hedged, and told: not closed one without the other", async () => {
    const desk = new CrossExchangeDesk();
    desk.through(await desk.working(), 1);
    await desk.clock.advance(300);
    desk.calm();
    await desk.until("WORKING");
    desk.recover("lost");
    await desk.until("ERROR");
    await desk.wait(300_000);
    expect(await desk.account()).toEqual({ maker: 0.02, taker: -0.02 });
    expect(desk.outputs).toContainEqual(
      expect.objectContaining({
        name: "BOOKS_INCOMPLETE",
        payload: { maker: 0.02, taker: -0.02 },
      }),
    );
    expect(desk.machine.isCompleted).toBe(false);
  });

  test("in a suspension with nothing held it is as before, but ends when it is told to go on", async () => {
    const desk = new CrossExchangeDesk();
    await desk.working();
    desk.machine.send("SUSPEND");
    await desk.until("SUSPENDED");
    desk.recover();
    expect(desk.machine.phase).toBe("suspended");
    desk.machine.send("RESUME");
    await desk.until("CANCELLED");
    expect(await desk.account()).toEqual(FLAT);
  });
});
