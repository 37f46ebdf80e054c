import { JournalError } from "../../errors.ts";
import { AppliedEvents } from "../applied-events.ts";
import type {
  Journal,
  JournaledMachine,
  JournalRecord,
  JournalSource,
} from "../journal.ts";
import { jsonMisfit, misfitText } from "../plain-json.ts";
import { Batch } from "./batch.ts";
import { errorOf } from "./failure.ts";
import { JournalFile } from "./journal-file.ts";
import type { CompactionReport, FromWriter } from "./message.ts";
import { lineOf, mayHaveLost, textsOf } from "./record-text.ts";
import type { Recalled } from "./stored-machine.ts";
import { WriterThread } from "./writer-thread.ts";

export interface SqliteJournalOptions {
  /**
   * `full` (the default): what is durable survives a power cut. `normal`: it survives the end of the process, and a
   * power cut may cost the last moments.
   */
  readonly synchronous?: "full" | "normal";
  /** A machine's snapshot is written with every so-many-eth of its records. Default 100. */
  readonly snapshotEvery?: number;
  /** Records kept for audit, of all machines together. Default 1,000,000. */
  readonly keepRecords?: number;
  /** No longer than this, in milliseconds. Default 90 days. */
  readonly keepFor?: number;
  /** The file grows to this many pages of 4,096 bytes, and then counts as a full disk. Default: as far as the disk goes. */
  readonly mostPages?: number | null;
  /** Told what was repaired, and that the disk is full. Default: a warning of the process. */
  readonly onWarning?: (warning: string) => void;
}

export type JournalState =
  /** All is well. */
  | "open"
  /** What was appended cannot be written for now, and is tried again: the disk is full, say. */
  | "stalled"
  /** Nothing can be written any more. */
  | "broken"
  | "closed";

/** A batch of less than this is not worth a commit of its own. */
const FEWEST = 16;
/** When so much text waits for a disk that has no room, memory is worth more than the hope: about 256 MB. */
const MOST_WAITING = 128 * 1024 * 1024;
const DAY = 24 * 60 * 60 * 1000;

/** What this process has appended of a machine. */
interface Appended {
  seq: number;
  readonly applied: AppliedEvents;
}

/**
 * A journal in an SQLite file. A thread of its own writes: one batch is in
 * flight while the next collects, whichever machines it comes from, so that
 * one `fsync` serves all of them.
 *
 * One process owns it at a time.
 */
export class SqliteJournal implements Journal {
  readonly path: string;
  readonly #thread: WriterThread;
  readonly #file: JournalFile;
  readonly #snapshotEvery: number;
  readonly #warn: (warning: string) => void;
  readonly #machines = new Map<string, Appended>();
  /** Why a machine's records are not taken any more. */
  readonly #faults = new Map<string, JournalError>();
  #collecting = new Batch();
  #flying: Batch | null = null;
  #isDue = false;
  /** As soon as so many are there they are on their way, and the others follow: main thread and writer then work at the same time. */
  #enough = FEWEST;
  #state: JournalState = "open";
  #failure: JournalError | null = null;

  private constructor(
    path: string,
    thread: WriterThread,
    file: JournalFile,
    options: SqliteJournalOptions,
  ) {
    this.path = path;
    this.#thread = thread;
    this.#file = file;
    this.#snapshotEvery = Math.max(1, options.snapshotEvery ?? 100);
    this.#warn = options.onWarning ?? warnOfProcess;
    thread.onMessage((message) => this.#hear(message));
  }

  /**
   * Opens a journal, or makes it.
   *
   * @throws JournalError (rejects) held, not-a-journal, newer, corrupt, full, read-only, unwritable
   */
  static async open(
    path: string,
    options: SqliteJournalOptions = {},
  ): Promise<SqliteJournal> {
    const thread = await WriterThread.start({
      path,
      synchronous: options.synchronous ?? "full",
      mostPages: options.mostPages ?? null,
      keepRecords: options.keepRecords ?? 1_000_000,
      keepFor: options.keepFor ?? 90 * DAY,
      now: Date.now(),
    });
    try {
      const file = await JournalFile.open(path);
      const journal = new SqliteJournal(path, thread, file, options);
      for (const warning of thread.warnings) journal.#warn(warning);
      return journal;
    } catch (error) {
      await thread.close();
      throw error;
    }
  }

  get state(): JournalState {
    return this.#state;
  }

  /** Records that were appended and are not durable yet. Whoever sends a lot awaits `flushed()` now and then. */
  get pending(): number {
    return this.#collecting.size + (this.#flying?.size ?? 0);
  }

  append(
    record: JournalRecord,
    durable: () => void,
    source: JournalSource | null = null,
  ): void {
    const { machine } = record;
    if (this.#isRefused(record)) return;
    const appended = this.#appendedOf(machine);
    const expected = appended.seq + 1;
    if (record.seq !== expected || record.patch.seq !== record.seq) {
      this.#refuse(machine, `expected record ${expected}, got ${record.seq}`);
      return;
    }
    const line = this.#lineOf(record);
    if (line === null) return;
    appended.seq = record.seq;
    if (record.eventId !== null)
      appended.applied.add(record.eventId, record.time);
    this.#collecting.add(line, durable, source);
    if (source !== null && this.#wantsSnapshot(record))
      this.#collecting.addSnapshot(source.whole(), appended.applied);
    this.#schedule();
    if (this.#state === "stalled" && this.#failure !== null)
      this.#stallMore(source, this.#failure);
  }

  async flushed(machine: string | null = null): Promise<void> {
    const faults =
      machine === null
        ? [...this.#faults.values()]
        : [this.#faults.get(machine) ?? null];
    const [fault = null] = faults;
    const waiting = this.#waiting();
    if (waiting !== null) {
      if (this.#failure !== null) throw this.#failure;
      await waiting.settled;
    }
    if (fault !== null) throw fault;
    if (this.#state === "broken" && this.#failure !== null) throw this.#failure;
  }

  hasApplied(machine: string, eventId: string, time: number): boolean {
    return this.#appendedOf(machine).applied.has(eventId, time);
  }

  has(machine: string): boolean {
    return this.#appendedOf(machine).seq > 0;
  }

  /** @throws JournalError corrupt, of this machine */
  recall(machine: string): JournaledMachine | null {
    const recalled = this.#file.recalled(machine);
    if (recalled !== null) this.#remember(machine, recalled);
    return recalled?.machine ?? null;
  }

  machines(): readonly string[] {
    return this.#file.machines().map((each) => each.machine);
  }

  /** What is in it, to be read while it is written. */
  get file(): JournalFile {
    return this.#file;
  }

  /** Drops what is not to be kept, and makes the file as small as the rest. Whatever is appended meanwhile waits. @throws JournalError (rejects) */
  async compact(): Promise<CompactionReport> {
    await this.flushed();
    return this.#thread.compact();
  }

  async close(): Promise<void> {
    if (this.#state === "closed") return;
    try {
      await this.flushed();
    } finally {
      this.#state = "closed";
      this.#file.close();
      await this.#thread.close();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #isRefused({ machine, seq }: JournalRecord): boolean {
    if (this.#state === "closed")
      this.#refuse(machine, `record ${seq} came after close()`, "closed");
    return this.#state === "broken" || this.#faults.has(machine);
  }

  /** Null, and nothing more of this machine, if it holds what JSON cannot carry. */
  #lineOf(record: JournalRecord): string | null {
    const { machine, seq } = record;
    try {
      const texts = textsOf(record);
      const found = mayHaveLost(texts) ? jsonMisfit(record) : null;
      if (found === null) return lineOf(texts);
      this.#refuse(machine, `record ${seq}: ${misfitText(found)}`);
    } catch (error) {
      const found = jsonMisfit(record);
      const why = found === null ? String(error) : misfitText(found);
      this.#refuse(machine, `record ${seq}: ${why}`);
    }
    return null;
  }

  /** Nothing more of this machine: what came next would have a gap before it. */
  #refuse(
    machine: string,
    problem: string,
    reason: "unfit" | "closed" = "unfit",
  ): void {
    if (this.#faults.has(machine)) return;
    const fault = new JournalError(`${machine}: ${problem}`, machine, reason);
    this.#faults.set(machine, fault);
  }

  #appendedOf(machine: string): Appended {
    const known = this.#machines.get(machine);
    if (known !== undefined) return known;
    try {
      return this.#remember(machine, this.#file.recalled(machine));
    } catch (error) {
      if (!(error instanceof JournalError)) throw error;
      this.#faults.set(machine, error);
      return this.#remember(machine, null);
    }
  }

  #remember(machine: string, recalled: Recalled | null): Appended {
    const known = this.#machines.get(machine);
    if (known !== undefined) return known;
    const applied = new AppliedEvents();
    for (const [id, time] of recalled?.applied ?? []) applied.add(id, time);
    const seq = recalled?.machine.snapshot.seq ?? 0;
    const appended = { seq, applied };
    this.#machines.set(machine, appended);
    return appended;
  }

  /** Not of all machines at once, though all have been started at once. */
  #wantsSnapshot({ seq, machine }: JournalRecord): boolean {
    if (seq === 1) return true;
    return (
      (seq + machine.length * 7 + lastCode(machine)) % this.#snapshotEvery === 0
    );
  }

  /** The batch that all that was appended so far is durable with; null if it is. */
  #waiting(): Batch | null {
    if (this.#collecting.size > 0) return this.#collecting;
    return this.#flying;
  }

  /** At the end of what is being done: what others append meanwhile goes along. */
  #schedule(): void {
    if (this.#flying !== null) return;
    if (this.#collecting.size >= this.#enough) this.#send();
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      this.#send();
    });
  }

  #send(): void {
    if (this.#flying !== null || this.#collecting.size === 0) return;
    if (this.#state === "broken") return;
    this.#flying = this.#collecting;
    this.#collecting = new Batch();
    this.#thread.write(this.#flying.text);
  }

  #hear(message: FromWriter): void {
    switch (message.kind) {
      case "durable":
        this.#landed();
        break;
      case "stalled":
        this.#stalled(errorOf(message.failure));
        break;
      case "broken":
        this.#broken(errorOf(message.failure));
        break;
      case "warning":
        this.#warn(message.text);
        break;
      default:
    }
  }

  #landed(): void {
    const landed = this.#flying;
    this.#flying = null;
    this.#enough = Math.max(FEWEST, (landed?.size ?? 0) / 2);
    if (this.#state === "stalled") {
      this.#state = "open";
      this.#failure = null;
      this.#warn(`${this.path} is written again`);
    }
    // The next is on its way before anybody is told of this one.
    this.#send();
    landed?.land();
    this.#send();
  }

  #stalled(failure: JournalError): void {
    const isNew = this.#state !== "stalled";
    this.#state = "stalled";
    this.#failure = failure;
    if (this.#collecting.bytes > MOST_WAITING) {
      this.#broken(failure);
      return;
    }
    if (!isNew) return;
    this.#warn(failure.message);
    this.#flying?.stall(failure);
    this.#collecting.stall(failure);
  }

  /** Told when it was appended, not from inside of that: the machine has not done yet. */
  #stallMore(source: JournalSource | null, failure: JournalError): void {
    queueMicrotask(() => {
      if (this.#state !== "stalled") return;
      source?.stalled(failure);
      this.#collecting.refuse(failure);
    });
  }

  #broken(failure: JournalError): void {
    if (this.#state === "broken") return;
    this.#state = "broken";
    this.#failure = failure;
    this.#warn(failure.message);
    this.#flying?.stall(failure);
    this.#collecting.stall(failure);
  }
}

function lastCode(text: string): number {
  return text.charCodeAt(text.length - 1);
}

function warnOfProcess(warning: string): void {
  process.emitWarning(warning, "JournalWarning");
}
