import type { Clock } from "../clock.ts";
import type { TimeoutSnapshot } from "../journal/snapshot.ts";
import { Timer } from "../timers.ts";
import type { Overdue } from "./delayed-raises.ts";

/** The strategy's `timeout`: the longest one run may take, not counting what it is suspended. */
export class TimeLimit {
  readonly #clock: Clock;
  readonly #timer: Timer;
  #left: TimeoutSnapshot | null = null;

  constructor(clock: Clock, machine: string, fire: () => void) {
    this.#clock = clock;
    this.#timer = new Timer(() => {
      this.#left = null;
      fire();
    }, `timeout of ${machine}`);
  }

  begin(deadline: number): void {
    this.#left = { kind: "running", deadline };
    this.#clock.arm(this.#timer, deadline);
  }

  pause(at: number): void {
    if (this.#left?.kind !== "running") return;
    this.#clock.disarm(this.#timer);
    this.#left = { kind: "paused", remaining: this.#left.deadline - at };
  }

  resume(at: number): void {
    if (this.#left?.kind === "paused") this.begin(at + this.#left.remaining);
  }

  /** For good. */
  drop(): void {
    this.#clock.disarm(this.#timer);
    this.#left = null;
  }

  overdue(now: number): readonly Overdue[] {
    const left = this.#left;
    if (left?.kind !== "running" || left.deadline > now) return [];
    const { deadline } = left;
    return [
      {
        deadline,
        fire: () => {
          if (this.#left !== left) return;
          this.#clock.disarm(this.#timer);
          this.#timer.fire();
        },
      },
    ];
  }

  snapshot(): TimeoutSnapshot | null {
    return this.#left;
  }

  restore(snapshot: TimeoutSnapshot | null): void {
    if (snapshot?.kind === "running") this.begin(snapshot.deadline);
    else this.#left = snapshot;
  }
}
