import {
  DuplicateMachineError,
  StoppingError,
  type Tracker,
} from "@fsmc/runtime";
import { expect, test } from "vitest";
import { Floor, REVIVALS } from "./floor.ts";

test("an id is one machine's, here and in the journal", async () => {
  const floor = new Floor();
  floor.buyer("b");
  expect(() => floor.counter("b")).toThrow(DuplicateMachineError);
  const later = new Floor({ after: floor });
  expect(() => later.buyer("b")).toThrow(
    'there is a machine "b" in the journal: recover it, or pick another id',
  );
  const { recovered } = await later.recover();
  expect(recovered).toEqual([
    { machine: "b", type: "Buyer", state: "WAITING", phase: "initializing" },
  ]);
});

test("the summary counts by phase, state and type, and what is exposed, unsettled and halted", async () => {
  const floor = new Floor();
  const [one, two] = [floor.buyer("one"), floor.buyer("two")];
  floor.buyer("three").send("HOLD", { reason: "lunch" });
  floor.supervisor.create("Counter", { id: "unborn" });
  one.send("GO");
  two.send("GO");
  await floor.advance();
  // Left while its order may be out: nobody attends it.
  two.send("CLOSE");
  await floor.advance(1);
  two.send("PANIC");
  const summary = floor.supervisor.summary();
  expect(summary).toMatchObject({
    total: 4,
    byPhase: { initializing: 1, active: 2, suspended: 1, error: 0 },
    byState: { HOLDING: 1, CLOSING: 1, HELD: 1 },
    exposed: 2,
    halted: 1,
  });
  expect(summary.types["Counter"]).toMatchObject({ total: 1, byState: {} });
  expect(summary.types["Buyer"]).toMatchObject({ total: 3, exposed: 2 });
});

test("what throws in one machine is its own: callbacks, activities, listeners, trackers, loggers", async () => {
  const bad = (): never => {
    throw new Error("bad");
  };
  const tracker: Tracker = {
    started: bad,
    transition: bad,
    error: bad,
    ended: bad,
    macrostep: bad,
    attempt: bad,
  };
  const logger = { debug: bad, info: bad, warn: bad, error: bad };
  const warnings: unknown[] = [];
  const warn = (warning: unknown) => void warnings.push(warning);
  process.on("warning", warn);
  const floor = new Floor({ more: { tracker, logger } });
  const sick = floor.buyer("sick", 1, { nudge: bad, buy: bad });
  const well = floor.buyer("well");
  sick.onOutput(bad);
  well.onOutput(bad);
  expect(sick.send("NUDGE", { by: 1 })).toBe("failed");
  sick.send("GO");
  well.send("GO");
  await floor.advance();
  expect(sick.context.nudges).toBe(0);
  expect(sick.errorCount).toBe(1);
  expect(well.state).toBe("HOLDING");
  expect(well.errorCount).toBe(0);
  await floor.supervisor.stop();
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", warn);
  expect(warnings).toHaveLength(2);
});

test("a broadcast goes to all whose strategy has the trigger, and says what became of it", async () => {
  const floor = new Floor({ trades: false });
  const sick = floor.buyer("sick", 1, {
    nudge() {
      throw new Error("not now");
    },
  });
  const [buyer, counter] = [floor.buyer("buyer"), floor.counter("counter")];
  floor.buyer("held").send("HOLD", { reason: "lunch" });
  floor.supervisor.create("Buyer", {
    id: "unborn",
    callbacks: { nudge() {}, buy: () => 1, close() {} },
  });
  const { answers, outcomes } = await floor.supervisor.broadcast("NUDGE", {
    by: 2,
  });
  expect(outcomes).toEqual({ taken: 2, failed: 1, ignored: 1 });
  expect(answers.map(({ machine }) => machine)).toEqual([
    "sick",
    "buyer",
    "counter",
    "held",
  ]);
  expect([buyer.context.nudges, counter.context.total]).toEqual([2, 2]);
  expect(sick.context.nudges).toBe(0);
  const again = { id: "nudge-7" };
  await floor.supervisor.broadcast("NUDGE", { by: 1 }, again);
  const second = await floor.supervisor.broadcast("NUDGE", { by: 1 }, again);
  expect(second.outcomes).toMatchObject({ duplicate: 3 });
  expect(counter.context.total).toBe(3);
});

test("all are suspended and resumed through their own triggers, and who could not says why", async () => {
  const floor = new Floor();
  const [idle, buying, holding] = [
    floor.buyer("idle"),
    floor.buyer("buying"),
    floor.buyer("holding"),
  ];
  floor.counter("counter");
  floor.supervisor.create("Buyer", {
    id: "unborn",
    callbacks: { nudge() {}, buy: () => 1, close() {} },
  });
  floor.buyer("held").send("HOLD", { reason: "lunch" });
  floor.buyer("done").send("PANIC");
  holding.send("GO");
  await floor.advance();
  buying.send("GO");
  const report = await floor.supervisor.suspendAll("the bank is closed");
  expect(report.obeyed).toEqual([
    { machine: "idle", type: "Buyer", trigger: "HOLD", outcome: "taken" },
    { machine: "buying", type: "Buyer", trigger: "HOLD", outcome: "deferred" },
    { machine: "holding", type: "Buyer", trigger: "HOLD", outcome: "taken" },
  ]);
  const why = report.notObeyed.map(({ machine, reason }) => [machine, reason]);
  expect(Object.fromEntries(why)).toEqual({
    counter: "no trigger",
    unborn: "not started",
    held: "suspended already",
    done: "ended",
  });
  const [record] = floor.journal.records("idle").slice(-1);
  expect(record).toMatchObject({
    message: "the bank is closed",
    payload: { reason: "the bank is closed" },
  });
  await floor.advance();
  expect(buying.state).toBe("HELD_EXPOSED");
  const resumed = await floor.supervisor.resumeAll();
  expect(resumed.obeyed.map(({ machine }) => machine)).toEqual([
    "idle",
    "buying",
    "holding",
    "held",
  ]);
  expect([idle.state, holding.state]).toEqual(["WAITING", "HOLDING"]);
});

test("an emergency closes what is held, and halts also who ignores it", async () => {
  const floor = new Floor();
  const [holding, closing] = [floor.buyer("holding"), floor.buyer("closing")];
  for (const machine of [holding, closing]) machine.send("GO");
  await floor.advance();
  closing.send("CLOSE");
  const report = await floor.supervisor.emergencyExitAll("out");
  expect(report.obeyed).toMatchObject([{ machine: "holding" }]);
  expect(report.notObeyed).toMatchObject([
    { machine: "closing", reason: "ignored" },
  ]);
  expect(closing.halted).toBe(true);
  await floor.advance();
  expect(floor.supervisor.summary()).toMatchObject({
    byState: { DONE: 2 },
    exposed: 0,
  });
  const held = floor.supervisor.machines.map((each) => each.ledger?.isFlat());
  expect(held).toEqual([true, true]);
});

test("one that cannot be recovered is reported, and the others go on", async () => {
  const floor = new Floor();
  for (const id of ["one", "two", "three"]) floor.buyer(id).send("GO");
  floor.counter("counter");
  await floor.advance();
  floor.crash();
  const later = new Floor({ after: floor });
  const { recovered, failed } = await later.recover({
    Buyer({ machine }) {
      if (machine === "two") throw new Error("the desk of two is closed");
      return {
        id: machine === "three" ? "drei" : machine,
        callbacks: { nudge() {}, buy: () => 1, close() {} },
      };
    },
  });
  expect(recovered).toMatchObject([{ machine: "one", state: "HOLDING" }]);
  expect(failed).toMatchObject([
    { machine: "two", type: "Buyer", message: "the desk of two is closed" },
    { machine: "three", message: "three was made again as drei" },
    {
      machine: "counter",
      message: "recover() was not told what a Counter is made of",
    },
  ]);
  expect(later.supervisor.machine("three")).toBeNull();
});

test("a journal of another version of a spec needs a migration", async () => {
  const floor = new Floor();
  floor.counter("counter").send("COUNT", { quantity: 3 });
  floor.crash();
  const aged = () => {
    const journal = floor.journal.afterCrash();
    const recall = journal.recall.bind(journal);
    journal.recall = (id) => {
      const found = recall(id);
      return found === null ? null : { ...found, version: 0, hash: "old" };
    };
    return new Floor({ trades: false, more: { journal } });
  };
  const refused = await aged().recover();
  expect(refused).toMatchObject({
    recovered: [],
    failed: [{ machine: "counter", error: { reason: "version" } }],
  });
  const { supervisor } = aged();
  const { failed } = await supervisor.recover(REVIVALS, {
    Counter: {
      0: ({ context }) => ({
        configuration: ["PAUSED"],
        context: { ...context, total: 30 },
      }),
    },
  });
  expect(failed).toEqual([]);
  const counter = supervisor.machine("counter");
  expect(counter?.state).toBe("PAUSED");
  expect(counter?.context).toEqual({ count: 1, total: 30 });
});

test("a stop takes nothing more, lets orders end, and hands over what is left", async () => {
  const floor = new Floor();
  const [holding, buying] = [floor.buyer("holding"), floor.buyer("buying")];
  floor.counter("counter");
  holding.send("GO");
  await floor.advance();
  buying.send("GO");
  const stopping = floor.supervisor.stop("evening");
  expect(buying.send("CLOSE")).toBe("ignored");
  await expect(holding.post("CLOSE")).rejects.toThrow(StoppingError);
  expect(() => floor.buyer("late")).toThrow("the supervisor is being stopped");
  await floor.advance(10_000);
  const report = await stopping;
  expect(report).toMatchObject({
    reason: "evening",
    interrupted: [],
    unfinished: 0,
    problems: [],
    handovers: [
      { machine: "holding", state: "HOLDING", holdings: [{ quantity: 1 }] },
      { machine: "buying", state: "HOLDING", holdings: [{ quantity: 1 }] },
    ],
  });
  const later = new Floor({ after: floor });
  await later.recover();
  expect(later.supervisor.summary().byState).toEqual({
    HOLDING: 2,
    COUNTING: 1,
  });
});

test("what has not ended after the grace is told to stop, and goes on in the next process with its key", async () => {
  const floor = new Floor();
  const keys: string[] = [];
  let wasStopped = false;
  const endless = floor.buyer("endless", 1, {
    async buy(_quantity, { signal, key }) {
      keys.push(key);
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      wasStopped = true;
      return 0;
    },
  });
  endless.send("GO");
  const stopping = floor.supervisor.stop("evening", { grace: 1_000 });
  await floor.advance(2_000);
  const { interrupted, handovers } = await stopping;
  expect(wasStopped).toBe(true);
  expect(interrupted).toEqual([
    { machine: "endless", type: "Buyer", activity: "buy", key: keys[0] },
  ]);
  expect(handovers).toMatchObject([{ machine: "endless", state: "BUYING" }]);
  const later = new Floor({ after: floor });
  const resumed: unknown[] = [];
  await later.recover({
    Buyer: ({ machine }) => ({
      id: machine,
      callbacks: {
        nudge() {},
        buy(_quantity, { key, resumed: again }) {
          resumed.push([key, again]);
          return 0;
        },
        close() {},
      },
    }),
  });
  await later.advance();
  expect(resumed).toEqual([[keys[0], true]]);
});
