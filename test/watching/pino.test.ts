import { Writable } from "node:stream";
import { MemoryJournal, SimulatedClock, Supervisor } from "@fsmc/runtime";
import { pino } from "pino";
import { expect, test } from "vitest";
import { buyer } from "../supervisor/floor.ts";

const SECRET = "k3y-that-nobody-may-see";

/** What a pino logger has written, line by line. */
function recorder() {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(...chunk.toString().split("\n").filter(Boolean));
      done();
    },
  });
  return { lines, logger: pino({ level: "debug" }, stream) };
}

test("a pino logger gets lines that machines can read, with machine, state and trigger, and without values", async () => {
  const { lines, logger } = recorder();
  const clock = new SimulatedClock();
  const journal = new MemoryJournal();
  const supervisor = new Supervisor({ clock, logger, journal });
  const machine = supervisor.create("Buyer", {
    id: "b",
    callbacks: {
      ...buyer,
      nudge() {
        // A patch that does not fit: what is in it may be a secret.
        const answer: object = { nudges: SECRET };
        return answer;
      },
    },
  });
  machine.onOutput(() => {
    throw new Error("the listener is broken");
  });
  machine.start();
  machine.send("NUDGE", { by: 1 });
  machine.send("GO");
  await clock.advance(100);
  await supervisor.suspendAll(SECRET);
  const entries = lines.map((line): Record<string, unknown> => {
    const entry: Record<string, unknown> = JSON.parse(line);
    return entry;
  });
  expect(lines.join("\n")).not.toContain(SECRET);
  expect(entries).toContainEqual(
    expect.objectContaining({
      level: 50,
      machine: "b",
      state: "WAITING",
      trigger: "NUDGE",
      msg: expect.stringContaining("patch of action nudge"),
    }),
  );
  expect(entries).toContainEqual(
    expect.objectContaining({
      level: 30,
      machine: "b",
      previousState: "BUYING",
      state: "HOLDING",
      trigger: "buy.done",
      msg: "State transition",
    }),
  );
  expect(entries).toContainEqual(
    expect.objectContaining({
      level: 50,
      output: "BOUGHT",
      machine: "b",
      err: expect.objectContaining({ message: "the listener is broken" }),
    }),
  );
});
