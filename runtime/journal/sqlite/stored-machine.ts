import type { DatabaseSync, StatementSync } from "node:sqlite";
import { JournalError } from "../../errors.ts";
import type { LedgerSnapshot } from "../../exchange/ledger/snapshot.ts";
import type { JournaledMachine } from "../journal.ts";
import { GrowingBooks } from "../ledger-patch.ts";
import {
  applyPatch,
  isWhole,
  type MachineSnapshot,
  type MachineState,
} from "../snapshot.ts";
import { checksumOf } from "./checksum.ts";
import { integer, type Heads, type MachineHead, type Spec } from "./heads.ts";
import {
  isAppliedList,
  isLedger,
  isPatch,
  isState,
  parsed,
} from "./parsing.ts";
import { lineOf, type RecordTexts } from "./record-text.ts";

/** A record with what only the journal knows of it. */
export interface StoredRecord {
  readonly id: number;
  readonly previous: number;
  readonly checksum: number;
  readonly texts: RecordTexts;
}

/** A machine as of one of its records, its books as far as they went then. */
export interface StoredSnapshot {
  readonly seq: number;
  readonly record: number;
  readonly spec: number;
  /** The checksum of that record. */
  readonly chain: number;
  readonly state: MachineState;
  /** The ids of applied events, with their times. */
  readonly applied: readonly (readonly [id: string, time: number])[];
}

/** A machine with the ids of the events that it has applied, oldest first, and their times. */
export interface Recalled {
  readonly machine: JournaledMachine;
  readonly applied: readonly (readonly [id: string, time: number])[];
}

type Row = Readonly<Record<string, unknown>>;

/** Reads what is stored of one machine after the other, and believes nothing that its checksum does not bear out. */
export class MachineReader {
  readonly #heads: Heads;
  readonly #record: StatementSync;
  readonly #books: StatementSync;
  readonly #snapshots: StatementSync;
  readonly #snapshot: StatementSync;
  readonly #lastBooks: StatementSync;

  constructor(database: DatabaseSync, heads: Heads) {
    this.#heads = heads;
    this.#record = database.prepare(
      "SELECT records.*, ledger.added FROM records LEFT JOIN ledger USING (machine, seq) WHERE id = ?",
    );
    this.#books = database.prepare(
      "SELECT seq, added, checksum FROM ledger WHERE machine = ? AND seq <= ? ORDER BY seq",
    );
    this.#snapshots = database.prepare(
      "SELECT * FROM snapshots WHERE machine = ? ORDER BY seq",
    );
    this.#snapshot = database.prepare("SELECT * FROM snapshots WHERE id = ?");
    this.#lastBooks = database.prepare(
      "SELECT checksum FROM ledger WHERE machine = ? AND seq <= ? ORDER BY seq DESC LIMIT 1",
    );
  }

  /**
   * The machine as of its last record.
   *
   * @throws JournalError corrupt, of this machine
   */
  recall(head: MachineHead): Recalled {
    if (head.problem !== null) throw corrupt(head, head.problem);
    const base = this.#latest(head);
    const records = this.#since(head, base);
    let state = base?.state ?? null;
    const applied = [...(base?.applied ?? [])];
    for (const { texts } of records) {
      state = stateAfter(head, state, texts);
      const { eventId, time } = texts;
      if (eventId !== null) applied.push([eventId, time]);
    }
    if (state === null) throw corrupt(head, "nothing is left of it");
    const spec = this.#heads.specs.get(head.spec);
    if (spec === undefined)
      throw corrupt(head, `its spec ${head.spec} is missing`);
    const ledger = this.books(head, head.seq);
    const snapshot = { ...state, ledger };
    return { machine: { machine: head.id, ...spec, snapshot }, applied };
  }

  /** Its snapshots that are kept, oldest first. @throws JournalError corrupt */
  snapshots(head: MachineHead): readonly StoredSnapshot[] {
    return this.#snapshots
      .all(head.machine)
      .map((row) => this.#snapshotFrom(head, row));
  }

  /** What its books had heard up to one of its records; null for no books. @throws JournalError corrupt */
  books(head: MachineHead, seq: number): LedgerSnapshot | null {
    const books = new GrowingBooks();
    let chain = 0;
    for (const row of this.#books.iterate(head.machine, seq)) {
      const added = String(row.added);
      chain = checksumOf([head.machine, integer(row.seq), added], chain);
      if (chain !== row.checksum)
        throw corrupt(
          head,
          `the books' entry of record ${integer(row.seq)} was changed`,
        );
      books.add(parsed(added, isLedger));
    }
    return books.snapshot();
  }

  /** Null where there is none of this id. @throws JournalError corrupt */
  record(head: MachineHead, id: number): StoredRecord | null {
    const row = this.#record.get(id);
    if (row === undefined || row.machine !== head.machine) return null;
    const spec = this.#heads.specs.get(integer(row.spec));
    if (spec === undefined)
      throw corrupt(head, `spec ${integer(row.spec)} is missing`);
    const seq = integer(row.seq);
    return {
      id,
      previous: integer(row.previous),
      checksum: integer(row.checksum),
      texts: {
        machine: head.id,
        ...spec,
        seq,
        time: integer(row.time),
        trigger: String(row.trigger),
        payload: String(row.payload),
        message: row.message === null ? null : String(row.message),
        eventId: row.event_id === null ? null : String(row.event_id),
        steps: String(row.steps),
        patch: String(row.patch),
        ledger: String(row.added ?? ""),
      },
    };
  }

  #latest(head: MachineHead): StoredSnapshot | null {
    if (head.snapshot === 0) return null;
    const row = this.#snapshot.get(head.snapshot);
    if (row === undefined) throw corrupt(head, "its last snapshot is missing");
    return this.#snapshotFrom(head, row);
  }

  #snapshotFrom(head: MachineHead, row: Row): StoredSnapshot {
    const seq = integer(row["seq"]);
    const record = integer(row["record"]);
    const spec = integer(row["spec"]);
    const chain = integer(row["chain"]);
    const state = String(row["state"]);
    const applied = String(row["applied"]);
    const named = this.#heads.specs.get(spec) ?? null;
    const owner = ownerParts(head.id, head.machine, named);
    const checksum = snapshotChecksum(owner, seq, {
      record,
      spec,
      chain,
      books: integer(this.#lastBooks.get(head.machine, seq)?.checksum ?? 0),
      state,
      applied,
    });
    if (checksum !== row["checksum"])
      throw corrupt(
        head,
        `its snapshot of record ${seq}, or its books, were changed`,
      );
    return {
      seq,
      record,
      spec,
      chain,
      state: parsed(state, isState),
      applied: parsed(applied, isAppliedList),
    };
  }

  /** The records after a snapshot, oldest first, each held against its checksum. */
  #since(
    head: MachineHead,
    base: StoredSnapshot | null,
  ): readonly StoredRecord[] {
    const first = base?.seq ?? 0;
    const records: StoredRecord[] = [];
    let id = head.record;
    for (let seq = head.seq; seq > first; seq -= 1) {
      const record = this.record(head, id);
      if (record?.texts.seq !== seq)
        throw corrupt(head, `record ${seq} is missing`);
      records.push(record);
      id = record.previous;
    }
    records.reverse();
    let chain = base?.chain ?? 0;
    for (const { texts, checksum } of records) {
      chain = checksumOf([lineOf(texts)], chain);
      if (chain !== checksum)
        throw corrupt(head, `record ${texts.seq} was changed`);
    }
    return records;
  }
}

export interface SnapshotTexts {
  readonly record: number;
  readonly spec: number;
  readonly chain: number;
  /** The checksum of the last entry of its books by then, so that none can be taken away; 0 for none. */
  readonly books: number;
  readonly state: string;
  readonly applied: string;
}

/** Whose it is: what other tables say of it counts as well. */
export function ownerParts(
  id: string,
  machine: number,
  spec: Spec | null,
): readonly (string | number)[] {
  const { type = "", version = 0, hash = "" } = spec ?? {};
  return [id, machine, type, version, hash];
}

export function snapshotChecksum(
  owner: readonly (string | number)[],
  seq: number,
  { record, spec, chain, books, state, applied }: SnapshotTexts,
): number {
  return checksumOf(
    [...owner, seq, record, spec, chain, books, state, applied],
    0,
  );
}

function stateAfter(
  head: MachineHead,
  before: MachineState | null,
  { seq, patch }: RecordTexts,
): MachineState {
  const changed = parsed(patch, isPatch);
  if (before !== null)
    return withoutBooks(applyPatch({ ...before, ledger: null }, changed));
  const whole = { ...changed, ledger: null };
  if (!isWhole(whole))
    throw corrupt(head, `its first record (${seq}) is not a whole one`);
  return withoutBooks(whole);
}

function withoutBooks(snapshot: MachineSnapshot): MachineState {
  const { ledger, ...state } = snapshot;
  return ledger === null ? state : snapshot;
}

export function corrupt({ id }: MachineHead, what: string): JournalError {
  return new JournalError(
    `${id}: the journal is damaged: ${what}`,
    id,
    "corrupt",
  );
}
