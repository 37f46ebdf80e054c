/** Everything of a machine that a macrostep may change, and that is put back when it fails: plain data, copied whole. */
import type { Outcome } from "../../src/model/index.ts";
import type { Value } from "./evaluate.ts";

export interface Data {
  /** Indexes of the active leaves, in document order. */
  leaves: number[];
  ended: boolean;
  context: Record<string, Value>;
  /** Macrosteps that entered a state. */
  entries: number;
  /** By index of the active state: when it was entered, and a number that no other entry has. */
  entered: Record<number, { readonly at: number; readonly stamp: number }>;
  stamps: number;
  armed: Armed[];
  /** By timer: what was left of it when its state was last left; null: nothing, it had fired. */
  remaining: Record<number, Remaining | null>;
  /** By composite or parallel state: the leaves below it when it was last left. */
  history: Record<number, readonly number[]>;
  orders: number;
  timeout: TimeoutState;
  deferred: Sent[];
  halted: boolean;
  leftInitial: boolean;
  runs: LiveRun[];
  unsettled: { readonly key: string; readonly legs: readonly string[] }[];
  /** The latest time that any macrostep saw. */
  time: number;
}

export interface Remaining {
  readonly time: number;
  readonly deadline: number;
  readonly period: number | null;
}

export type TimeoutState =
  | { readonly kind: "off" }
  | { readonly kind: "running" }
  | { readonly kind: "paused"; readonly remaining: number };

/** An event that somebody sent, posted or raised. */
export interface Sent {
  readonly trigger: string;
  readonly payload: Value;
  readonly message: string | null;
  readonly outside: boolean;
}

/** Something that falls due. */
export type Armed = {
  readonly deadline: number;
  /** Among equal deadlines the first armed comes first. */
  readonly order: number;
} & (
  | {
      readonly kind: "timer";
      readonly timer: number;
      readonly state: number;
      readonly period: number | null;
    }
  | { readonly kind: "raise"; readonly event: Sent }
  | { readonly kind: "timeout" }
  | { readonly kind: "attempt-timeout"; readonly stamp: number }
  | { readonly kind: "backoff" | "refusal"; readonly stamp: number }
  | { readonly kind: "redelivery"; readonly fact: Fact; readonly times: number }
);

/** What has happened and cannot be taken back. */
export type Fact =
  | { readonly kind: "timeout" }
  | {
      readonly kind: "timer";
      readonly timer: number;
      readonly state: number;
      readonly stamp: number;
    }
  | {
      readonly kind: "outcome";
      readonly run: number;
      readonly state: number;
      readonly stamp: number;
      readonly outcome: Outcome;
      readonly payload: Value;
    };

export interface LiveRun {
  readonly run: number;
  readonly state: number;
  /** Of its state's entry. */
  readonly stamp: number;
  /** Its own. */
  readonly id: number;
  readonly key: string;
  readonly args: readonly Value[];
  readonly retry: number;
  readonly backoff: {
    readonly first: number;
    readonly longest: number | null;
  } | null;
  readonly timeout: number | null;
  attempt: number;
  /** Definite failures so far: what advances the key. */
  advanced: number;
  unknown: boolean;
  partial: boolean;
  cancelled: boolean;
  waiting: boolean;
  /** Not called, because the machine is halted. */
  refused: boolean;
  last: ErrorInfo | null;
}

export interface ErrorInfo {
  readonly code: string | null;
  readonly message: string;
  readonly attempt: number;
}

/** What a macrostep is about. */
export type Occurrence =
  | { readonly kind: "start" | "none" | "recover" | "timeout" }
  | { readonly kind: "event"; readonly event: Sent }
  | { readonly kind: "fact"; readonly fact: Fact }
  | {
      readonly kind: "error";
      readonly info: ErrorInfo;
      /** The state whose activity came to it without an arm; null for what was thrown. */
      readonly owner: number | null;
      /** Which of the `on error` reactions, counted from the innermost outwards. */
      readonly candidate: number;
    };

/** An event of the inside: raised, or `done` of a composite. */
export type Raised =
  | { readonly kind: "event"; readonly event: Sent }
  | { readonly kind: "done"; readonly state: number };
