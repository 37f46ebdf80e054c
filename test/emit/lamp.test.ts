import {
  Host,
  SimulatedClock,
  type MachineOptions,
  type MachineSnapshot,
} from "@fsmc/runtime";
import { expect, test } from "vitest";
import {
  LampMachine,
  type LampCallbacks,
  type LampParams,
} from "./cases/lamp/expected/lamp.ts";

const CALLBACKS: LampCallbacks = { allowed: () => true, log: () => ({}) };

function lamp(
  callbacks: Partial<LampCallbacks> = {},
  options: Partial<MachineOptions<LampParams, LampCallbacks>> = {},
): LampMachine {
  const machine = new LampMachine({
    id: "lamp",
    host: new Host({ clock: new SimulatedClock(1_000) }),
    callbacks: { ...CALLBACKS, ...callbacks },
    ...options,
  });
  machine.start();
  return machine;
}

test("an event is taken, blocked, ignored, or undone as a whole", () => {
  let allowed = true;
  let fails = false;
  const machine = lamp({
    allowed: () => allowed,
    log: () => {
      if (fails) throw new Error("no ink");
      return { load: 7 };
    },
  });
  expect(machine.send("DIM", { by: 1 })).toBe("ignored");
  allowed = false;
  expect(machine.can("PRESS")).toBe(false);
  expect(machine.send("PRESS")).toBe("blocked");
  allowed = true;
  fails = true;
  expect(machine.can("PRESS")).toBe(true);
  expect(machine.send("PRESS")).toBe("failed");
  expect(machine.context).toEqual({ uses: 0, colour: "RED", load: 0 });
  expect([machine.state, machine.errorCount]).toEqual(["DARK", 1]);
  fails = false;
  expect(machine.send("PRESS")).toBe("taken");
  expect(machine.context).toEqual({ uses: 1, colour: "RED", load: 7 });
  expect(machine.matches("LIT")).toBe(true);
});

test("what does not fit throws at the door, and nothing changes", () => {
  const machine = new LampMachine({ id: "lamp", callbacks: CALLBACKS });
  const send: (trigger: string, payload: unknown) => unknown =
    machine.send.bind(machine);
  expect(() => send("PRESS", null)).toThrow("before start()");
  machine.start();
  expect(() => send("PUSH", null)).toThrow('Lamp has no trigger "PUSH"');
  expect(() => send("DIM", { by: NaN })).toThrow(
    "payload of DIM: by: expected a finite number, got NaN",
  );
  expect(() => send("PRESS", 1)).toThrow("payload of PRESS");
  expect(() => send("error", null)).toThrow("no trigger");
  expect(() => send("start", null)).toThrow("no trigger");
  expect(machine.snapshot().time).toBe(machine.startedAt);
});

test("params and callbacks are held against the spec", () => {
  const create = (options: object) => (): unknown =>
    Reflect.construct(LampMachine, [{ id: "l", ...options }]);
  expect(create({ callbacks: CALLBACKS, params: { life: 1 } })).toThrow(
    "params of Lamp: life: expected only lifetime, got 1",
  );
  expect(create({ callbacks: CALLBACKS, params: { lifetime: "" } })).toThrow(
    "params of Lamp: lifetime: expected a finite number",
  );
  expect(create({ callbacks: {} })).toThrow(
    "callbacks of Lamp: allowed: expected a function",
  );
});

test("patches that do not fit undo the macrostep", () => {
  const patches = [{ uses: 1 }, { load: NaN }, { more: 2 }, [5]];
  for (const patch of patches) {
    const log: () => object = () => patch;
    const machine = lamp({ log });
    expect(machine.send("PRESS")).toBe("failed");
    expect(String(machine.lastError?.error)).toContain("patch of action log");
    expect(machine.state).toBe("DARK");
  }
});

test("the error policy forces the error state, whose entry resets the count when left", () => {
  const machine = lamp({
    log: () => {
      throw new Error("no ink");
    },
  });
  machine.send("PRESS");
  machine.send("PRESS");
  expect([machine.state, machine.phase]).toEqual(["BROKEN", "error"]);
  expect(machine.send("PRESS")).toBe("taken");
  expect([machine.errorCount, machine.phase]).toEqual([0, "active"]);
});

test("what callbacks send waits, and what a sender says reaches them and the trail", () => {
  const seen: string[] = [];
  const machine: LampMachine = lamp({
    log: (_, step) => {
      seen.push(step.message, machine.send("PRESS"));
    },
  });
  expect(machine.send("PRESS", null, { message: "by hand" })).toBe("taken");
  expect(seen).toEqual(["by hand", "queued"]);
  expect(machine.state).toBe("DARK");
  const messages = [...machine.host.trail.records("lamp")].map((record) =>
    record.kind === "transition" ? record.message : record.kind,
  );
  expect(messages).toEqual([
    "Transition:  -> DARK",
    "by hand",
    "Transition: LIT -> DARK",
  ]);
});

test("a volatile event that only sets is no record of its own", () => {
  const machine = lamp();
  expect(machine.send("LOAD", { watts: 60 })).toBe("taken");
  expect(machine.context.load).toBe(60);
  expect([...machine.host.trail.records("lamp")]).toHaveLength(1);
});

test("an event with an id is applied once", async () => {
  const machine = lamp();
  expect(await machine.post("PRESS", null, { id: "a" })).toBe("taken");
  expect(await machine.post("PRESS", null, { id: "a" })).toBe("duplicate");
  expect(machine.state).toBe("LIT");
});

test("goes on from a snapshot", () => {
  const machine = lamp(
    { log: () => ({ load: 3 }) },
    { params: { lifetime: 1 } },
  );
  machine.send("PRESS");
  const again = new LampMachine({
    id: "lamp",
    callbacks: CALLBACKS,
    params: { lifetime: 1 },
  });
  const kept: MachineSnapshot = JSON.parse(JSON.stringify(machine.snapshot()));
  again.recover(kept);
  expect([again.state, again.context.load]).toEqual(["LIT", 3]);
  again.send("PRESS");
  expect(again.send("PRESS")).toBe("taken");
  expect(again.state).toBe("BROKEN");
});

test("an id that no venue takes and a snapshot that is none are refused", () => {
  expect(() => lamp({}, { id: "x y" })).toThrow(
    'a machine\'s id must be one or more printable ASCII characters without spaces, and is "x y"',
  );
  const machine = new LampMachine({ id: "lamp", callbacks: CALLBACKS });
  const { unsettled, ...rest } = lamp().snapshot();
  expect(unsettled).toEqual([]);
  // What a file may hold, whatever its type says.
  const stored: MachineSnapshot = JSON.parse(JSON.stringify(rest));
  expect(() => machine.recover(stored)).toThrow(
    "expected every member of a MachineSnapshot",
  );
});
