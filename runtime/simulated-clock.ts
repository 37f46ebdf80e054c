import { nextTick } from "node:process";
import { setImmediate } from "node:timers";
import type { Clock } from "./clock.ts";
import { EndlessInstantError } from "./errors.ts";
import { TimerQueue, type Timer } from "./timers.ts";

/** Firings and settled activities that one instant may hold. */
const MOST_AT_ONCE = 1_000_000;

/**
 * Time that moves only when told to, so that a day costs only its events.
 * Between two timers everything that waits for nothing but promises runs to
 * its end.
 */
export class SimulatedClock implements Clock {
  readonly #queue = new TimerQueue();
  readonly #held = new Set<Promise<unknown>>();
  readonly #mostAtOnce: number;
  #time: number;
  #advancing = false;
  #underWay = 0;
  /** What was armed, disarmed, held, begun or ended: a turn of the event loop that changes it calls for another. */
  #changes = 0;
  /** The same when all was last waiting for time to pass. */
  #atRest = -1;
  #atOnce = 0;

  /**
   * @param start in milliseconds since the epoch
   * @param mostAtOnce bound on what may happen at one instant, against loops that take no time
   */
  constructor(start = 0, mostAtOnce: number = MOST_AT_ONCE) {
    this.#time = start;
    this.#mostAtOnce = mostAtOnce;
  }

  now(): number {
    return this.#time;
  }

  arm(timer: Timer, deadline: number): void {
    this.#changes += 1;
    this.#queue.add(timer, deadline);
  }

  disarm(timer: Timer): void {
    this.#changes += 1;
    this.#queue.remove(timer);
  }

  hold(promise: Promise<unknown>): void {
    this.#changes += 1;
    this.#held.add(promise);
    const release = () => {
      this.#changes += 1;
      this.#held.delete(promise);
    };
    promise.then(release, release);
  }

  attend(activity: Promise<unknown>): void {
    this.#underWay += 1;
    this.#changes += 1;
    const end = () => {
      this.#underWay -= 1;
      this.#changes += 1;
    };
    activity.then(end, end);
  }

  /**
   * Lets time pass, and fires what falls due on the way: one timer at a time,
   * by deadline, among equals the one armed first. Before each, and at the end,
   * held promises settle and the event loop turns as long as activities make
   * progress.
   *
   * @param milliseconds 0 or more
   * @returns how many timers fired
   * @throws RangeError for a time that is negative or not finite
   * @throws EndlessInstantError when time cannot move on
   */
  async advance(milliseconds: number): Promise<number> {
    if (!Number.isFinite(milliseconds) || milliseconds < 0)
      throw new RangeError(
        `advance: expected 0 milliseconds or more, got ${milliseconds}`,
      );
    if (this.#advancing)
      throw new Error("advance: time is advancing already; await that first");
    this.#advancing = true;
    try {
      const end = this.#time + milliseconds;
      // Mostly nothing happens between two events of a market.
      if (this.#isAtRest) await microtasksDone();
      if (!this.#isAtRest || this.#isDueBy(end))
        return await this.#advanceTo(end);
      if (end > this.#time) this.#moveTo(end);
      return 0;
    } finally {
      this.#advancing = false;
    }
  }

  async #advanceTo(end: number): Promise<number> {
    let fired = 0;
    for (;;) {
      await this.#settle();
      const timer = this.#queue.first;
      if (timer === null || timer.deadline > end) break;
      this.disarm(timer);
      if (timer.deadline > this.#time) this.#moveTo(timer.deadline);
      this.#countAtOnce(timer.name);
      timer.fire();
      fired += 1;
    }
    if (end > this.#time) this.#moveTo(end);
    return fired;
  }

  /** Nothing happened since all was last waiting for time to pass. */
  get #isAtRest(): boolean {
    return this.#changes === this.#atRest;
  }

  #isDueBy(end: number): boolean {
    const timer = this.#queue.first;
    return timer !== null && timer.deadline <= end;
  }

  async #settle(): Promise<void> {
    await microtasksDone();
    while (!this.#isAtRest) {
      const before = this.#changes;
      if (this.#held.size > 0) await Promise.allSettled(this.#held);
      else if (this.#underWay > 0) await eventLoopTurned();
      if (this.#changes === before && this.#held.size === 0)
        this.#atRest = before;
      else this.#countAtOnce("an activity");
      await microtasksDone();
    }
  }

  #moveTo(time: number): void {
    this.#time = time;
    this.#atOnce = 0;
  }

  #countAtOnce(what: string): void {
    this.#atOnce += 1;
    if (this.#atOnce > this.#mostAtOnce)
      throw new EndlessInstantError(this.#time, this.#mostAtOnce, what);
  }
}

/** Node runs what `nextTick` was given when no microtask is left, if it was given from inside of one. */
async function microtasksDone(): Promise<void> {
  await Promise.resolve();
  await new Promise<void>((resolve) => nextTick(resolve));
}

function eventLoopTurned(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
