import { afterEach, describe, expect, test, vi } from "vitest";
import { AuditTrail, NO_STATE, type Recorded } from "../../runtime/trail.ts";
import { recordedError, trailEntry } from "../../runtime/trail-record.ts";
import type { TrailRecord } from "../../runtime/trail-record.ts";

const states = ["IDLE", "BUYING", "HELD"];
const steps = [
  { from: "", trigger: "start", to: "IDLE" },
  { from: "IDLE", trigger: "GO", to: "BUYING" },
  { from: "BUYING", trigger: "always", to: "HELD" },
];

function machine(id: string): Recorded {
  return {
    id,
    type: "Buyer",
    stepText: (step) => steps[step] ?? { from: "?", trigger: "?", to: "?" },
    stateText: (state) => states[state] ?? "?",
  };
}

const a = machine("a");
const b = machine("b");

afterEach(() => {
  vi.restoreAllMocks();
});

describe("the audit trail", () => {
  test("spells out what was recorded as numbers: one record a macrostep", () => {
    const trail = new AuditTrail();
    trail.push(a, 0, NO_STATE, 0, 5, null);
    trail.pushAll(a, [1, 2], 0, 2, 9, { size: 3 });
    trail.pushAll(b, [0], NO_STATE, 0, 9, null, "by hand");
    expect([...trail.records("a")]).toEqual<TrailRecord[]>([
      {
        kind: "transition",
        seq: 0,
        machine: "a",
        type: "Buyer",
        time: 5,
        previousState: null,
        currentState: "IDLE",
        trigger: "start",
        payload: null,
        steps: [{ from: "", trigger: "start", to: "IDLE" }],
        message: "Transition:  -> IDLE",
      },
      {
        kind: "transition",
        seq: 1,
        machine: "a",
        type: "Buyer",
        time: 9,
        previousState: "IDLE",
        currentState: "HELD",
        trigger: "GO",
        payload: { size: 3 },
        steps: [
          { from: "IDLE", trigger: "GO", to: "BUYING" },
          { from: "BUYING", trigger: "always", to: "HELD" },
        ],
        message: "Transition: IDLE -> HELD",
      },
    ]);
    expect([...trail.records("b")]).toMatchObject([
      { seq: 3, machine: "b", message: "by hand" },
    ]);
    expect(trail.dropped).toBe(0);
  });

  test("keeps failures, facts and late results beside them, without anything of an error but its words", () => {
    const trail = new AuditTrail();
    const error = new Error("no margin", { cause: { apiKey: "secret" } });
    trail.note(a, 1, 7, {
      kind: "failure",
      trigger: "GO",
      error: recordedError(error),
      counted: true,
    });
    trail.note(a, 1, 8, { kind: "fact", fact: "buy.done", payload: 4 });
    trail.note(a, 2, 9, {
      kind: "late",
      late: {
        activity: "buy",
        key: "a-2-0",
        attempt: 1,
        outcome: { kind: "done", result: 4 },
      },
    });
    const text = JSON.stringify(trail);
    expect(text).not.toContain("secret");
    expect(JSON.parse(text)).toMatchObject([
      {
        kind: "failure",
        timestamp: "1970-01-01T00:00:00.007Z",
        currentState: "BUYING",
        trigger: "GO",
        data: { name: "Error", message: "no margin", code: null },
        message: "Error: no margin",
      },
      { kind: "fact", trigger: "buy.done", data: 4 },
      {
        kind: "late",
        trigger: "buy.done",
        data: { key: "a-2-0", attempt: 1 },
        message: "buy told of attempt 1 after it was given up",
      },
    ]);
  });

  test("has one form for logs, whatever is recorded", () => {
    const trail = new AuditTrail();
    trail.push(a, 1, 0, 1, 1_000, { size: 3 });
    const [record] = trail.records();
    expect(record && trailEntry(record)).toEqual({
      timestamp: "1970-01-01T00:00:01.000Z",
      seq: 0,
      machine: "a",
      type: "Buyer",
      kind: "transition",
      previousState: "IDLE",
      currentState: "BUYING",
      trigger: "GO",
      data: { size: 3 },
      steps: [{ from: "IDLE", trigger: "GO", to: "BUYING" }],
      message: "Transition: IDLE -> BUYING",
    });
  });

  test("keeps the last ones, says how many it dropped, and never shows half a record", () => {
    const trail = new AuditTrail(5);
    expect(trail.capacity).toBe(8);
    trail.pushAll(a, [1, 2], 0, 2, 1, null);
    for (let time = 2; time < 9; time += 1) trail.push(a, 1, 0, 1, time, null);
    expect(trail.dropped).toBe(1);
    expect(Array.from(trail.records(), ({ time }) => time)).toEqual([
      2, 3, 4, 5, 6, 7, 8,
    ]);
    expect(() => new AuditTrail(0)).toThrow(
      "audit trail: expected a capacity of 1 to 67108864 steps, got 0",
    );
  });

  test("tells listeners of each record as it is written, until they have enough", () => {
    const trail = new AuditTrail();
    const heard: string[] = [];
    trail.push(a, 0, NO_STATE, 0, 1, null);
    const stop = trail.onRecord((record) => {
      heard.push(`${record.machine} ${record.kind} ${record.currentState}`);
    });
    trail.pushAll(a, [1, 2], 0, 2, 2, null);
    trail.note(b, 1, 3, { kind: "fact", fact: "after 5s", payload: null });
    stop();
    trail.push(a, 1, 0, 1, 4, null);
    expect(heard).toEqual(["a transition HELD", "b fact BUYING"]);
  });

  test("a listener that throws warns, and harms nobody", () => {
    const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const trail = new AuditTrail();
    const heard: number[] = [];
    trail.onRecord(() => {
      throw new Error("disk full");
    });
    trail.onRecord(({ seq }) => heard.push(seq));
    trail.push(a, 1, 0, 1, 4, null);
    expect(heard).toEqual([0]);
    expect(warn).toHaveBeenCalledWith(new Error("disk full"));
  });
});
