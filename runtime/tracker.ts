import type { EffectWord } from "./exchange/permitted.ts";
import { harmless } from "./harmless.ts";

/** What a tracker may know of a machine. */
export interface Tracked {
  readonly id: string;
  readonly type: string;
  /** So far, as its ledger has it; 0 without one. */
  readonly ordersPlaced: number;
}

/** An attempt of an activity that begins. */
export interface TrackedAttempt {
  readonly machine: string;
  readonly type: string;
  readonly activity: string;
  /** What it does to the position. */
  readonly words: readonly EffectWord[];
  /** The client order id. */
  readonly key: string;
  /** From 1. */
  readonly attempt: number;
  readonly resumed: boolean;
}

/** What an attempt of an activity came to; `stopped`: its state was left. */
export type AttemptOutcome =
  "done" | "failed" | "unknown" | "timeout" | "stopped";

/** Told once how an attempt ended, and when by the host's clock. */
export type AttemptEnded = (outcome: AttemptOutcome, time: number) => void;

/** Hears what the machines of a host do. */
export interface Tracker {
  /** A machine has entered its first state; one of the same id that was tracked before is forgotten. */
  started(machine: Tracked, state: string, time: number): void;
  /** A macrostep was committed that took at least one transition; `stay` leads to the same state. */
  transition(machine: Tracked, to: string, time: number): void;
  error(machine: Tracked): void;
  /** The machine will not move any more. */
  ended(machine: Tracked, time: number): void;
  /** @param begun what `performance.now()` said before the macrostep */
  macrostep(machine: Tracked, begun: number): void;
  attempt(attempt: TrackedAttempt, time: number): AttemptEnded;
}

/** The trackers that are there, told one after the other; one that throws does the others no harm. */
export function allTrackers(...all: readonly Tracker[]): Tracker {
  const trackers = all.map(harmlessTracker);
  const tell = (act: (tracker: Tracker) => void) => {
    for (const tracker of trackers) act(tracker);
  };
  return {
    started: (...about) => tell((each) => each.started(...about)),
    transition: (...about) => tell((each) => each.transition(...about)),
    error: (machine) => tell((each) => each.error(machine)),
    ended: (...about) => tell((each) => each.ended(...about)),
    macrostep: (...about) => tell((each) => each.macrostep(...about)),
    attempt(...about) {
      const ends = trackers.map((each) => each.attempt(...about));
      return (...end) => {
        for (const ended of ends) ended(...end);
      };
    },
  };
}

/** The same, and what it throws is nobody's but its own: the first time, a warning of the process. */
export function harmlessTracker(tracker: Tracker): Tracker {
  const safely = harmless();
  return {
    started: (...about) => safely(() => tracker.started(...about)),
    transition: (...about) => safely(() => tracker.transition(...about)),
    error: (machine) => safely(() => tracker.error(machine)),
    ended: (...about) => safely(() => tracker.ended(...about)),
    macrostep: (...about) => safely(() => tracker.macrostep(...about)),
    attempt(...about) {
      let ended: AttemptEnded | null = null;
      safely(() => {
        ended = tracker.attempt(...about);
      });
      return (...end) => safely(() => ended?.(...end));
    },
  };
}
