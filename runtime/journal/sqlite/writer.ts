import type { DatabaseSync, StatementSync } from "node:sqlite";
import { JournalError } from "../../errors.ts";
import { checksumOf, headChecksum } from "./checksum.ts";
import {
  headOf,
  readHeads,
  type Heads,
  type JournalHead,
  type MachineHead,
  type Spec,
} from "./heads.ts";
import { FIELD, LINE, unquoted } from "./record-text.ts";
import { ownerParts, snapshotChecksum } from "./stored-machine.ts";

const COLUMNS = 14;
/** Rows of one statement: more cost less each. */
const ROWS = 16;

type Value = string | number | null;

/** What only the writer knows of a machine. */
interface Place {
  readonly head: MachineHead;
  /** Checksum of the last row of its books. */
  books: number;
}

/** Writes batches of records, each in one transaction. Belongs to one thread, and to the one that owns the journal. */
export class JournalWriter {
  readonly #database: DatabaseSync;
  readonly #path: string;
  readonly #epoch: number;
  readonly #places = new Map<string, Place>();
  readonly #specs = new Map<string, number>();
  #heads: Heads;
  #lastRecord = 0;
  #lastSnapshot = 0;
  #swept = 0;
  #firstRecord = 1;
  #rows: Value[] = [];
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #many: StatementSync;
  readonly #one: StatementSync;
  readonly #advance: StatementSync;
  readonly #snapshot: StatementSync;
  readonly #ledger: StatementSync;
  readonly #forget: StatementSync;

  /** @throws JournalError corrupt */
  constructor(database: DatabaseSync, path: string, epoch: number) {
    this.#database = database;
    this.#path = path;
    this.#epoch = epoch;
    this.#begin = database.prepare("BEGIN IMMEDIATE");
    this.#commit = database.prepare("COMMIT");
    this.#many = database.prepare(insertRecords(ROWS));
    this.#one = database.prepare(insertRecords(1));
    this.#advance = database.prepare(
      "UPDATE head SET first_record = ?, last_record = ?, last_snapshot = ?, swept = ?, checksum = ? WHERE epoch = ?",
    );
    this.#snapshot = database.prepare(
      "INSERT INTO snapshots VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    );
    this.#ledger = database.prepare("INSERT INTO ledger VALUES (?, ?, ?, ?)");
    this.#forget = database.prepare(
      "DELETE FROM snapshots WHERE machine = ? AND record < ? AND seq < ?",
    );
    this.#heads = this.load();
  }

  get heads(): Heads {
    return this.#heads;
  }

  get head(): JournalHead {
    return {
      holder: this.#heads.head.holder,
      epoch: this.#epoch,
      firstRecord: this.#firstRecord,
      lastRecord: this.#lastRecord,
      lastSnapshot: this.#lastSnapshot,
      swept: this.#swept,
    };
  }

  /** Where everything stands, as the file has it: at the beginning, and after a transaction that failed. */
  load(): Heads {
    const heads = readHeads(this.#database, this.#path);
    const books = this.#database.prepare(
      "SELECT checksum FROM ledger WHERE machine = ? ORDER BY seq DESC LIMIT 1",
    );
    this.#heads = heads;
    this.#places.clear();
    for (const head of heads.machines.values()) {
      const last = books.get(head.machine)?.checksum;
      this.#places.set(head.id, { head, books: Number(last ?? 0) });
    }
    this.#specs.clear();
    for (const [number, spec] of heads.specs)
      this.#specs.set(specKey(spec.type, spec.version, spec.hash), number);
    const { firstRecord, lastRecord, lastSnapshot, swept } = heads.head;
    this.#firstRecord = firstRecord;
    this.#lastRecord = lastRecord;
    this.#lastSnapshot = lastSnapshot;
    this.#swept = swept;
    return heads;
  }

  /**
   * All of it, or nothing. Returns when a crash cannot lose it any more.
   *
   * @param batch lines as `lineOf` makes them, each with the kind in front
   */
  write(batch: string): void {
    this.inTransaction(() => {
      let place: Place | null = null;
      for (const line of batch.split(LINE)) {
        const fields = line.split(FIELD);
        if (fields[0] === "R") place = this.#record(fields, line);
        else if (place !== null) this.#whole(place, fields);
      }
      this.#flushRows();
    });
  }

  /** Runs it in a transaction that also says how far the journal goes, and whose it is. */
  inTransaction(act: () => void, sweptTo: number | null = null): void {
    this.#begin.run();
    try {
      act();
      if (sweptTo !== null) this.#swept = sweptTo;
      const { changes } = this.#advance.run(
        this.#firstRecord,
        this.#lastRecord,
        this.#lastSnapshot,
        this.#swept,
        headChecksum(this.head),
        this.#epoch,
      );
      if (changes !== 1)
        throw new JournalError(
          `${this.#path} was taken over by another process`,
          null,
          "held",
        );
      this.#commit.run();
    } catch (error) {
      this.#rows = [];
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  /** Older records are gone. */
  begins(firstRecord: number): void {
    this.#firstRecord = firstRecord;
  }

  /** A machine as of its last record. */
  takeSnapshot(head: MachineHead, state: string, applied: string): void {
    this.#lastSnapshot += 1;
    const { machine, seq, record, spec, chain } = head;
    const books = this.#places.get(head.id)?.books ?? 0;
    const texts = { record, spec, chain, books, state, applied };
    this.#snapshot.run(
      this.#lastSnapshot,
      machine,
      seq,
      record,
      spec,
      chain,
      state,
      applied,
      snapshotChecksum(this.#ownerOf(head), seq, texts),
    );
    // Those of which records are missing are of no use any more.
    this.#forget.run(machine, this.#firstRecord - 1, seq);
    head.snapshot = this.#lastSnapshot;
    head.snapshotSeq = seq;
    head.loose = 0;
  }

  #ownerOf({ id, machine, spec }: MachineHead): readonly (string | number)[] {
    return ownerParts(id, machine, this.#heads.specs.get(spec) ?? null);
  }

  #record(fields: readonly string[], line: string): Place {
    const [
      ,
      id = "",
      type = "",
      version = "",
      hash = "",
      seq = "",
      time = "",
      trigger = "",
      payload = "",
      message = "",
      eventId = "",
      steps = "",
      patch = "",
      added = "",
    ] = fields;
    const place = this.#places.get(id) ?? this.#newPlace(id);
    const { head } = place;
    const previous = head.record;
    head.spec = this.#specOf(type, version, hash);
    head.seq = Number(seq);
    head.chain = checksumOf([line.slice(2)], head.chain);
    this.#lastRecord += 1;
    head.record = this.#lastRecord;
    if (head.loose === 0) head.loose = head.record;
    this.#rows.push(
      head.record,
      head.machine,
      head.seq,
      previous,
      head.spec,
      this.#epoch,
      Number(time),
      trigger,
      payload,
      unquoted(message),
      unquoted(eventId),
      steps,
      patch,
      head.chain,
    );
    if (this.#rows.length === ROWS * COLUMNS) {
      this.#many.run(...this.#rows);
      this.#rows.length = 0;
    }
    if (added !== "") {
      place.books = checksumOf([head.machine, head.seq, added], place.books);
      this.#ledger.run(head.machine, head.seq, added, place.books);
    }
    return place;
  }

  #whole({ head }: Place, [, state = "", applied = "[]"]: readonly string[]) {
    this.takeSnapshot(head, state, applied);
  }

  #flushRows(): void {
    for (let at = 0; at < this.#rows.length; at += COLUMNS)
      this.#one.run(...this.#rows.slice(at, at + COLUMNS));
    this.#rows = [];
  }

  #newPlace(id: string): Place {
    const { lastInsertRowid } = this.#database
      .prepare("INSERT INTO machines (id) VALUES (?)")
      .run(id);
    const head = headOf(Number(lastInsertRowid), id);
    const place = { head, books: 0 };
    this.#places.set(id, place);
    this.#heads.machines.set(id, head);
    return place;
  }

  #specOf(type: string, version: string, hash: string): number {
    const key = specKey(type, version, hash);
    const known = this.#specs.get(key);
    if (known !== undefined) return known;
    const { lastInsertRowid } = this.#database
      .prepare("INSERT INTO specs (type, version, hash) VALUES (?, ?, ?)")
      .run(type, Number(version), hash);
    const number = Number(lastInsertRowid);
    this.#specs.set(key, number);
    const spec: Spec = { type, version: Number(version), hash };
    this.#heads.specs.set(number, spec);
    return number;
  }
}

function insertRecords(rows: number): string {
  const row = `(${Array<string>(COLUMNS).fill("?").join(", ")})`;
  return `INSERT INTO records VALUES ${Array<string>(rows).fill(row).join(", ")}`;
}

function specKey(type: string, version: string | number, hash: string): string {
  return `${type}${FIELD}${version}${FIELD}${hash}`;
}
