import { describe, expect, test } from "vitest";
import { TransitionLogger } from "../../runtime/logger.ts";
import { NO_TRADES, strategyResult } from "../../runtime/result.ts";
import { machineStats } from "../../runtime/stats.ts";
import { AuditTrail, NO_STATE } from "../../runtime/trail.ts";

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
  for (const time of [3, 1, 2]) logger.logTransition("a", "X", "Y", time, "GO");
  logger.logTransition("b", null, "X", 9, "start");
  expect(lines[0]).toEqual({
    machine: "a",
    trigger: "GO",
    state: "Y",
    previousState: "X",
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
