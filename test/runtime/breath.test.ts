import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { Run } from "../../runtime/activities.ts";
import type { RunOwner } from "../../runtime/run-owner.ts";
import type { Clock } from "../../runtime/clock.ts";
import { Host } from "../../runtime/host.ts";
import { SimulatedClock } from "../../runtime/simulated-clock.ts";
import { SystemClock } from "../../runtime/system-clock.ts";

/** Stands in for a machine whose only arm leads back to where its activity answers at once. */
class Restless implements RunOwner {
  readonly written = null;
  readonly id = "m";
  readonly type = "Test";
  readonly ledger = null;
  readonly halted = false;
  readonly host: Host;
  rounds = 0;
  isStopped = false;

  constructor(clock: Clock) {
    this.host = new Host({ clock });
  }

  time(): number {
    return this.host.clock.now();
  }

  begin(): void {
    const declaration = {
      index: 0,
      activity: "look",
      words: [],
      legs: [],
      result: null,
      partial: null,
    };
    const plan = {
      key: "m-1-0",
      args: [],
      retry: 0,
      backoff: null,
      timeout: 5_000,
      startedAt: this.time(),
    };
    new Run(this, declaration, plan, () => null).start();
  }

  outcome(): void {
    this.rounds += 1;
    if (!this.isStopped) this.begin();
  }

  retrying(_: Run, go: () => void): void {
    go();
  }

  late(): void {}
}

test("a round of activities that answer at once is an endless instant on simulated time", async () => {
  const clock = new SimulatedClock(0, 1_000);
  const machine = new Restless(clock);
  machine.begin();
  await expect(clock.advance(1)).rejects.toThrow(
    "1000 timers and outcomes at 1970-01-01T00:00:00.000Z, and still more; the last was the answer of look",
  );
  expect(machine.rounds).toBeGreaterThan(1_000);
});

test("and leaves the event loop its turns on real time", async () => {
  const machine = new Restless(new SystemClock());
  machine.begin();
  await sleep(20);
  machine.isStopped = true;
  expect(machine.rounds).toBeGreaterThan(100);
});
