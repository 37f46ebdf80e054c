import type { Clock, Timer } from "@fsmc/runtime";

/** A clock that another process leads. */
export class FollowingClock implements Clock {
  readonly #armed = new Set<Timer>();
  readonly #held = new Set<Promise<unknown>>();
  #time: number;
  #armings = 0;
  /** Rises whenever something was armed, held or begun, or has ended: who waits for rest looks at it. */
  changes = 0;

  constructor(time: number) {
    this.#time = time;
  }

  now(): number {
    return this.#time;
  }

  arm(timer: Timer, deadline: number): void {
    this.changes += 1;
    timer.deadline = deadline;
    timer.order = this.#armings++;
    timer.place = 0;
    this.#armed.add(timer);
  }

  disarm(timer: Timer): void {
    this.changes += 1;
    timer.place = -1;
    this.#armed.delete(timer);
  }

  hold(promise: Promise<unknown>): void {
    this.changes += 1;
    this.#held.add(promise);
    const release = () => {
      this.changes += 1;
      this.#held.delete(promise);
    };
    promise.then(release, release);
  }

  attend(activity: Promise<unknown>): void {
    this.changes += 1;
    const end = () => {
      this.changes += 1;
    };
    activity.then(end, end);
  }

  get held(): readonly Promise<unknown>[] {
    return [...this.#held];
  }

  /** When the next timer is due; null: none is armed. */
  get next(): number | null {
    return this.#first()?.deadline ?? null;
  }

  /** Lets time pass, without firing anything. */
  moveTo(time: number): void {
    if (time > this.#time) this.#time = time;
  }

  /** Fires the first timer that is due. @returns whether there was one */
  fireDue(): boolean {
    const timer = this.#first();
    if (timer === null || timer.deadline > this.#time) return false;
    this.disarm(timer);
    timer.fire();
    return true;
  }

  #first(): Timer | null {
    let first: Timer | null = null;
    for (const timer of this.#armed)
      if (
        first === null ||
        timer.deadline < first.deadline ||
        (timer.deadline === first.deadline && timer.order < first.order)
      )
        first = timer;
    return first;
  }
}
