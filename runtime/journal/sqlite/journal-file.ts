import type { DatabaseSync, StatementSync } from "node:sqlite";
import type {
  JournaledMachine,
  JournalOwner,
  JournalRecord,
} from "../journal.ts";
import { checkedJournal, type IntegrityReport } from "./integrity.ts";
import {
  headFrom,
  readHeads,
  SELECT_HEAD,
  type Heads,
  type JournalHead,
  type MachineHead,
} from "./heads.ts";
import { openToRead, opened } from "./open-database.ts";
import { holderFrom, type JournalHolder } from "./owner-lock.ts";
import { recordOf } from "./record-text.ts";
import { corrupt, MachineReader, type Recalled } from "./stored-machine.ts";

/** How far a machine has come in a journal. */
export interface JournaledHead extends JournalOwner {
  /** Of its last record. */
  readonly seq: number;
  /** Of its last record, milliseconds since the epoch. */
  readonly time: number;
  /** Why it cannot be recovered; null as far as nothing is known against it. */
  readonly problem: string | null;
}

/** Which of a machine's records are wanted, by their numbers; both are included. */
export interface RecordRange {
  readonly from?: number;
  readonly to?: number;
}

/** What became durable since a position. */
export interface JournalTail {
  /** Of the last record: to be given next time. */
  readonly position: number;
  /** Of all machines, in the order in which they became durable. */
  readonly records: readonly JournalRecord[];
}

/** Of a machine whose spec is missing: it is there all the same, and cannot be recovered. */
const UNKNOWN = { type: "unknown", version: 0, hash: "" };

/**
 * A journal to be read: by `fsmc inspect` and `fsmc replay`, or by whoever
 * wants to know. Takes no lock and changes nothing, so that it may be one that
 * a running process writes; what it says is of the moment in which it is asked.
 */
export class JournalFile {
  readonly path: string;
  readonly #database: DatabaseSync;
  readonly #headRow: StatementSync;
  #heads: Heads;
  #reader: MachineReader;

  private constructor(path: string, database: DatabaseSync) {
    this.path = path;
    this.#database = database;
    this.#headRow = database.prepare(SELECT_HEAD);
    this.#heads = readHeads(database, path);
    this.#reader = new MachineReader(database, this.#heads);
  }

  /** @throws JournalError (rejects) missing, not-a-journal, newer, corrupt */
  static async open(path: string): Promise<JournalFile> {
    const sqlite = await import("node:sqlite");
    const database = openToRead(sqlite, path);
    try {
      return opened(path, () => new JournalFile(path, database));
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** All machines that it has records of, in the order of their first. @throws JournalError corrupt */
  machines(): readonly JournaledHead[] {
    return this.#now(() =>
      [...this.#heads.machines.values()].map((head) => this.#headOf(head)),
    );
  }

  /** The machine as of its last record; null if there is none. @throws JournalError corrupt, of this machine */
  recall(machine: string): JournaledMachine | null {
    return this.recalled(machine)?.machine ?? null;
  }

  /** As `recall`, with the ids of the events that it has applied. @throws JournalError corrupt, of this machine */
  recalled(machine: string): Recalled | null {
    return this.#now(() => {
      const head = this.#heads.machines.get(machine);
      return head === undefined ? null : this.#reader.recall(head);
    });
  }

  /** The ids of the events that a machine has applied, with their times, oldest first. @throws JournalError corrupt */
  applied(machine: string): readonly (readonly [id: string, time: number])[] {
    return this.recalled(machine)?.applied ?? [];
  }

  /** A machine's records that are kept, oldest first. @throws JournalError corrupt */
  records(machine: string, range: RecordRange = {}): readonly JournalRecord[] {
    const { from = 1, to = Infinity } = range;
    return this.#now(() => {
      const head = this.#heads.machines.get(machine);
      if (head === undefined) return [];
      const found: JournalRecord[] = [];
      let id = head.record;
      while (id > 0) {
        const record = this.#reader.record(head, id);
        if (record === null || record.texts.seq < from) break;
        if (record.texts.seq <= to) found.push(recordOf(record.texts));
        id = record.previous;
      }
      return found.toReversed();
    });
  }

  /**
   * A machine as of some of its records, oldest first: what is executed again
   * begins with one of these. The first is the oldest from which all records
   * are kept.
   *
   * @throws JournalError corrupt
   */
  snapshots(machine: string): readonly JournaledMachine[] {
    return this.#now(() => {
      const head = this.#heads.machines.get(machine);
      if (head === undefined) return [];
      const { firstRecord } = this.#heads.head;
      const kept = this.#reader
        .snapshots(head)
        .filter(
          ({ record, seq }) =>
            record >= firstRecord - 1 || seq === head.snapshotSeq,
        );
      return kept.map(({ seq, spec, state }) => {
        const found = this.#heads.specs.get(spec);
        if (found === undefined)
          throw corrupt(head, `its spec ${spec} is missing`);
        const ledger = this.#reader.books(head, seq);
        return { machine, ...found, snapshot: { ...state, ledger } };
      });
    });
  }

  /** What became durable after a position; 0 for all that is kept. @param most records at once @throws JournalError corrupt */
  tail(after: number, most = 1_000): JournalTail {
    return this.#now(() => {
      const byNumber = new Map(
        [...this.#heads.machines.values()].map((head) => [head.machine, head]),
      );
      const rows = this.#database
        .prepare(
          "SELECT id, machine FROM records WHERE id > ? ORDER BY id LIMIT ?",
        )
        .all(after, most);
      const records = rows.flatMap(({ id, machine }) => {
        const head = byNumber.get(Number(machine));
        const found =
          head === undefined ? null : this.#reader.record(head, Number(id));
        return found === null ? [] : [recordOf(found.texts)];
      });
      const last = rows.at(-1)?.id;
      return { position: last === undefined ? after : Number(last), records };
    });
  }

  /** Where the journal ends: for {@link tail}. */
  get position(): number {
    return opened(this.path, () => this.#head().lastRecord);
  }

  /** Who has it open, or had it open when the process died; null if it was closed. */
  holder(): JournalHolder | null {
    return opened(this.path, () => holderFrom(this.#head().holder));
  }

  /** Reads all of it, and says what does not add up. Takes its time. */
  check(): IntegrityReport {
    return opened(this.path, () => checkedJournal(this.#database, this.path));
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  #head(): JournalHead {
    return headFrom(this.#headRow.get(), this.path);
  }

  #headOf(head: MachineHead): JournaledHead {
    const spec = this.#heads.specs.get(head.spec) ?? UNKNOWN;
    const row = this.#database
      .prepare("SELECT time FROM records WHERE id = ?")
      .get(head.record);
    const time = Number(row?.time ?? this.#timeOf(head));
    const { id: machine, seq } = head;
    const missing =
      spec === UNKNOWN ? `its spec ${head.spec} is missing` : null;
    const problem = head.problem ?? missing;
    return { machine, ...spec, seq, time, problem };
  }

  /** Of a machine whose last record is not kept any more. */
  #timeOf(head: MachineHead): number {
    return this.#reader.snapshots(head).at(-1)?.state.time ?? 0;
  }

  /** One view of the journal for all that is read, the latest one. */
  #now<Result>(read: () => Result): Result {
    return opened(this.path, () => {
      this.#database.exec("BEGIN");
      try {
        const { lastRecord, lastSnapshot } = this.#head();
        const { head } = this.#heads;
        if (
          lastRecord !== head.lastRecord ||
          lastSnapshot !== head.lastSnapshot
        ) {
          this.#heads = readHeads(this.#database, this.path);
          this.#reader = new MachineReader(this.#database, this.#heads);
        }
        return read();
      } finally {
        this.#database.exec("COMMIT");
      }
    });
  }
}
