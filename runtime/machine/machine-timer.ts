import type {
  ParkedTimerSnapshot,
  TimerSnapshot,
} from "../journal/snapshot.ts";
import { Timer } from "../timers.ts";

/** One `after`, `at` or `every` of one machine; made when first armed, armed as often as its state is entered. */
export class MachineTimer {
  readonly index: number;
  readonly timer: Timer;
  deadline = 0;
  /** Milliseconds; null for `at`. */
  length: number | null = null;
  /** Rises when its state is entered or left: tells one entry from another. */
  stamp = 0;
  isPending = false;
  /** What was left of it when its state was last left; null where no history leads back. */
  parked: ParkedTimerSnapshot | null = null;

  constructor(index: number, name: string, fire: () => void) {
    this.index = index;
    this.timer = new Timer(fire, name);
  }

  snapshot(): TimerSnapshot {
    const { index, deadline, length } = this;
    return { index, deadline, length };
  }

  /** What is left of it at an instant. */
  park(at: number): void {
    const { index, deadline, length, isPending } = this;
    const remaining = isPending ? Math.max(0, deadline - at) : null;
    this.parked = { index, deadline, length, remaining };
  }
}

/** Of an `every`: the first of its instants that is still to come. Those that were missed are skipped. */
export function nextInstant(last: number, period: number, now: number): number {
  const missed = Math.max(0, Math.floor((now - last) / period));
  const next = last + period * (missed + 1);
  return next > now ? next : next + period;
}
