import { JournalError } from "../errors.ts";
import { AppliedEvents } from "./applied-events.ts";
import type { Journal, JournaledMachine, JournalRecord } from "./journal.ts";
import { jsonMisfit, misfitText } from "./plain-json.ts";
import { GrowingBooks } from "./ledger-patch.ts";
import { applyPatch, isWhole, type MachineSnapshot } from "./snapshot.ts";

/** When records become durable: at once, or when {@link MemoryJournal.flush} is called. */
export type Durability = "immediate" | "manual";

/** Records of one machine that are kept beside its snapshot, unless told otherwise. */
const MOST_RECORDS = 10_000;

interface Pending {
  readonly record: JournalRecord;
  readonly durable: () => void;
}

interface Kept {
  readonly records: JournalRecord[];
  /** Without its books. */
  machine: JournaledMachine;
  /** They grow with every fill, the rest does not: a record is to cost the same after a year. */
  readonly books: GrowingBooks;
}

/**
 * A journal that lasts as long as the process. Told to wait for `flush()`, it
 * is a slow disk: nothing is durable before, and a crash then loses the rest.
 */
export class MemoryJournal implements Journal {
  readonly #durability: Durability;
  readonly #mostRecords: number;
  readonly #kept = new Map<string, Kept>();
  /** Those that are not durable yet count as well: the process has applied them. */
  readonly #applied = new Map<string, AppliedEvents>();
  readonly #waiting: (() => void)[] = [];
  #pending: Pending[] = [];
  #error: JournalError | null = null;
  #isClosed = false;

  constructor(
    durability: Durability = "immediate",
    mostRecords = MOST_RECORDS,
  ) {
    this.#durability = durability;
    this.#mostRecords = mostRecords;
  }

  append(record: JournalRecord, durable: () => void): void {
    const copy = this.#copy(record);
    if (copy === null) return;
    this.#remember(copy);
    this.#pending.push({ record: copy, durable });
    if (this.#durability === "immediate") this.flush();
  }

  /** Makes the oldest records durable (default: all), and tells who waits for them. */
  flush(count: number = this.#pending.length): void {
    const ready = this.#pending.slice(0, count);
    this.#pending = this.#pending.slice(count);
    for (const { record, durable } of ready) {
      if (this.#keep(record)) durable();
    }
    if (this.#pending.length > 0) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  async flushed(): Promise<void> {
    if (this.#pending.length > 0)
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    if (this.#error !== null) throw this.#error;
  }

  hasApplied(machine: string, eventId: string, time: number): boolean {
    return this.#applied.get(machine)?.has(eventId, time) ?? false;
  }

  has(machine: string): boolean {
    return (
      this.#kept.has(machine) ||
      this.#pending.some(({ record }) => record.machine === machine)
    );
  }

  recall(machine: string): JournaledMachine | null {
    const kept = this.#kept.get(machine) ?? null;
    if (kept === null) return null;
    const ledger = kept.books.snapshot();
    return { ...kept.machine, snapshot: { ...kept.machine.snapshot, ledger } };
  }

  machines(): readonly string[] {
    return [...this.#kept.keys()];
  }

  /** What is durable of a machine, oldest first, as far as it is kept. */
  records(machine: string): readonly JournalRecord[] {
    return this.#kept.get(machine)?.records ?? [];
  }

  /** What another process would find if this one died now. */
  afterCrash(): MemoryJournal {
    const found = new MemoryJournal(this.#durability, this.#mostRecords);
    for (const [id, { records, machine, books }] of this.#kept) {
      found.#kept.set(id, {
        records: [...records],
        machine,
        books: new GrowingBooks(books.snapshot()),
      });
      for (const record of records) found.#remember(record);
    }
    return found;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.flush();
    await this.flushed();
  }

  /** A copy that nobody else changes; null, and an error for whoever asks, if it cannot be written. */
  #copy(record: JournalRecord): JournalRecord | null {
    const { machine, seq } = record;
    if (this.#isClosed)
      return this.#fail(machine, `record ${seq} came after close()`);
    const found = jsonMisfit(record);
    if (found === null) return structuredClone(record);
    return this.#fail(machine, `record ${seq}: ${misfitText(found)}`);
  }

  #remember({ machine, eventId, time }: JournalRecord): void {
    if (eventId === null) return;
    const applied = this.#applied.get(machine) ?? new AppliedEvents();
    this.#applied.set(machine, applied);
    applied.add(eventId, time);
  }

  /** @returns whether it follows what there is of the machine */
  #keep(record: JournalRecord): boolean {
    const { machine, seq, type, version, hash, patch } = record;
    const kept = this.#kept.get(machine) ?? null;
    if (kept === null) {
      if (!isWhole(patch)) {
        this.#fail(machine, `its first record (${seq}) is not a whole one`);
        return false;
      }
      this.#kept.set(machine, {
        records: [record],
        machine: { machine, type, version, hash, snapshot: bookless(patch) },
        books: new GrowingBooks(patch.ledger),
      });
      return true;
    }
    const expected = kept.machine.snapshot.seq + 1;
    if (seq !== expected || patch.seq !== seq) {
      this.#fail(machine, `expected record ${expected}, got ${seq}`);
      return false;
    }
    const { ledger = null, ...changed } = patch;
    const snapshot = applyPatch(kept.machine.snapshot, changed);
    kept.machine = { machine, type, version, hash, snapshot };
    kept.books.add(ledger);
    kept.records.push(record);
    if (kept.records.length > this.#mostRecords) kept.records.shift();
    return true;
  }

  #fail(machine: string, problem: string): null {
    this.#error ??= new JournalError(`${machine}: ${problem}`, machine);
    return null;
  }
}

function bookless(snapshot: MachineSnapshot): MachineSnapshot {
  return { ...snapshot, ledger: null };
}
