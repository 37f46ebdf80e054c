import {
  Host,
  MemoryJournal,
  Rejected,
  SimulatedClock,
  type MachineSnapshot,
} from "@fsmc/runtime";
import { expect, test } from "vitest";
import {
  DeskMachine,
  type DeskCallbacks,
  type DeskFill,
} from "./cases/desk/expected/desk.ts";

const FILL: DeskFill = { price: 100, quantity: 2 };

/** A desk whose activities are settled by the test. */
class Bench {
  readonly clock = new SimulatedClock(0);
  readonly calls: string[] = [];
  readonly outputs: unknown[] = [];
  readonly machine: DeskMachine;
  settle: { done: (fill: DeskFill) => void; fail: (error: Error) => void } = {
    done: () => {},
    fail: () => {},
  };
  report: (fill: DeskFill) => void = () => {};

  constructor(
    callbacks: Partial<DeskCallbacks> = {},
    journal: MemoryJournal | null = null,
  ) {
    this.machine = new DeskMachine({
      id: "desk",
      params: { symbol: "BTC" },
      host: new Host({ clock: this.clock, journal }),
      callbacks: {
        remember: () => ({ note: "entered" }),
        buy: (quantity, call) => {
          this.calls.push(`buy ${quantity} ${call.key} #${call.attempt}`);
          this.report = call.report;
          return new Promise((done, fail) => (this.settle = { done, fail }));
        },
        flatten: (call) => void this.calls.push(`flatten ${call.key}`),
        ...callbacks,
      },
    });
    this.machine.onOutput((output) => this.outputs.push(output));
    this.machine.start();
  }

  async settled(): Promise<void> {
    await this.clock.advance(0);
  }
}

test("always, a run, its result, the end of a composite and an output", async () => {
  const bench = new Bench();
  const { machine } = bench;
  expect(machine.phase).toBe("initializing");
  machine.send("GO");
  expect([machine.state, machine.phase]).toEqual(["WAITING", "active"]);
  expect(machine.matches("WORKING")).toBe(true);
  await bench.clock.advance(500);
  expect(machine.state).toBe("BUYING");
  expect(bench.calls).toEqual(["buy 1 desk-3-0 #1"]);
  bench.report({ price: 100, quantity: 1 });
  expect(machine.context.filled).toEqual({ price: 100, quantity: 1 });
  bench.settle.done(FILL);
  await bench.settled();
  expect(machine.state).toBe("IDLE");
  expect(machine.context).toMatchObject({ filled: FILL, note: "left" });
  expect(bench.outputs).toEqual([
    {
      name: "ROUND",
      payload: { number: 1, fill: FILL },
      time: 500,
      machine: "desk",
    },
  ]);
});

test("a deferred event comes when the configuration has changed", () => {
  const { machine } = new Bench();
  expect(machine.send("NEWS", { text: "rumour" })).toBe("deferred");
  machine.send("GO");
  expect(machine.context.note).toBe("rumour");
});

test("a definite failure takes the next key, an unclear one makes the outcome unknown", async () => {
  const bench = new Bench();
  bench.machine.send("GO");
  await bench.clock.advance(500);
  bench.settle.fail(new Rejected("no margin"));
  await bench.settled();
  await bench.clock.advance(100);
  bench.settle.fail(new Error("lost"));
  await bench.settled();
  expect(bench.calls).toEqual([
    "buy 1 desk-3-0 #1",
    "buy 1 desk-3-0.2 #2",
    "flatten desk-4-1",
  ]);
  expect([bench.machine.state, bench.machine.phase]).toEqual([
    "CLOSED",
    "cancelled",
  ]);
  expect(bench.machine.endedAt).toBe(bench.clock.now());
});

test("an emergency halts, wherever it is taken: what opens is refused", async () => {
  const bench = new Bench();
  const { machine } = bench;
  machine.send("PAUSE");
  expect(machine.phase).toBe("suspended");
  expect(machine.send("STOP")).toBe("taken");
  expect([machine.halted, machine.state]).toEqual([true, "CLOSING"]);
  await bench.settled();
  expect(bench.calls).toEqual(["flatten desk-3-1"]);
});

test("the time-out leads out of everything, and stands still while suspended", async () => {
  const bench = new Bench();
  const { machine } = bench;
  await bench.clock.advance(30 * 60_000);
  machine.send("PAUSE");
  await bench.clock.advance(90 * 60_000);
  machine.send("RESUME");
  await bench.clock.advance(30 * 60_000 - 1);
  expect(machine.state).toBe("IDLE");
  const cycle = machine.runCycle();
  await bench.clock.advance(1);
  expect(await cycle).toMatchObject({ success: false, strategyType: "Desk" });
  await bench.settled();
  expect(machine.state).toBe("CLOSED");
});

test("a run under way goes on after a restart, with its key", async () => {
  const bench = new Bench();
  bench.machine.send("GO");
  await bench.clock.advance(500);
  const snapshot: MachineSnapshot = JSON.parse(
    JSON.stringify(bench.machine.snapshot()),
  );
  bench.machine.cleanup();
  expect(bench.machine.send("GO")).toBe("ignored");
  const calls: string[] = [];
  const again = new DeskMachine({
    id: "desk",
    params: { symbol: "BTC" },
    host: new Host({ clock: bench.clock }),
    callbacks: {
      remember: () => {},
      buy: () => FILL,
      flatten: (call) => void calls.push(call.key),
    },
  });
  again.recover(snapshot);
  await bench.settled();
  // `on recover` of what is exposed comes first: the run's state is left, its order nobody's.
  expect(calls).toEqual(["desk-4-1"]);
  expect(again.state).toBe("CLOSED");
});

test("a record tells of the runs that it starts, and not of those that it stops", async () => {
  const journal = new MemoryJournal("manual");
  const bench = new Bench({}, journal);
  const { machine } = bench;
  const runs = () =>
    journal.recall("desk")?.snapshot.runs.map(({ activity }) => activity);
  machine.send("GO");
  machine.send("NEXT");
  await bench.settled();
  expect(bench.calls).toEqual([]);
  journal.flush();
  expect(runs()).toEqual(["buy"]);
  expect(bench.calls).toEqual(["buy 1 desk-3-0 #1"]);

  machine.send("STOP");
  // It is not told to stop before that is durable; what it comes to is nobody's any more.
  bench.settle.done(FILL);
  await bench.settled();
  expect(machine.context.filled).toBeNull();
  journal.flush();
  expect(runs()).toEqual(["flatten"]);
  expect(journal.recall("desk")?.snapshot.unsettled).toEqual([
    { key: "desk-3-0", legs: ["position"] },
  ]);
});

test("an action that returns a promise is told so", () => {
  const remember: () => object = () => Promise.resolve({});
  const { machine } = new Bench({ remember });
  expect(machine.send("GO")).toBe("failed");
  expect(String(machine.lastError?.error)).toContain("got a promise");
});
