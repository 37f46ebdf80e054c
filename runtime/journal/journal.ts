import type { StepText } from "../trail-record.ts";
import type { JournalError } from "../errors.ts";
import type {
  MachineSnapshot,
  MachineState,
  SnapshotPatch,
} from "./snapshot.ts";

/** Which machine a record is about, and which spec made it. */
export interface JournalOwner {
  readonly machine: string;
  /** The strategy's name. */
  readonly type: string;
  /** The spec's `version`, and a hash of its meaning: the same version with another hash is refused on recovery. */
  readonly version: number;
  readonly hash: string;
}

/** One macrostep, or one fact, of one machine. Plain JSON throughout. */
export interface JournalRecord extends JournalOwner {
  /** Counts the records of this machine, from 1. */
  readonly seq: number;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly trigger: string;
  readonly payload: unknown;
  readonly message: string | null;
  /** What its sender called the event, so that it is applied once; null for most. */
  readonly eventId: string | null;
  readonly steps: readonly StepText[];
  /** The first record of a machine holds all members: it is a snapshot. */
  readonly patch: SnapshotPatch;
}

/** What a journal may ask of the machine whose record it takes. */
export interface JournalSource {
  /** The machine as of the record that is being appended; asked from inside of `append` only. */
  whole(): MachineState;
  /** What was appended cannot be made durable for now (the disk is full, say), and is tried again. May be called more than once. */
  stalled(error: JournalError): void;
}

/** What a journal knows of a machine when it is to be recovered. */
export interface JournaledMachine extends JournalOwner {
  readonly snapshot: MachineSnapshot;
}

/**
 * Where records go before anything leaves the process. One journal serves all
 * machines of a host; SQLite's and the one in memory are the two there are.
 *
 * A journal that cannot write never calls `durable`: whoever waits for it
 * hears of it from `flushed()`.
 */
export interface Journal {
  /**
   * Takes a record. Never throws and keeps no reference to anything that
   * changes later. Records of a machine become durable in their order.
   *
   * @param durable called once, when a crash cannot lose the record any more; may be called from inside
   * @param source the machine, for a journal that makes snapshots or may have to wait for its disk
   */
  append(
    record: JournalRecord,
    durable: () => void,
    source?: JournalSource | null,
  ): void;

  /**
   * Resolves when all that was appended so far is durable.
   *
   * @param machine only what concerns this one may reject it; default: anything
   * @throws JournalError (rejects) if it never will be, or not before the disk has room again
   */
  flushed(machine?: string): Promise<void>;

  /** Whether an event with this id was applied to the machine, as far as it is remembered: see `AppliedEvents`. */
  hasApplied(machine: string, eventId: string, time: number): boolean;

  /** Whether there are records of a machine, durable or not. */
  has(machine: string): boolean;

  /** The machine as of its last durable record; null if there is none. @throws JournalError if it cannot be made out */
  recall(machine: string): JournaledMachine | null;

  /** The ids of all machines that it has records of. */
  machines(): readonly string[];

  /** Flushes, and takes nothing more. */
  close(): Promise<void>;
}
