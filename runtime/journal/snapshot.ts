import type { Phase } from "../vocabulary.ts";
import type { LedgerSnapshot } from "../exchange/ledger/snapshot.ts";
import type { Failure } from "../failure.ts";
import type { RunSnapshot } from "../run-data.ts";
import { addToLedger } from "./ledger-patch.ts";

/** A timer that is armed. */
export interface TimerSnapshot {
  /** The timer's number in the strategy. */
  readonly index: number;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  /** Its whole length in milliseconds: after a restart no more than this is left of it. Null for `at`. */
  readonly length: number | null;
}

/** A timer whose state was left, and may be entered again by history. */
export interface ParkedTimerSnapshot extends TimerSnapshot {
  /** Milliseconds that were left of it; null: it was spent. */
  readonly remaining: number | null;
}

/** An event that waits: deferred, or raised with a delay. */
export interface EventSnapshot {
  readonly trigger: string;
  readonly payload: unknown;
  readonly message: string | null;
}

export interface DeferredSnapshot extends EventSnapshot {
  /** Sent or posted, not raised: only such a one may lift a halt. */
  readonly outside: boolean;
}

export interface DelayedSnapshot extends EventSnapshot {
  readonly deadline: number;
  readonly delay: number;
}

/**
 * All that a machine is, as plain JSON, at rest between two macrosteps. A
 * restart begins with it. States are called by their shortest unique names.
 */
export interface MachineSnapshot extends MachineState {
  /** What it traded; null without an exchange. */
  readonly ledger: LedgerSnapshot | null;
}

/** A machine without its books, which grow with every fill: the rest has a bound. */
export interface MachineState {
  /** The number of the last record that is in it. */
  readonly seq: number;
  /** Of the last macrostep. */
  readonly time: number;
  /** Active atomic states, in document order. */
  readonly configuration: readonly string[];
  /** What these come to; for whoever reads the journal without the spec, like `exposed`. */
  readonly phase: Phase;
  /** Whether one of them says that a position may be there. */
  readonly exposed: boolean;
  /** When each active state was entered, parents included. */
  readonly enteredAt: Readonly<Record<string, number>>;
  /** By composite, the atomic states that were active when it was left. */
  readonly history: Readonly<Record<string, readonly string[]>>;
  readonly context: Readonly<Record<string, unknown>>;
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** Whether the first transition out of the initial state was taken. */
  readonly isInitialized: boolean;
  readonly entries: number;
  readonly transitions: number;
  readonly timers: readonly TimerSnapshot[];
  readonly parked: readonly ParkedTimerSnapshot[];
  readonly deferred: readonly DeferredSnapshot[];
  readonly delayed: readonly DelayedSnapshot[];
  readonly runs: readonly RunSnapshot[];
  /** What has happened, and is to be delivered again because its handling failed. */
  readonly facts: readonly FactSnapshot[];
  /** When the counted errors happened, oldest first. */
  readonly errors: readonly number[];
  readonly halted: boolean;
  /** Orders that nobody attends. */
  readonly unsettled: readonly UnsettledSnapshot[];
  /** Events that go to other machines, until these have them. */
  readonly outbox: readonly OutgoingEvent[];
  /** What is left of the strategy's time-out; null when it is spent or none is declared. */
  readonly timeout: TimeoutSnapshot | null;
}

export interface FactSnapshot {
  readonly name: string;
  readonly payload: unknown;
  readonly failure: Failure | null;
  readonly failures: number;
  readonly origin:
    | { readonly kind: "timer" | "run"; readonly index: number }
    | { readonly kind: "timeout" };
  readonly deadline: number;
}

export interface UnsettledSnapshot {
  /** The client order id. */
  readonly key: string;
  /** That it may have filled on. */
  readonly legs: readonly string[];
}

/** An event for another machine, made of an output. */
export interface OutgoingEvent {
  /** Of the output and its way: however often it is delivered, it is applied once. */
  readonly id: string;
  /** The machine. */
  readonly to: string;
  readonly trigger: string;
  readonly payload: unknown;
  /** When the output was told, milliseconds since the epoch. */
  readonly time: number;
}

export type TimeoutSnapshot =
  | { readonly kind: "running"; readonly deadline: number }
  /** While suspended, in milliseconds. */
  | { readonly kind: "paused"; readonly remaining: number };

/**
 * What a macrostep changed: whole members, but of `context` only the fields
 * that changed (all, where it has every member), and of `ledger` only what was added, with the orders that
 * changed.
 */
export type SnapshotPatch = Readonly<Partial<MachineSnapshot>>;

/** The machine after a macrostep: recorded patches are applied, nothing is executed. */
export function applyPatch(
  snapshot: MachineSnapshot,
  patch: SnapshotPatch,
): MachineSnapshot {
  return {
    ...snapshot,
    ...patch,
    context: hasAllMembers(patch)
      ? patch.context
      : { ...snapshot.context, ...patch.context },
    ledger: addToLedger(snapshot.ledger, patch.ledger ?? null),
  };
}

/** All that a machine is, but for its books. */
export const STATE_MEMBERS = [
  "seq",
  "time",
  "configuration",
  "phase",
  "exposed",
  "enteredAt",
  "history",
  "context",
  "startedAt",
  "endedAt",
  "isInitialized",
  "entries",
  "transitions",
  "timers",
  "parked",
  "deferred",
  "delayed",
  "runs",
  "facts",
  "errors",
  "halted",
  "unsettled",
  "outbox",
  "timeout",
] as const satisfies readonly (keyof MachineState)[];

/** Whether a patch says everything, as the first one of a machine must. */
export function isWhole(patch: SnapshotPatch): patch is MachineSnapshot {
  return patch.ledger !== undefined && hasAllMembers(patch);
}

function hasAllMembers(
  patch: SnapshotPatch,
): patch is MachineState & Pick<SnapshotPatch, "ledger"> {
  return STATE_MEMBERS.every((member) => patch[member] !== undefined);
}
