import { describe, expect, test } from "vitest";
import { SimulatedClock } from "../../runtime/simulated-clock.ts";
import { PerformanceTracker } from "../../runtime/watching/performance-tracker.ts";

describe("the performance tracker", () => {
  test("counts by strategy, and times its states up to now or to its end", async () => {
    const clock = new SimulatedClock();
    const tracker = new PerformanceTracker(clock);
    const machine = { id: "arb-1", type: "Arbitrage", ordersPlaced: 0 };
    tracker.started(machine, "SCANNING", 0);
    await clock.advance(1_000);
    tracker.transition(machine, "BUYING", 1_000);
    machine.ordersPlaced = 2;
    await clock.advance(500);
    tracker.transition(machine, "SCANNING", 1_500);
    tracker.transition(machine, "SCANNING", 1_700);
    tracker.error(machine);
    await clock.advance(1_500);
    const expected = {
      strategyId: "arb-1",
      strategyType: "Arbitrage",
      stateTransitions: 3,
      ordersPlaced: 2,
      errors: 1,
      executionTimeMs: 3_000,
      timePerStateMs: { SCANNING: 2_500, BUYING: 500 },
    };
    expect(tracker.metrics("arb-1")).toEqual(expected);
    tracker.ended(machine, 3_000);
    await clock.advance(10_000);
    expect(tracker.metrics("arb-1")).toEqual(expected);
    expect(tracker.metrics("arb-2")).toBeNull();
  });

  test("measures macrosteps by type", () => {
    const tracker = new PerformanceTracker(new SimulatedClock());
    const now = performance.now();
    for (const took of [2, 4, 6])
      tracker.macrostep(
        { id: `${took}`, type: "T", ordersPlaced: 0 },
        now - took,
      );
    const [latency] = tracker.all().latencies;
    expect(latency).toMatchObject({ strategyType: "T", count: 3 });
    expect(latency?.minMs).toBeGreaterThan(1.9);
    expect(latency?.p50Ms).toBeGreaterThan(3.9);
    expect(latency?.maxMs).toBeGreaterThan(5.9);
  });

  test("measures attempts of activities by what they came to, in the host's time", () => {
    const tracker = new PerformanceTracker(new SimulatedClock());
    const attempt = (took: number) =>
      tracker.attempt(
        {
          machine: "m",
          type: "T",
          activity: "buy",
          words: ["opens"],
          key: "m-1-0",
          attempt: 1,
          resumed: false,
        },
        1_000,
      )(took > 100 ? "unknown" : "done", 1_000 + took);
    for (const took of [20, 60, 4_000]) attempt(took);
    const [done, unknown] = tracker.all().activities;
    expect(done).toMatchObject({
      activity: "buy",
      outcome: "done",
      count: 2,
      sumMs: 80,
    });
    expect(done?.buckets.find(({ mostMs }) => mostMs === 25)?.count).toBe(1);
    expect(unknown).toMatchObject({ outcome: "unknown", count: 1 });
  });
});
