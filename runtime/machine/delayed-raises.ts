import type { Clock } from "../clock.ts";
import type { DelayedSnapshot } from "../journal/snapshot.ts";
import { Timer } from "../timers.ts";
import type { WaitingEvent } from "./inbox.ts";

interface DelayedRaise {
  readonly event: WaitingEvent;
  readonly deadline: number;
  readonly delay: number;
  readonly timer: Timer;
}

/** Something that fell due before a restart. */
export interface Overdue {
  readonly deadline: number;
  /** Unless something has taken it back meanwhile. */
  readonly fire: () => void;
}

/** Events that were raised with a delay and are still to come. */
export class DelayedRaises {
  readonly #clock: Clock;
  readonly #deliver: (event: WaitingEvent) => void;
  #raises: DelayedRaise[] = [];

  constructor(clock: Clock, deliver: (event: WaitingEvent) => void) {
    this.#clock = clock;
    this.#deliver = deliver;
  }

  add(event: WaitingEvent, deadline: number, delay: number): void {
    const timer = new Timer(() => {
      this.#raises = this.#raises.filter((each) => each.timer !== timer);
      this.#deliver(event);
    }, `delayed ${event.trigger}`);
    this.#raises.push({ event, deadline, delay, timer });
    this.#clock.arm(timer, deadline);
  }

  /** `cancel TRIGGER` */
  withdraw(trigger: string): void {
    this.#keep((each) => each.event.trigger !== trigger);
  }

  drop(): void {
    this.#keep(() => false);
  }

  /** Those whose time has come while nobody was there. */
  overdue(now: number): readonly Overdue[] {
    return this.#raises
      .filter((each) => each.deadline <= now)
      .map(({ deadline, timer }) => ({
        deadline,
        fire: () => {
          if (!timer.isArmed) return;
          this.#clock.disarm(timer);
          timer.fire();
        },
      }));
  }

  snapshot(): readonly DelayedSnapshot[] {
    return this.#raises.map(({ event, deadline, delay }) => ({
      trigger: event.trigger,
      payload: event.payload,
      message: event.message,
      deadline,
      delay,
    }));
  }

  #keep(wanted: (raise: DelayedRaise) => boolean): void {
    const { gone = [], kept = [] } = Object.groupBy(this.#raises, (each) =>
      wanted(each) ? "kept" : "gone",
    );
    for (const { timer } of gone) this.#clock.disarm(timer);
    this.#raises = kept;
  }
}
