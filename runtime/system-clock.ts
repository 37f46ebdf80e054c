import type { Clock } from "./clock.ts";
import { TimerQueue, type Timer } from "./timers.ts";

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
