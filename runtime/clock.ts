import type { Timer } from "./timers.ts";

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
