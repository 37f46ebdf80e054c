import type { Clock, Timer as RuntimeTimer } from "@fsmc/runtime";

/** Makes a timer; the runtime's, which is loaded late. */
export type MakeTimer = (fire: () => void, name: string) => RuntimeTimer;

/**
 * Counts what moves an exchange: market events that it hears, and its own
 * timers. With the requests put between them in the same places, an exchange
 * that is made again goes the same way again.
 */
export class Stimuli implements Clock {
  readonly #clock: Clock;
  readonly #makeTimer: MakeTimer;
  readonly #standIns = new Map<RuntimeTimer, RuntimeTimer>();
  #armings = 0;
  /** So many there were. */
  count = 0;
  /** Called before each, at the time at which it comes. */
  before: () => void = () => {};
  /** Called after each. */
  after: () => void = () => {};

  constructor(clock: Clock, makeTimer: MakeTimer) {
    this.#clock = clock;
    this.#makeTimer = makeTimer;
  }

  /** An event, or whatever else reaches the exchange. */
  one(act: () => void): void {
    this.before();
    this.count += 1;
    act();
    this.after();
  }

  now(): number {
    return this.#clock.now();
  }

  arm(timer: RuntimeTimer, deadline: number): void {
    const standIn = this.#standIns.get(timer) ?? this.#standInOf(timer);
    timer.deadline = deadline;
    timer.order = this.#armings++;
    timer.place = 0;
    this.#clock.arm(standIn, deadline);
  }

  disarm(timer: RuntimeTimer): void {
    const standIn = this.#standIns.get(timer);
    if (standIn !== undefined) this.#clock.disarm(standIn);
    this.#forget(timer);
  }

  hold(promise: Promise<unknown>): void {
    this.#clock.hold(promise);
  }

  attend(activity: Promise<unknown>): void {
    this.#clock.attend(activity);
  }

  #standInOf(timer: RuntimeTimer): RuntimeTimer {
    const fire = (): void => {
      this.#forget(timer);
      this.one(() => timer.fire());
    };
    const standIn = this.#makeTimer(fire, timer.name);
    this.#standIns.set(timer, standIn);
    return standIn;
  }

  #forget(timer: RuntimeTimer): void {
    timer.place = -1;
    this.#standIns.delete(timer);
  }
}
