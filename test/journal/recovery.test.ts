import { describe, expect, test } from "vitest";
import {
  Host,
  JournalError,
  MachineIdError,
  MemoryJournal,
  SimulatedClock,
  type JournaledMachine,
  type JournalRecord,
  type JournalSource,
} from "@fsmc/runtime";
import {
  DeskMachine,
  type DeskFill,
} from "../emit/cases/desk/expected/desk.ts";

const FILL: DeskFill = { price: 100, quantity: 2 };

/** A desk on a journal; its orders end when the test says so. */
class Desk {
  readonly host: Host;
  readonly clock: SimulatedClock;
  readonly machine: DeskMachine;
  readonly calls: string[] = [];
  readonly alerts: string[] = [];
  complete: (fill: DeskFill) => void = () => {};

  constructor(journal: MemoryJournal, start = 0, id = "desk") {
    this.clock = new SimulatedClock(start);
    const error = (_: unknown, text: string) => void this.alerts.push(text);
    const logger = { error, warn: () => {}, info: () => {}, debug: () => {} };
    this.host = new Host({ clock: this.clock, journal, logger });
    this.machine = this.make(id);
  }

  make(id: string): DeskMachine {
    return new DeskMachine({
      id,
      params: { symbol: "BTC" },
      host: this.host,
      callbacks: {
        remember: () => {},
        buy: (_, call) => {
          this.calls.push(
            `buy ${call.key} ${call.resumed ? "resumed" : "new"}`,
          );
          return new Promise((done) => (this.complete = done));
        },
        flatten: (call) => {
          this.calls.push(`flatten ${call.key}`);
          return new Promise(() => {});
        },
      },
    });
  }
}

/** What another process makes of it. */
function afterCrash(journal: MemoryJournal, now = 0) {
  const found = journal.afterCrash();
  const desk = new Desk(found, now);
  const recalled = found.recall("desk");
  if (recalled === null) throw new Error("nothing is left of desk");
  desk.machine.recoverFrom(recalled);
  return { desk, journal: found };
}

describe("after a crash", () => {
  test("a deferred event that was acknowledged is there, and is applied once", async () => {
    const journal = new MemoryJournal();
    const first = new Desk(journal).machine;
    first.start();
    expect(await first.post("NEWS", { text: "rates" }, { id: "n1" })).toBe(
      "deferred",
    );
    const second = afterCrash(journal);
    const { machine } = second.desk;
    expect(await machine.post("NEWS", { text: "rates" }, { id: "n1" })).toBe(
      "duplicate",
    );
    machine.send("GO");
    expect(machine.context.note).toBe("rates");
    const third = afterCrash(second.journal).desk.machine;
    expect(third.snapshot().deferred).toEqual([]);
    expect(third.state).toBe("CLOSING");
  });

  test("an event that was answered with ignored is not taken after all", async () => {
    const journal = new MemoryJournal();
    const first = new Desk(journal).machine;
    first.start();
    expect(await first.post("NEXT", null, { id: "n1" })).toBe("ignored");
    const { machine } = afterCrash(journal).desk;
    machine.send("GO");
    expect(await machine.post("NEXT", null, { id: "n1" })).toBe("duplicate");
  });

  test("an emergency that nothing took has halted it all the same", async () => {
    const journal = new MemoryJournal();
    const desk = new Desk(journal);
    desk.machine.start();
    await desk.clock.advance(3_600_000);
    expect(desk.machine.state).toBe("CLOSING");
    expect(desk.machine.halted).toBe(false);
    expect(await desk.machine.post("STOP")).toBe("ignored");
    expect(afterCrash(journal).desk.machine.halted).toBe(true);
  });

  test("timers go on by their deadlines, and runs with the keys they had", async () => {
    const journal = new MemoryJournal();
    const desk = new Desk(journal);
    desk.machine.start();
    await desk.clock.advance(3_599_000);
    const later = afterCrash(journal, 3_599_000).desk;
    await later.clock.advance(999);
    expect(later.machine.state).toBe("IDLE");
    await later.clock.advance(1);
    expect(later.machine.state).toBe("CLOSING");
    expect(later.calls).toEqual(["flatten desk-2-1"]);
    const last = afterCrash(journalOf(later), 3_600_001);
    await last.desk.clock.advance(0);
    expect(last.desk.calls).toEqual(["flatten desk-2-1"]);
  });

  test("an outcome is in the record that it led to: nothing is done again", async () => {
    const journal = new MemoryJournal();
    const desk = new Desk(journal);
    desk.machine.start();
    desk.machine.send("GO");
    desk.machine.send("NEXT");
    await desk.clock.advance(0);
    desk.complete(FILL);
    await desk.clock.advance(0);
    const { machine, calls } = afterCrash(journal).desk;
    expect(machine.context).toMatchObject({ filled: FILL, rounds: 1 });
    expect(machine.state).toBe("IDLE");
    expect(calls).toEqual([]);
  });
});

describe("another spec", () => {
  const journal = new MemoryJournal();
  new Desk(journal).machine.start();
  const recalled = journal.recall("desk");
  const as = (change: Partial<JournaledMachine>): JournaledMachine => {
    if (recalled === null) throw new Error("nothing was written");
    return { ...recalled, ...change };
  };

  test.each<[string, Partial<JournaledMachine>, string]>([
    [
      "another strategy",
      { type: "Table" },
      "journaled by Table version 1, and this is Desk",
    ],
    [
      "the same version with another meaning",
      { hash: "00" },
      "a spec that means something else needs another version",
    ],
    [
      "another version",
      { version: 7 },
      "this is version 1: there is no migration from 7",
    ],
  ])("%s is refused, and nothing has changed", (_, change, message) => {
    const { machine } = new Desk(new MemoryJournal());
    expect(() => machine.recoverFrom(as(change))).toThrow(message);
    expect(machine.state).toBeNull();
    machine.start();
    expect(machine.state).toBe("IDLE");
  });

  test("a migration leads from another version to this one, and from then on it is this one", () => {
    const later = new MemoryJournal();
    const old = as({ version: 0, hash: "old" });
    const { type, machine: id } = old;
    const written: JournalRecord = {
      machine: id,
      type,
      version: 0,
      hash: "old",
      seq: 1,
      time: 0,
      trigger: "start",
      payload: null,
      message: null,
      eventId: null,
      steps: [],
      patch: {
        ...old.snapshot,
        configuration: ["RESTING"],
        context: { count: 4 },
      },
    };
    later.append(written, () => {});
    const { machine } = new Desk(later);
    const found = later.recall("desk");
    if (found === null) throw new Error("nothing is left");
    machine.recoverFrom(found, {
      0: ({ context }) => ({
        configuration: ["IDLE"],
        context: { filled: null, rounds: context["count"], note: "migrated" },
      }),
    });
    expect(machine.state).toBe("IDLE");
    expect(machine.context).toEqual({
      filled: null,
      rounds: 4,
      note: "migrated",
    });
    const again = afterCrash(later).desk.machine;
    expect(again.context.rounds).toBe(4);
    expect(later.recall("desk")?.version).toBe(1);
  });

  test("a migration that forgets what is under way is refused", () => {
    const { machine } = new Desk(new MemoryJournal());
    const snapshot = {
      ...as({}).snapshot,
      timers: [{ index: 0, deadline: 5, length: 5 }],
    };
    const migrate = () => ({ configuration: ["IDLE"], context: {} });
    expect(() =>
      machine.recoverFrom(as({ version: 0, snapshot }), { 0: migrate }),
    ).toThrow("must say what becomes of its timers");
  });
});

test("one machine of an id, in a host and in its journal", () => {
  const journal = new MemoryJournal();
  const desk = new Desk(journal);
  desk.machine.start();
  expect(() => new Desk(journal).machine.start()).toThrow(
    "the journal has records of desk already",
  );
  const recalled = journal.recall("desk");
  if (recalled === null) throw new Error("nothing was written");
  const twin = desk.make("desk");
  expect(() => twin.recoverFrom(recalled)).toThrow(MachineIdError);
  desk.machine.cleanup();
  twin.recoverFrom(recalled);
  expect(twin.state).toBe("IDLE");
});

/** Tells its machines that it has to wait. */
class StallingJournal extends MemoryJournal {
  readonly #sources = new Set<JournalSource>();

  constructor() {
    super("manual");
  }

  override append(
    record: JournalRecord,
    durable: () => void,
    source: JournalSource | null = null,
  ): void {
    super.append(record, durable);
    if (source !== null) this.#sources.add(source);
  }

  stall(): void {
    const error = new JournalError("no space is left", null, "full");
    for (const source of this.#sources) source.stalled(error);
  }
}

test("while the journal cannot be written nothing opens and nothing is told, and what closes goes ahead with an alert", async () => {
  const journal = new StallingJournal();
  const desk = new Desk(journal);
  const { machine, calls, alerts } = desk;
  machine.start();
  journal.flush();
  machine.send("GO");
  machine.send("NEXT");
  journal.stall();
  await desk.clock.advance(0);
  expect(calls).toEqual([]);
  machine.send("STOP");
  journal.stall();
  await desk.clock.advance(0);
  expect(machine.state).toBe("CLOSING");
  expect(calls).toEqual(["flatten desk-4-1"]);
  expect(alerts.at(-1)).toMatch(
    /^flatten goes ahead though the journal cannot be written/,
  );
  journal.flush();
  await desk.clock.advance(0);
  expect(calls).toEqual(["flatten desk-4-1"]);
});

function journalOf({ host: { journal } }: Desk): MemoryJournal {
  if (journal instanceof MemoryJournal) return journal;
  throw new Error("no journal in memory");
}

test("an event that failed was not applied, and is no duplicate", async () => {
  const machine = new DeskMachine({
    id: "desk",
    params: { symbol: "BTC" },
    host: { clock: new SimulatedClock() },
    callbacks: {
      remember() {
        throw new Error("bad");
      },
      buy: () => ({ price: 1, quantity: 1 }),
      flatten() {},
    },
  });
  machine.start();
  const posts = ["n1", "n1"].map((id) => machine.post("GO", null, { id }));
  expect(await Promise.all(posts)).toEqual(["failed", "failed"]);
});
