import { setImmediate, setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { SimulatedClock } from "../../runtime/simulated-clock.ts";
import { EndlessInstantError } from "../../runtime/errors.ts";
import { Timer } from "../../runtime/timers.ts";

/** A clock, and timers that note when they fire. */
function bench(start = 0) {
  const clock = new SimulatedClock(start);
  const heard: string[] = [];
  const arm = (name: string, deadline: number, then = () => {}) => {
    const timer = new Timer(() => {
      heard.push(`${name} at ${clock.now()}`);
      then();
    }, name);
    clock.arm(timer, deadline);
    return timer;
  };
  return { clock, heard, arm };
}

describe("simulated time", () => {
  test("fires by deadline, then in the order of arming, and says how many", async () => {
    const { clock, heard, arm } = bench(100);
    arm("late", 130);
    arm("first of two", 120);
    arm("second of two", 120);
    arm("overdue", 50);
    arm("not yet", 131);
    expect(await clock.advance(30)).toBe(4);
    expect(heard).toEqual([
      "overdue at 100",
      "first of two at 120",
      "second of two at 120",
      "late at 130",
    ]);
    expect(clock.now()).toBe(130);
    expect(await clock.advance(0)).toBe(0);
    expect(await clock.advance(1)).toBe(1);
  });

  test("fires what is armed on the way, and what was moved only where it was moved to", async () => {
    const { clock, heard, arm } = bench();
    const moved = arm("moved", 10);
    const taken = arm("taken back", 10);
    arm("chain", 5, () => {
      arm("armed on the way", clock.now() + 2);
      clock.arm(moved, 20);
      clock.disarm(taken);
    });
    await clock.advance(100);
    expect(heard).toEqual([
      "chain at 5",
      "armed on the way at 7",
      "moved at 20",
    ]);
    expect(taken.isArmed).toBe(false);
  });

  test("keeps its order with many timers armed and disarmed at random places", async () => {
    const { clock, heard, arm } = bench();
    const timers = Array.from({ length: 500 }, (_, index) =>
      arm(`${index}`, 1 + ((index * 7919) % 97)),
    );
    timers.forEach((timer, index) => {
      if (index % 3 === 0) clock.disarm(timer);
    });
    await clock.advance(1000);
    const expected = timers
      .map(({ name, deadline }, index) => ({ name, deadline, index }))
      .filter(({ index }) => index % 3 !== 0)
      .toSorted((a, b) => a.deadline - b.deadline || a.index - b.index)
      .map(({ name, deadline }) => `${name} at ${deadline}`);
    expect(heard).toEqual(expected);
  });

  test("lets everything that waits for promises only run to its end between two timers", async () => {
    const { clock, heard, arm } = bench();
    const chain = async () => {
      for (let hop = 0; hop < 50; hop += 1) await Promise.resolve();
      heard.push(`chain ended at ${clock.now()}`);
    };
    arm("one", 10, () => void chain());
    arm("two", 20);
    await clock.advance(20);
    expect(heard).toEqual(["one at 10", "chain ended at 10", "two at 20"]);
  });

  test("turns the event loop as long as activities make progress", async () => {
    const { clock, heard, arm } = bench();
    const activity = async () => {
      for (let turn = 0; turn < 3; turn += 1) {
        const part = setImmediate();
        clock.attend(part);
        await part;
      }
      arm("armed by the activity", 15);
    };
    arm("one", 10, () => clock.attend(activity()));
    arm("two", 20);
    await clock.advance(20);
    expect(heard).toEqual([
      "one at 10",
      "armed by the activity at 15",
      "two at 20",
    ]);
  });

  test("does not wait for an activity that waits for a timer", async () => {
    const { clock, heard, arm } = bench();
    const { promise, resolve } = Promise.withResolvers<void>();
    clock.attend(
      promise.then(() => void heard.push(`woken at ${clock.now()}`)),
    );
    arm("wakes it", 60_000, resolve);
    await clock.advance(60_000);
    expect(heard).toEqual(["wakes it at 60000", "woken at 60000"]);
  });

  test("stands still while somebody holds it, even if that fails", async () => {
    const { clock, heard, arm } = bench();
    arm("one", 10, () => {
      const real = setTimeout(20).then(() => {
        heard.push(`file read at ${clock.now()}`);
        throw new Error("no such file");
      });
      clock.hold(real);
    });
    arm("two", 20);
    await clock.advance(100);
    expect(heard).toEqual(["one at 10", "file read at 10", "two at 20"]);
  });

  test("gives up on an instant that does not end, and names what fired last", async () => {
    const clock = new SimulatedClock(1000, 50);
    const again: Timer = new Timer(
      () => clock.arm(again, clock.now()),
      "after 0s of PING in m-1",
    );
    clock.arm(again, 1000);
    await expect(clock.advance(1)).rejects.toThrow(
      new EndlessInstantError(1000, 50, "after 0s of PING in m-1"),
    );
  });

  test("refuses time that is none, and two hands on the clock", async () => {
    const clock = new SimulatedClock();
    await expect(clock.advance(-1)).rejects.toThrow(
      "advance: expected 0 milliseconds or more, got -1",
    );
    await expect(clock.advance(Number.NaN)).rejects.toThrow(RangeError);
    const advancing = clock.advance(1);
    await expect(clock.advance(1)).rejects.toThrow("advancing already");
    await advancing;
    expect(clock.now()).toBe(1);
  });
});
