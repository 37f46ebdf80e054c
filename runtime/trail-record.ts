import { failureOf, nameOf } from "./failure.ts";
import type { LateResult } from "./run-data.ts";

/** Names as in the spec: shortest unique ones. */
export interface StepText {
  readonly from: string;
  readonly trigger: string;
  readonly to: string;
}

interface RecordBase {
  /** Counts all entries of the trail, so that it has gaps for one machine. */
  readonly seq: number;
  readonly machine: string;
  /** The strategy's name. */
  readonly type: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Null before `start()`. */
  readonly previousState: string | null;
  readonly currentState: string | null;
}

/** One macrostep. */
export interface TransitionRecord extends RecordBase {
  readonly kind: "transition";
  readonly trigger: string;
  readonly payload: unknown;
  readonly steps: readonly StepText[];
  readonly message: string;
}

/** What is recorded beside macrosteps. */
export type TrailNote =
  /** A macrostep was undone, or something on the forced way failed. */
  | {
      readonly kind: "failure";
      readonly trigger: string;
      readonly error: RecordedError;
      /** Whether it counts towards the error limit. */
      readonly counted: boolean;
    }
  /** A timer fired, an activity had an outcome: true whatever the machine made of it. */
  | {
      readonly kind: "fact";
      readonly fact: string;
      readonly payload: unknown;
      /** Of an outcome that an error led to, the error's name: `TypeError`. */
      readonly thrown?: string;
    }
  | { readonly kind: "late"; readonly late: LateResult };

/** One entry of the audit trail. */
export type TrailRecord = TransitionRecord | (RecordBase & TrailNote);

/** An error as it is kept: no stack, no cause, nothing that may hold a secret but its message. */
export interface RecordedError {
  readonly name: string;
  readonly message: string;
  readonly code: string | null;
}

/** A record as it is written to logs and files: plain JSON, the same members for every kind. */
export interface TrailEntry {
  readonly timestamp: string;
  readonly seq: number;
  readonly machine: string;
  readonly type: string;
  readonly kind: TrailRecord["kind"];
  readonly previousState: string | null;
  readonly currentState: string | null;
  readonly trigger: string;
  /** The payload, the error or the late outcome. */
  readonly data: unknown;
  readonly steps: readonly StepText[];
  readonly message: string;
}

export function trailEntry(record: TrailRecord): TrailEntry {
  const { seq, machine, type, kind, previousState, currentState } = record;
  return {
    timestamp: new Date(record.time).toISOString(),
    seq,
    machine,
    type,
    kind,
    previousState,
    currentState,
    ...contentsOf(record),
  };
}

/** What a transition says when its sender said nothing. */
export function defaultMessage(steps: readonly StepText[]): string {
  return `Transition: ${steps[0]?.from ?? ""} -> ${steps.at(-1)?.to ?? ""}`;
}

/** An error as it is kept: without stack and cause. */
export function recordedError(error: unknown): RecordedError {
  const { code, message } = failureOf(error, 1);
  return { name: nameOf(error), message, code };
}

function contentsOf(
  record: TrailRecord,
): Pick<TrailEntry, "trigger" | "data" | "steps" | "message"> {
  if (record.kind === "transition") {
    const { trigger, payload, steps, message } = record;
    return { trigger, data: payload, steps, message };
  }
  if (record.kind === "failure") {
    const { trigger, error } = record;
    const message = `${error.name}: ${error.message}`;
    return { trigger, data: error, steps: [], message };
  }
  if (record.kind === "fact") {
    const { fact, payload, thrown } = record;
    const message = thrown === undefined ? fact : `${fact}: ${thrown}`;
    return { trigger: fact, data: payload, steps: [], message };
  }
  const { late } = record;
  return {
    trigger: `${late.activity}.${late.outcome.kind}`,
    data: late,
    steps: [],
    message: `${late.activity} told of attempt ${late.attempt} after it was given up`,
  };
}
