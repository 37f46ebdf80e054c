import { MemoryJournal, Supervisor } from "@fsmc/runtime";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Floor, REVIVALS } from "./floor.ts";

/** Buyers tell the counter; the counter's count is what arrived. */
function wired(floor: Floor): Floor {
  floor.supervisor.route({
    from: "Buyer",
    output: "BOUGHT",
    to: "Counter",
    trigger: "COUNT",
    payload: ({ payload }) => ({ quantity: payload.quantity }),
  });
  return floor;
}

/** When all has arrived. */
async function countOf(floor: Floor): Promise<unknown> {
  await floor.advance();
  for (let turns = 0; turns < 10; turns += 1) await turn();
  return floor.supervisor.machine("counter")?.snapshot().context["count"];
}

test("an output of one strategy's machines is a trigger of another's", async () => {
  const floor = wired(new Floor());
  const counter = floor.counter("counter");
  floor.counter("other");
  for (const id of ["a", "b"]) floor.buyer(id, 2).send("GO");
  await floor.advance();
  expect(counter.context).toEqual({ count: 2, total: 4 });
  const [, first] = floor.journal.records("counter");
  expect(first).toMatchObject({
    trigger: "COUNT",
    eventId: expect.stringMatching(/^a#\d+\.0>COUNT$/),
    message: "a told it",
  });
  expect(floor.supervisor.machine("a")?.outgoing).toEqual([]);
});

test("a route may choose its targets, and ends when told to", async () => {
  const floor = new Floor({ trades: false });
  const end = floor.supervisor.route({
    from: "Buyer",
    output: "BOUGHT",
    to: "Counter",
    trigger: "PAUSE",
    payload: () => null,
    targets: ({ machine }) => [`of-${machine}`],
  });
  const [one, two] = [floor.counter("of-a"), floor.counter("of-b")];
  floor.buyer("a").send("GO");
  await floor.advance();
  expect([one.state, two.state]).toEqual(["PAUSED", "COUNTING"]);
  end();
  floor.buyer("b").send("GO");
  await floor.advance();
  expect(two.state).toBe("COUNTING");
});

test("what goes wrong with a route is logged, and nobody else's business", async () => {
  const floor = new Floor({ trades: false });
  const route = { from: "Buyer", output: "BOUGHT", to: "Counter" } as const;
  const { supervisor } = floor;
  supervisor.route({
    ...route,
    trigger: "COUNT",
    payload: () => ({ quantity: NaN }),
  });
  supervisor.route({
    ...route,
    trigger: "NUDGE",
    payload() {
      throw new Error("lost the map");
    },
  });
  supervisor.route({ ...route, trigger: "PAUSE", payload: () => null });
  expect(() =>
    supervisor.route({ ...route, trigger: "PAUSE", payload: () => null }),
  ).toThrow("there is a route Buyer.BOUGHT -> Counter.PAUSE already");
  const counter = floor.counter("counter");
  const source = floor.buyer("a");
  source.send("GO");
  await floor.advance();
  expect([source.state, counter.state]).toEqual(["HOLDING", "PAUSED"]);
  expect(floor.lines.map(({ message }) => message)).toEqual([
    "Not routed: payload of COUNT: quantity: expected a finite number, got NaN",
    "Not routed: lost the map",
  ]);
});

test("machines that answer each other for ever leave the others their turns", async () => {
  await using supervisor = new Supervisor({ journal: null });
  const end = supervisor.route({
    from: "Counter",
    output: "COUNTED",
    to: "Counter",
    trigger: "COUNT",
    payload: () => ({ quantity: 1 }),
    targets: ({ machine }) => [machine === "ping" ? "pong" : "ping"],
  });
  const [ping, pong] = ["ping", "pong"].map((id) => {
    const machine = supervisor.create("Counter", { id });
    machine.start();
    return machine;
  });
  ping?.send("COUNT", { quantity: 1 });
  await new Promise((resolve) => setTimeout(resolve, 20));
  const count = pong?.context.count ?? 0;
  expect(count).toBeGreaterThan(1);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(pong?.context.count).toBeGreaterThan(count);
  end();
});

describe("after a crash", () => {
  test("an event waits for a target that was not there, and goes on when it is", async () => {
    const floor = wired(new Floor({ trades: false }));
    floor.supervisor.create("Counter", { id: "counter" });
    floor.buyer("a").send("GO");
    await floor.advance();
    expect(floor.supervisor.machine("a")?.outgoing).toHaveLength(1);
    floor.crash();
    const later = wired(new Floor({ after: floor, trades: false }));
    await later.recover();
    later.counter("counter");
    expect(await countOf(later)).toBe(1);
    expect(later.supervisor.machine("a")?.outgoing).toEqual([]);
  });

  test("each event that was told is applied exactly once, whatever was durable", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 25 }),
        async (flushes) => {
          const journal = new MemoryJournal("manual");
          const floor = wired(new Floor({ trades: false, more: { journal } }));
          floor.counter("counter");
          for (const id of ["a", "b"]) floor.buyer(id).send("GO");
          for (const count of flushes) {
            journal.flush(count);
            await turn();
          }
          floor.crash();
          const told = ["a", "b"].filter((id) => {
            const snapshot = journal.recall(id)?.snapshot;
            return ["BUYING", "HOLDING"].includes(
              snapshot?.configuration[0] ?? "",
            );
          });
          const left = journal.afterCrash();
          const flushing = setInterval(() => left.flush(), 0);
          const more = { journal: left };
          const later = wired(new Floor({ trades: false, more }));
          await later.recover(REVIVALS);
          const there = later.supervisor.machine("counter") !== null;
          if (!there) later.counter("counter");
          expect(await countOf(later)).toBe(told.length);
          const outgoing = later.supervisor.machines.flatMap(
            (machine) => machine.outgoing,
          );
          expect(outgoing).toEqual([]);
          clearInterval(flushing);
        },
      ),
      { numRuns: 40 },
    );
  });
});

function turn(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, 1));
}
