import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SystemClock } from "../../runtime/system-clock.ts";
import { remaining, Timer } from "../../runtime/timers.ts";

const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

beforeEach(() => {
  vi.useFakeTimers({
    now: START,
    toFake: ["setTimeout", "clearTimeout", "Date", "performance"],
  });
});

afterEach(() => {
  vi.useRealTimers();
});

/** The wall clock is set to another time; monotonic time goes on as it was. */
function setWallClock(time: number): void {
  vi.setSystemTime(time);
}

function armed(clock: SystemClock, delay: number) {
  const fired: number[] = [];
  const timer = new Timer(() => void fired.push(clock.now() - START));
  clock.arm(timer, clock.now() + delay);
  return { fired, timer };
}

test("fires at the deadline, in order, and not what was disarmed", () => {
  const clock = new SystemClock();
  const order: string[] = [];
  const note = (name: string) => new Timer(() => void order.push(name));
  const never = note("never");
  clock.arm(note("b"), START + 20);
  clock.arm(never, START + 10);
  clock.arm(note("c"), START + 20);
  clock.arm(note("a"), START - 5);
  clock.disarm(never);
  expect(order).toEqual([]);
  vi.advanceTimersByTime(20);
  expect(order).toEqual(["a", "b", "c"]);
  expect(vi.getTimerCount()).toBe(0);
});

test("waits longer than the 2³¹ ms that Node can", () => {
  const { fired } = armed(new SystemClock(), 40 * DAY);
  vi.advanceTimersByTime(40 * DAY - 1);
  expect(fired).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(fired).toEqual([40 * DAY]);
});

test("a wall clock that is set back neither lengthens a wait nor turns time back", () => {
  const clock = new SystemClock();
  const { fired } = armed(clock, 90_000);
  vi.advanceTimersByTime(30_000);
  const before = clock.now();
  setWallClock(START - HOUR);
  expect(clock.now()).toBe(before);
  vi.advanceTimersByTime(60_000);
  expect(fired).toEqual([90_000]);
  vi.advanceTimersByTime(5_000);
  expect(clock.now()).toBe(START + 95_000);
});

test("a wall clock that jumps forward is followed within a minute", () => {
  const { fired } = armed(new SystemClock(), HOUR);
  setWallClock(START + 2 * HOUR);
  vi.advanceTimersByTime(MINUTE);
  expect(fired).toEqual([2 * HOUR + MINUTE]);
});

test("what a firing arms for now waits for the next turn of the event loop", () => {
  const clock = new SystemClock();
  let rounds = 0;
  const again: Timer = new Timer(() => {
    rounds += 1;
    clock.arm(again, clock.now());
  });
  clock.arm(again, START);
  vi.advanceTimersToNextTimer();
  expect(rounds).toBe(1);
  vi.advanceTimersToNextTimer();
  expect(rounds).toBe(2);
});

test("a firing that throws does not keep the others from firing", () => {
  const clock = new SystemClock();
  const broken = new Timer(() => {
    throw new Error("broken");
  });
  clock.arm(broken, START + 10);
  const { fired } = armed(clock, 10);
  expect(() => vi.advanceTimersByTime(10)).toThrow("broken");
  vi.advanceTimersByTime(1);
  expect(fired).toHaveLength(1);
});

test("what remains of a timer lies within nothing and its length", () => {
  expect(remaining(START + 500, START, 2_000)).toBe(500);
  expect(remaining(START - 500, START, 2_000)).toBe(0);
  expect(remaining(START + HOUR, START, 2_000)).toBe(2_000);
});
