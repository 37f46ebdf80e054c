import { describe, expect, test } from "vitest";
import {
  BP,
  MID,
  MarketMakingDesk,
  overlapping,
} from "./market-making-desk.ts";

/** Where quotes are without inventory: the fee of 2 bps and a half-spread of 1. */
const AWAY = 3 * BP;
/** To the nearest tick, away from the market; and binary numbers. */
const TICK = 0.1 + 1e-6;

describe("quotes", () => {
  test("wait for a market that has two sides and is not too wide", async () => {
    const desk = new MarketMakingDesk({ widestSpread: 0.000_01 });
    await desk.quiet(2_000);
    expect(desk.machine.state).toBe("IDLE");
    expect(desk.requests).toEqual([]);
    desk.machine.send("STOP");
    expect(desk.machine.state).toBe("CANCELLED");
  });

  test("stand on both sides of the reference, fee and half-spread away", async () => {
    const desk = new MarketMakingDesk();
    await desk.quoting();
    expect(Math.abs(desk.priceOf("buy") - (MID - AWAY))).toBeLessThan(TICK);
    expect(Math.abs(desk.priceOf("sell") - (MID + AWAY))).toBeLessThan(TICK);
  });

  test("stay where the reference hardly moves", async () => {
    const desk = new MarketMakingDesk();
    await desk.quoting();
    desk.at(MID + 0.5 * BP);
    await desk.quiet(5_000);
    expect(desk.requestsTo("place")).toHaveLength(2);
  });

  test("follow it: each order is back before the next one goes out", async () => {
    const desk = new MarketMakingDesk();
    await desk.quoting();
    for (const step of [2, 4, 2, 0, -2]) {
      desk.at(MID + step * BP);
      await desk.quiet(2_000);
      const middle = (desk.priceOf("buy") + desk.priceOf("sell")) / 2;
      expect(Math.abs(middle - (MID + step * BP))).toBeLessThan(TICK);
    }
    expect(desk.requestsTo("place")).toHaveLength(12);
    expect(overlapping(desk.orders)).toEqual([]);
    expect(desk.fills).toEqual([]);
  });

  test("are not moved more often than the pause allows", async () => {
    const desk = new MarketMakingDesk({ adjustPause: 5_000 });
    await desk.quoting();
    for (let second = 1; second <= 20; second += 1) {
      desk.at(MID + (second % 2) * 2 * BP);
      await desk.clock.advance(1_000);
    }
    expect(desk.requestsTo("place").length).toBeLessThanOrEqual(2 + 4 * 2);
    expect(desk.requestsTo("place").length).toBeGreaterThan(2);
  });

  test("are placed anew when they are old", async () => {
    const desk = new MarketMakingDesk({ longestOrder: 10_000 });
    await desk.quoting();
    await desk.quiet(12_000);
    expect(desk.requestsTo("place")).toHaveLength(4);
    expect(overlapping(desk.orders)).toEqual([]);
  });

  test("are pulled when the reference is stale, and come back with it", async () => {
    const desk = new MarketMakingDesk();
    await desk.quoting();
    await desk.until("PULLING_QUOTES");
    await desk.until("CALCULATING_SPREADS");
    expect([desk.working("buy"), desk.working("sell")]).toEqual([null, null]);
    expect(desk.outputs).toMatchObject([
      { name: "PULLED", payload: { reason: "the reference is stale" } },
    ]);
    await desk.quiet(1_000);
    expect(desk.machine.matches("MONITORING_ORDERS")).toBe(true);
    expect(desk.working("buy")).not.toBeNull();
  });
});

describe("a fill", () => {
  test("shifts both quotes against what is held", async () => {
    const desk = new MarketMakingDesk();
    await desk.quoting();
    await desk.trade("buy");
    await desk.quiet(2_000);
    expect(desk.machine.context.inventory).toBe(0.02);
    // Two fifths of the limit: two fifths of the skew of 4 bps.
    const middle = (desk.priceOf("buy") + desk.priceOf("sell")) / 2;
    expect(Math.abs(middle - (MID - 1.6 * BP))).toBeLessThan(TICK);
  });

  test("in part is counted at once, and the rest of the order works on", async () => {
    const desk = new MarketMakingDesk();
    await desk.quoting();
    await desk.trade("buy", 0.005);
    expect(desk.machine.context.inventory).toBe(0.005);
    expect(desk.machine.matches("ORDER_FILLED")).toBe(true);
    // So little moves the spreads by less than the tolerance.
    await desk.quiet(3_000);
    expect(desk.machine.matches("MONITORING_ORDERS")).toBe(true);
    expect(desk.requestsTo("place")).toHaveLength(2);
    await desk.trade("buy");
    expect(desk.machine.context.inventory).toBe(0.02);
    expect(await desk.account()).toBe(0.02);
  });

  test("at the limit silences the side that would add", async () => {
    const desk = new MarketMakingDesk({ inventoryLimit: 0.02 });
    await desk.quoting();
    await desk.trade("sell");
    await desk.quiet(3_000);
    expect(desk.machine.context.inventory).toBe(-0.02);
    expect(desk.working("sell")).toBeNull();
    expect(desk.working("buy")).not.toBeNull();
    await desk.trade("buy");
    await desk.quiet(3_000);
    expect(desk.machine.context.inventory).toBe(0);
    expect(desk.working("sell")).not.toBeNull();
  });

  test("beyond the hard limit is reduced by market orders, with no quote out", async () => {
    const desk = new MarketMakingDesk();
    await desk.quoting();
    for (const held of [0.02, 0.04]) {
      await desk.trade("buy");
      await desk.quiet(2_000);
      expect(desk.machine.context.inventory).toBe(held);
    }
    await desk.trade("buy");
    desk.calm();
    await desk.until("INVENTORY_MANAGEMENT");
    await desk.until("CALCULATING_SPREADS");
    expect(await desk.account()).toBe(0.02);
    expect(desk.machine.context.inventory).toBe(0.02);
    const reducing = desk.orders.find(({ type }) => type.kind === "market");
    expect(reducing).toMatchObject({ side: "sell", quantity: 0.04 });
    for (const quote of desk.orders.filter(({ type }) => type.kind === "limit"))
      expect(quote.updatedAt).toBeLessThanOrEqual(reducing?.createdAt ?? 0);
    await desk.quiet(3_000);
    expect(desk.machine.matches("MONITORING_ORDERS")).toBe(true);
  });
});

describe("the end", () => {
  test("takes the quotes back, sells what is held, and counts as completed", async () => {
    const desk = new MarketMakingDesk();
    await desk.quoting();
    await desk.trade("buy");
    desk.machine.send("STOP");
    await desk.until("COMPLETED");
    expect(await desk.account()).toBe(0);
    expect(desk.machine.ledger?.isFlat()).toBe(true);
    expect([desk.working("buy"), desk.working("sell")]).toEqual([null, null]);
  });

  test("without a trade counts as cancelled", async () => {
    const desk = new MarketMakingDesk();
    await desk.quoting();
    desk.machine.send("STOP");
    await desk.until("CANCELLED");
    expect(desk.fills).toEqual([]);
  });
});

describe("a suspension", () => {
  test("pulls the quotes, holds what is held, and ends where it began", async () => {
    const desk = new MarketMakingDesk();
    await desk.quoting();
    await desk.trade("buy");
    desk.machine.send("SUSPEND");
    await desk.until("SUSPENDED");
    const placed = desk.requestsTo("place").length;
    await desk.quiet(60_000);
    expect(desk.requestsTo("place")).toHaveLength(placed);
    expect([desk.working("buy"), desk.working("sell")]).toEqual([null, null]);
    expect(await desk.account()).toBe(0.02);
    desk.machine.send("RESUME");
    await desk.quiet(2_000);
    expect(desk.machine.matches("MONITORING_ORDERS")).toBe(true);
    expect(desk.machine.context.inventory).toBe(0.02);
    // The quotes know what is held.
    expect(desk.priceOf("sell")).toBeLessThan(MID + AWAY - BP);
  });
});
