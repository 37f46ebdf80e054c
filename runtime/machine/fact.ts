import type { Failure } from "../failure.ts";
import type { Timer } from "../timers.ts";

/** What has happened and cannot be taken back: a timer fired, an activity had an outcome. */
export interface Fact {
  /** What the generated class calls it: `after#0`, `buy#1.done`. */
  readonly name: string;
  readonly payload: unknown;
  /** Of an outcome that counts as an error where no arm takes it; null for all others. */
  readonly failure: Failure | null;
  /** Name of the error that such an outcome came from: `TypeError`. Not known of one that happened before a restart. */
  readonly thrown?: string | null;
  readonly origin: FactOrigin;
  /** Whether the state that it belongs to is still the same entry of it. */
  readonly isCurrent: () => boolean;
  /** Deliveries that failed. */
  readonly failures: number;
}

/** What it comes from: with the state that this belongs to, it is out of date. */
export type FactOrigin =
  | { readonly kind: "timer" | "run"; readonly index: number }
  | { readonly kind: "timeout" };

/** A fact that is to be delivered once more. */
export interface PendingFact {
  readonly fact: Fact;
  readonly timer: Timer;
}

const FIRST_DELAY = 100;
const LONGEST_DELAY = 10_000;

/** How long to wait before a fact whose handling failed is delivered again, in milliseconds. */
export function redeliveryDelay({ failures }: Fact): number {
  return Math.min(FIRST_DELAY * 2 ** failures, LONGEST_DELAY);
}
