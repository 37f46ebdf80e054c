import type { FaultPlan, Random } from "@fsmc/runtime";

/** When a callback throws: before it has done anything, or after all of it. */
export type Throw = "before" | "after";

/** What goes wrong in one trial, and what people do meanwhile. */
export interface Trouble {
  /** For people: what this trial is about. */
  readonly title: string;
  /** What befalls requests to the venue. */
  readonly faults: FaultPlan;
  /** Asked with each call of a callback, the how manieth of it from 1; null: nothing. */
  readonly throws: (callback: string, nth: number) => Throw | null;
  /** Sent once, so much later than the state was entered, in milliseconds. */
  readonly emergency: { readonly state: string; readonly delay: number } | null;
  /** Which trigger is sent with this market event; null: none. */
  readonly command: () => string | null;
  /** Whether faults go on when the market's time is over and everything is to be closed. */
  readonly relentless: boolean;
}

/** What a trouble is made of. */
export interface TroubleParts {
  /** 0, 1, 2 … */
  readonly trial: number;
  readonly random: Random;
  /** The names of the strategy's callbacks. */
  readonly callbacks: readonly string[];
  /** Exposed states in which an emergency is to come. */
  readonly exposed: readonly string[];
  readonly commands: readonly string[];
}

export type Troubles = (parts: TroubleParts) => Trouble;
