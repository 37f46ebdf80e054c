import { MemoryJournal, Supervisor, SimulatedClock } from "@fsmc/runtime";
import { expect, test } from "vitest";
import "./strategies/buyer.ts";
import "./strategies/counter.ts";

const MANY = 10_000;

const callbacks = {
  nudge() {},
  buy: (quantity: number) => quantity,
  close() {},
};

function supervised(journal: MemoryJournal): Supervisor {
  const supervisor = new Supervisor({ clock: new SimulatedClock(), journal });
  supervisor.route({
    from: "Buyer",
    output: "BOUGHT",
    to: "Counter",
    trigger: "COUNT",
    payload: ({ payload }) => payload,
    targets: ({ machine }) => [machine.replace("buyer", "counter")],
  });
  return supervisor;
}

test("ten thousand machines in one process", async () => {
  const journal = new MemoryJournal();
  const first = supervised(journal);
  for (let index = 0; index < MANY / 2; index += 1) {
    first.create("Counter", { id: `counter-${index}` }).start();
    first.create("Buyer", { id: `buyer-${index}`, callbacks }).start();
  }
  const nudged = await first.broadcast("NUDGE", { by: 1 });
  expect(nudged.outcomes).toEqual({ taken: MANY });
  const held = await first.suspendAll("the bank is closed");
  expect([held.obeyed.length, held.notObeyed.length]).toEqual([
    MANY / 2,
    MANY / 2,
  ]);
  for (const machine of first.machines) machine.cleanup();

  const second = supervised(journal.afterCrash());
  const { recovered, failed } = await second.recover({
    Buyer: ({ machine }) => ({ id: machine, callbacks }),
    Counter: ({ machine }) => ({ id: machine }),
  });
  expect([recovered.length, failed]).toEqual([MANY, []]);
  await second.resumeAll();
  await second.broadcast("GO");
  for (let turns = 0; turns < 20; turns += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const { types, total } = second.summary();
  expect(total).toBe(MANY);
  expect(types["Buyer"]).toMatchObject({
    exposed: MANY / 2,
    byState: { HOLDING: MANY / 2 },
  });
  expect(second.read().length).toBeGreaterThan(10);
});
