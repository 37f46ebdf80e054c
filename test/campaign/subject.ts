import type { Market, RunningStrategy, SetupParts } from "@fsmc/runtime";

/** A strategy as a campaign tries it. */
export interface Subject {
  /** The spec's base name. */
  readonly name: string;
  /** From the repository's root. */
  readonly spec: string;
  /**
   * A simulated market of some minutes in which the strategy trades again and
   * again, quick to run through: each trial has one of its own.
   */
  market(seed: string): Market;
  /** One machine, not started. */
  create(parts: Omit<SetupParts<never>, "params">): Actor;
  /** Triggers without payload that people send at any time: `SUSPEND`, `RESUME`, `STOP`, `RESET`. `EMERGENCY_EXIT` is the campaign's own. */
  readonly commands: readonly string[];
  /** Why no order of it can be filled while a cancel is on its way; without it that must happen. */
  readonly withoutRaces?: string;
  /** Exposed states that a trial cannot rest in long enough for an emergency to find it there, and why. */
  readonly unvisited?: Readonly<Record<string, string>>;
}

/** A machine at work, by the names of its spec. */
export interface Actor extends RunningStrategy {
  /** The active atomic states. */
  configuration(): readonly string[];
  /** A trigger without payload. */
  send(trigger: string): void;
  /** What is amiss by the strategy's own standards, asked after each event of the market; null: nothing. */
  amiss?(): string | null;
}
