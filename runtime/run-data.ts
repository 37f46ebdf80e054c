import type { Backoff } from "./backoff.ts";
import type { EffectWord } from "./exchange/permitted.ts";
import type { Failure } from "./failure.ts";
import type { Check } from "./misfit.ts";

/** What became of a run; `partial` comes before the others, as often as reported. */
export type RunOutcome =
  | { readonly kind: "done"; readonly result: unknown }
  | { readonly kind: "partial"; readonly partial: unknown }
  | {
      readonly kind: "failed" | "unknown";
      readonly error: Failure;
      /** Name of the error: `TypeError`; null where nothing was thrown. */
      readonly thrown: string | null;
    };

/** What an attempt had to say after it was given up. */
export interface LateResult {
  readonly activity: string;
  readonly key: string;
  readonly attempt: number;
  readonly outcome: RunOutcome;
}

/** What is the same for every run of one `run` of a spec. */
export interface RunDeclaration {
  /** The run's number in the strategy. */
  readonly index: number;
  /** The activity's name. */
  readonly activity: string;
  /** What it does to the position. With any of them a throw leaves open what happened. */
  readonly words: readonly EffectWord[];
  readonly legs: readonly string[];
  /** What about a result does not fit; null where none is declared. */
  readonly result: Check | null;
  /** Likewise for what is reported. */
  readonly partial: Check | null;
}

/** What was evaluated when the state had been entered. */
export interface RunPlan {
  readonly key: string;
  readonly args: readonly unknown[];
  /** Attempts after the first. */
  readonly retry: number;
  readonly backoff: Backoff | null;
  /** Of one attempt, in milliseconds. */
  readonly timeout: number | null;
  readonly startedAt: number;
}

/** A run under way, as plain data: what a restart begins with. */
export interface RunSnapshot extends RunPlan {
  readonly index: number;
  readonly activity: string;
  readonly attempt: number;
  /** How many attempts were certain to have failed, and used up their key. */
  readonly spent: number;
  /** An attempt ended unknown or reported something: it cannot have failed any more. */
  readonly open: boolean;
  readonly cancelled: boolean;
}
