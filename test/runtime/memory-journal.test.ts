import { describe, expect, test } from "vitest";
import type { JournalRecord } from "../../runtime/journal/journal.ts";
import { MemoryJournal } from "../../runtime/journal/memory.ts";
import type {
  MachineSnapshot,
  SnapshotPatch,
} from "../../runtime/journal/snapshot.ts";

const DAY = 24 * 60 * 60 * 1000;

const born: MachineSnapshot = {
  seq: 1,
  time: 0,
  configuration: ["IDLE"],
  phase: "active",
  exposed: false,
  enteredAt: { IDLE: 0 },
  history: {},
  context: { spread: 0, bought: null },
  startedAt: 0,
  endedAt: null,
  isInitialized: false,
  entries: 1,
  transitions: 0,
  timers: [],
  parked: [],
  deferred: [],
  delayed: [],
  runs: [],
  facts: [],
  errors: [],
  halted: false,
  unsettled: [],
  outbox: [],
  timeout: null,
  ledger: null,
};

function record(
  seq: number,
  patch: SnapshotPatch = {},
  more: Partial<JournalRecord> = {},
): JournalRecord {
  return {
    machine: "m",
    type: "Buyer",
    version: 1,
    hash: "abc",
    seq,
    time: seq,
    trigger: "GO",
    payload: null,
    message: null,
    eventId: null,
    steps: [],
    patch: { seq, ...(seq === 1 ? born : {}), ...patch },
    ...more,
  };
}

function ignore(): void {}

describe("the journal in memory", () => {
  test("recalls a machine as of its last record: patches are applied, fields that did not change stay", () => {
    const journal = new MemoryJournal();
    const context = { spread: 5 };
    journal.append(record(1), ignore);
    journal.append(record(2, { configuration: ["BUYING"], context }), ignore);
    context.spread = 99;
    expect(journal.recall("m")).toEqual({
      machine: "m",
      type: "Buyer",
      version: 1,
      hash: "abc",
      snapshot: {
        ...born,
        seq: 2,
        configuration: ["BUYING"],
        context: { spread: 5, bought: null },
      },
    });
    expect(journal.recall("other")).toBeNull();
    expect(journal.machines()).toEqual(["m"]);
  });

  test("told to wait, nothing is durable before flush(), and then in order", async () => {
    const journal = new MemoryJournal("manual");
    const heard: string[] = [];
    for (const seq of [1, 2, 3])
      journal.append(record(seq), () => heard.push(`durable ${seq}`));
    const flushed = journal.flushed().then(() => heard.push("flushed"));
    expect(journal.recall("m")).toBeNull();
    journal.flush(2);
    await Promise.resolve();
    expect(heard).toEqual(["durable 1", "durable 2"]);
    journal.flush();
    await flushed;
    expect(heard).toEqual(["durable 1", "durable 2", "durable 3", "flushed"]);
  });

  test("a record that is written because another one has become durable comes after it", () => {
    const journal = new MemoryJournal();
    const heard: number[] = [];
    journal.append(record(1), () => {
      journal.append(record(2), () => heard.push(2));
      heard.push(1);
    });
    expect(heard).toEqual([2, 1]);
    expect(journal.records("m").map(({ seq }) => seq)).toEqual([1, 2]);
  });

  test("a crash loses what was not durable, and what its ids would have kept out", () => {
    const journal = new MemoryJournal("manual");
    journal.append(record(1, {}, { eventId: "t1" }), ignore);
    journal.flush();
    journal.append(record(2, { halted: true }, { eventId: "t2" }), ignore);
    expect(journal.hasApplied("m", "t2", 2)).toBe(true);
    const found = journal.afterCrash();
    expect(found.recall("m")?.snapshot.seq).toBe(1);
    expect(found.hasApplied("m", "t1", 2)).toBe(true);
    expect(found.hasApplied("m", "t2", 2)).toBe(false);
  });

  test("remembers event ids by machine: the last 1,024, for a day", () => {
    const journal = new MemoryJournal();
    for (let seq = 1; seq <= 1025; seq += 1)
      journal.append(record(seq, {}, { eventId: `e${seq}`, time: 0 }), ignore);
    expect(journal.hasApplied("m", "e1", 0)).toBe(false);
    expect(journal.hasApplied("m", "e2", 0)).toBe(true);
    expect(journal.hasApplied("n", "e2", 0)).toBe(false);
    expect(journal.hasApplied("m", "e1025", DAY - 1)).toBe(true);
    expect(journal.hasApplied("m", "e1025", DAY)).toBe(false);
  });

  test("keeps a bounded number of records beside the snapshot", () => {
    const journal = new MemoryJournal("immediate", 2);
    for (const seq of [1, 2, 3]) journal.append(record(seq), ignore);
    expect(journal.records("m").map(({ seq }) => seq)).toEqual([2, 3]);
    expect(journal.recall("m")?.snapshot.seq).toBe(3);
  });

  test.each<[string, readonly JournalRecord[], string]>([
    [
      "a value that JSON would lose",
      [record(1, { context: { spread: Number.NaN } })],
      "m: record 1: patch.context.spread: expected a finite number, got NaN",
    ],
    ["a gap", [record(1), record(3)], "m: expected record 2, got 3"],
    [
      "a beginning that is missing",
      [record(2, { halted: true })],
      "m: its first record (2) is not a whole one",
    ],
  ])("refuses %s: never durable, flushed() says why", async (...given) => {
    const [, records, message] = given;
    const journal = new MemoryJournal();
    const durable: number[] = [];
    for (const each of records)
      journal.append(each, () => durable.push(each.seq));
    expect(durable).toHaveLength(records.length - 1);
    await expect(journal.flushed()).rejects.toThrow(message);
  });

  test("takes nothing after close()", async () => {
    const journal = new MemoryJournal("manual");
    const durable: number[] = [];
    journal.append(record(1), () => durable.push(1));
    await journal.close();
    journal.append(record(2), () => durable.push(2));
    expect(durable).toEqual([1]);
    await expect(journal.flushed()).rejects.toThrow(
      "m: record 2 came after close()",
    );
  });
});
