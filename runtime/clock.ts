import { nextTick } from "node:process";
import { setImmediate } from "node:timers";
import { EndlessInstantError } from "./errors.ts";
import { TimerQueue, type Timer } from "./timers.ts";

/** Where machines and exchanges take all their time from. */
export interface Clock {
  /** Milliseconds since the epoch; never goes back. */
  now(): number;
  /** Fires the timer once, at the deadline or as soon as that has passed; never from inside of this call. */
  arm(timer: Timer, deadline: number): void;
  disarm(timer: Timer): void;
  /**
   * Says that somebody waits for the real world (a file, a socket): simulated
   * time does not pass until the promise has settled. It must not itself wait
   * for a timer of this clock.
   */
  hold(promise: Promise<unknown>): void;
  /**
   * Says that an activity is under way: until the promise has settled,
   * simulated time lets the event loop turn before it moves on.
   */
  attend(activity: Promise<unknown>): void;
}

/** What real time is made of; a test brings its own. */
export interface TimeSources {
  /** Milliseconds since the epoch, which may jump. */
  wall(): number;
  /** Milliseconds since whenever, which never jump. */
  monotonic(): number;
}

/** Between two looks at the wall clock, at most; also keeps each delay below the 2³¹ ms that Node can wait. */
const LONGEST_SLEEP = 60_000;

/** Steps of the wall clock up to this are waited out: time stands still. In milliseconds. */
const SHORT_STEP = 1_000;

/**
 * Real time. Waits are monotonic: a wall clock that is set back neither stops
 * nor lengthens them, time then goes on from where it was. One that jumps
 * forward (a suspended process, say) is followed within a minute.
 *
 * One process timer stands for all that are armed.
 */
export class SystemClock implements Clock {
  readonly #sources: TimeSources;
  readonly #queue = new TimerQueue();
  #sleep: NodeJS.Timeout | null = null;
  #wakesAt = Infinity;
  #latest: number;
  /** How far time is ahead of a wall clock that was set back. */
  #ahead = 0;
  /** At the last comparison of the two sources. */
  #comparedAt: number;
  #comparedTime: number;

  constructor(
    sources: TimeSources = {
      wall: () => Date.now(),
      monotonic: () => performance.now(),
    },
  ) {
    this.#sources = sources;
    this.#latest = sources.wall();
    this.#comparedAt = sources.monotonic();
    this.#comparedTime = this.#latest;
  }

  now(): number {
    const time = this.#sources.wall() + this.#ahead;
    if (time > this.#latest) this.#latest = time;
    return this.#latest;
  }

  arm(timer: Timer, deadline: number): void {
    this.#queue.add(timer, deadline);
    if (deadline < this.#wakesAt) this.#fallAsleep();
  }

  disarm(timer: Timer): void {
    this.#queue.remove(timer);
    if (this.#queue.size > 0 || this.#sleep === null) return;
    clearTimeout(this.#sleep);
    this.#sleep = null;
    this.#wakesAt = Infinity;
  }

  /** Nothing to do: real time waits for nobody. */
  hold(): void {}

  /** Nothing to do: the event loop turns anyway. */
  attend(): void {}

  #fallAsleep(): void {
    const { first } = this.#queue;
    if (this.#sleep !== null) clearTimeout(this.#sleep);
    this.#sleep = null;
    this.#wakesAt = Infinity;
    if (first === null) return;
    const time = this.#compare();
    const delay = Math.min(Math.max(first.deadline - time, 0), LONGEST_SLEEP);
    this.#wakesAt = time + delay;
    this.#sleep = setTimeout(() => this.#wake(), Math.ceil(delay));
  }

  /** What is armed meanwhile, even for now, waits for the next turn of the event loop. */
  #wake(): void {
    const time = this.#compare();
    const newcomers = this.#queue.nextOrder;
    try {
      for (
        let timer = this.#queue.first;
        timer !== null && timer.deadline <= time && timer.order < newcomers;
        timer = this.#queue.first
      ) {
        this.#queue.remove(timer);
        timer.fire();
      }
    } finally {
      this.#fallAsleep();
    }
  }

  /** Holds the wall clock against the monotonic one, and goes on from where time would be when it was set back. */
  #compare(): number {
    const at = this.#sources.monotonic();
    const due = this.#comparedTime + Math.floor(at - this.#comparedAt);
    const lag = due - (this.#sources.wall() + this.#ahead);
    if (lag > SHORT_STEP) this.#ahead += lag;
    this.#comparedAt = at;
    this.#comparedTime = this.now();
    return this.#comparedTime;
  }
}

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
  /** Activities that began or ended: a turn of the event loop that changes it calls for another. */
  #changes = 0;
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
    this.#queue.add(timer, deadline);
  }

  disarm(timer: Timer): void {
    this.#queue.remove(timer);
  }

  hold(promise: Promise<unknown>): void {
    this.#held.add(promise);
    const release = () => void this.#held.delete(promise);
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
      return await this.#advanceTo(this.#time + milliseconds);
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
      this.#queue.remove(timer);
      if (timer.deadline > this.#time) this.#moveTo(timer.deadline);
      this.#countAtOnce(timer.name);
      timer.fire();
      fired += 1;
    }
    if (end > this.#time) this.#moveTo(end);
    return fired;
  }

  async #settle(): Promise<void> {
    await microtasksDone();
    for (;;) {
      if (this.#held.size > 0) {
        await Promise.allSettled(this.#held);
      } else {
        if (this.#underWay === 0) return;
        const before = this.#changes;
        await eventLoopTurned();
        if (this.#changes === before && this.#held.size === 0) return;
        this.#countAtOnce("an activity");
      }
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
