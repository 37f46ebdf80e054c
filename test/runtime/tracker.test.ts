import { describe, expect, test } from "vitest";
import { SimulatedClock } from "../../runtime/simulated-clock.ts";
import { TransitionLogger } from "../../runtime/logger.ts";
import { prometheusText } from "../../runtime/prometheus.ts";
import { NO_TRADES, strategyResult } from "../../runtime/result.ts";
import { machineStats } from "../../runtime/stats.ts";
import { PerformanceTracker } from "../../runtime/tracker.ts";
import { AuditTrail, NO_STATE } from "../../runtime/trail.ts";

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

  test("is readable as Prometheus text, whatever the strategies are called", () => {
    const text = prometheusText({
      strategies: [
        {
          strategyId: 'a"\\\nb',
          strategyType: "Arbitrage",
          stateTransitions: 3,
          ordersPlaced: 2,
          errors: 0,
          executionTimeMs: 1_500,
          timePerStateMs: { "LEGS.BUY": 1_500 },
        },
      ],
      latencies: [
        {
          strategyType: "Arbitrage",
          count: 4,
          meanMs: 0.5,
          minMs: 0.25,
          p50Ms: 0.5,
          p90Ms: 0.75,
          p99Ms: 1,
          maxMs: 1,
        },
      ],
    });
    expect(text)
      .toBe(String.raw`# HELP fsmc_transitions_total Macrosteps that took a transition.
# TYPE fsmc_transitions_total counter
fsmc_transitions_total{strategy="a\"\\\nb",type="Arbitrage"} 3
# HELP fsmc_orders_total Orders placed.
# TYPE fsmc_orders_total counter
fsmc_orders_total{strategy="a\"\\\nb",type="Arbitrage"} 2
# HELP fsmc_errors_total Errors.
# TYPE fsmc_errors_total counter
fsmc_errors_total{strategy="a\"\\\nb",type="Arbitrage"} 0
# HELP fsmc_execution_seconds Time since the strategy started, or that it took.
# TYPE fsmc_execution_seconds gauge
fsmc_execution_seconds{strategy="a\"\\\nb",type="Arbitrage"} 1.5
# HELP fsmc_state_seconds_total Time spent in each state.
# TYPE fsmc_state_seconds_total counter
fsmc_state_seconds_total{strategy="a\"\\\nb",type="Arbitrage",state="LEGS.BUY"} 1.5
# HELP fsmc_macrostep_seconds How long macrosteps took, callbacks included.
# TYPE fsmc_macrostep_seconds summary
fsmc_macrostep_seconds{type="Arbitrage",quantile="0.5"} 0.0005
fsmc_macrostep_seconds{type="Arbitrage",quantile="0.9"} 0.00075
fsmc_macrostep_seconds{type="Arbitrage",quantile="0.99"} 0.001
fsmc_macrostep_seconds_sum{type="Arbitrage"} 0.002
fsmc_macrostep_seconds_count{type="Arbitrage"} 4
`);
  });
});

test("the transition logger logs each transition, and keeps statistics by strategy", () => {
  const lines: unknown[] = [];
  const write = (fields: object, message: string) => {
    lines.push({ ...fields, message });
  };
  const logger = new TransitionLogger({
    debug: write,
    info: write,
    warn: write,
    error: write,
  });
  for (const time of [3, 1, 2]) logger.logTransition("a", "X", "Y", time);
  logger.logTransition("b", null, "X", 9);
  expect(lines[0]).toEqual({
    strategyId: "a",
    oldState: "X",
    newState: "Y",
    transitionTimeMs: 3,
    message: "State transition",
  });
  expect(logger.statistics("a")).toEqual({
    totalTransitions: 3,
    avgTransitionTimeMs: 2,
    maxTransitionTimeMs: 3,
    minTransitionTimeMs: 1,
  });
  expect(logger.statistics("c")).toBeNull();
});

describe("stats", () => {
  const names = ["A", "B"];
  const machine = {
    id: "m",
    type: "T",
    stepText: () => ({ from: "", trigger: "", to: "" }),
    stateText: (state: number) => names[state] ?? "?",
  };
  const source = {
    id: "m",
    currentState: "B",
    enteredAt: 70,
    totalTransitions: 3,
    errorCount: 1,
    startedAt: 0,
    endedAt: null,
  };

  function trail(capacity: number): AuditTrail {
    const trail = new AuditTrail(capacity);
    trail.push(machine, 0, NO_STATE, 0, 10, null);
    trail.push(machine, 1, 0, 1, 30, null);
    trail.note(machine, 1, 35, { kind: "fact", fact: "x", payload: null });
    trail.push(machine, 2, 1, 0, 60, null);
    trail.push(machine, 1, 0, 1, 70, null);
    return trail;
  }

  test("work out the time per state from the trail", () => {
    expect(machineStats(source, trail(16), 100)).toEqual({
      currentState: "B",
      stateDurationMs: 30,
      totalTransitions: 3,
      errorCount: 1,
      timePerStateMs: { A: 30, B: 60 },
      isComplete: true,
    });
    expect(
      machineStats({ ...source, endedAt: 80 }, trail(16), 100),
    ).toMatchObject({ stateDurationMs: 10, timePerStateMs: { A: 30, B: 40 } });
  });

  test("say so when the trail has dropped the beginning", () => {
    expect(machineStats(source, trail(2), 100)).toMatchObject({
      timePerStateMs: { A: 10, B: 30 },
      isComplete: false,
    });
  });
});

test("a result works out what is net, and whether that is a profit", () => {
  const parts = {
    success: true,
    strategyId: "arb-1",
    strategyType: "Arbitrage",
    executionTimeMs: 5,
    stateTransitionCount: 4,
    error: new Error("once"),
    additionalData: { state: "PROFIT_REALIZED" },
  };
  const financial = { ...NO_TRADES, realizedPnl: 10, unrealizedPnl: -2 };
  expect(
    strategyResult({ ...parts, financial: { ...financial, totalFees: 8 } }),
  ).toMatchObject({ netPnl: 0, isProfitable: false, errorMessage: "once" });
  expect(
    strategyResult({ ...parts, financial: { ...financial, totalFees: 7 } }),
  ).toMatchObject({ netPnl: 1, isProfitable: true, ordersExecuted: 0 });
});
