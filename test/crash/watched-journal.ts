import { createHash } from "node:crypto";
import {
  applyPatch,
  type Journal,
  type JournaledMachine,
  type JournalRecord,
  type JournalSource,
  type MachineSnapshot,
} from "@fsmc/runtime";
import { isWhole } from "../../runtime/journal/snapshot.ts";
import type { Steps } from "./steps.ts";
import type { Mark } from "./wire.ts";

export interface WatchedJournalOptions {
  readonly journal: Journal;
  readonly steps: Steps;
  readonly onDurable: (machine: string, mark: Mark) => void;
  /** The fault that the crash tests must find: durable is said before anything is written. */
  readonly isTooEarly: boolean;
}

/** How late the planted fault writes, in milliseconds of the real world. */
const TOO_LATE = 20;

/** A journal whose every step can be a process's last. */
export class WatchedJournal implements Journal {
  readonly #options: WatchedJournalOptions;
  readonly #snapshots = new Map<string, MachineSnapshot>();

  constructor(options: WatchedJournalOptions) {
    this.#options = options;
  }

  append(
    record: JournalRecord,
    durable: () => void,
    source?: JournalSource | null,
  ): void {
    const { journal, steps, onDurable, isTooEarly } = this.#options;
    const { machine, seq, patch } = record;
    const before =
      this.#snapshots.get(machine) ?? journal.recall(machine)?.snapshot;
    if (before === undefined && !isWhole(patch))
      throw new Error(`the first record of ${machine} is not a whole one`);
    const snapshot = before === undefined ? patch : applyPatch(before, patch);
    if (isWhole(snapshot)) this.#snapshots.set(machine, snapshot);
    const mark = { seq, digest: digestOf(snapshot) };
    const isDurable = (): void => {
      onDurable(machine, mark);
      steps.at("a record is durable");
      durable();
    };
    steps.at("before a record is handed over");
    if (isTooEarly) {
      isDurable();
      setTimeout(() => journal.append(record, () => {}), TOO_LATE);
    } else journal.append(record, isDurable, source);
    steps.at("after a record was handed over");
  }

  async flushed(machine?: string): Promise<void> {
    if (!this.#options.isTooEarly) await this.#options.journal.flushed(machine);
  }

  hasApplied(machine: string, eventId: string, time: number): boolean {
    return this.#options.journal.hasApplied(machine, eventId, time);
  }

  has(machine: string): boolean {
    return this.#options.journal.has(machine);
  }

  recall(machine: string): JournaledMachine | null {
    return this.#options.journal.recall(machine);
  }

  machines(): readonly string[] {
    return this.#options.journal.machines();
  }

  close(): Promise<void> {
    return this.#options.journal.close();
  }
}

/** The same for the same content, whatever the order of members. */
export function digestOf(value: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(value, inOrder) ?? "")
    .digest("base64");
}

function inOrder(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return value;
  return Object.fromEntries(
    Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
