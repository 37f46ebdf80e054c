import type { DatabaseSync } from "node:sqlite";
import { JournalError } from "../../errors.ts";
import { headChecksum, type HeadNumbers } from "./checksum.ts";

/** How far a machine has come, and where in the journal that stands. */
export interface MachineHead {
  /** Its number in the journal, and what it calls itself. */
  readonly machine: number;
  readonly id: string;
  spec: number;
  seq: number;
  /** Id and checksum of its last record. */
  record: number;
  chain: number;
  /** Its last snapshot: 0 and 0 for none. */
  snapshot: number;
  snapshotSeq: number;
  /** Id of its first record since then; 0 for none. */
  loose: number;
  /** Why it cannot be recovered; null while nothing is known against it. */
  problem: string | null;
}

export interface Spec {
  readonly type: string;
  readonly version: number;
  readonly hash: string;
}

/** What one row of `head` says. */
export interface JournalHead extends HeadNumbers {
  /** JSON. */
  readonly holder: string;
}

/** Where everything stands. */
export interface Heads {
  readonly head: JournalHead;
  readonly machines: Map<string, MachineHead>;
  readonly specs: Map<number, Spec>;
}

/**
 * Looks at the snapshots and at the records that came after them, the tail,
 * without their contents: what of these does not add up is found out when a
 * machine is recalled.
 *
 * @throws JournalError corrupt, if what is wrong cannot be any one machine's
 */
export function readHeads(database: DatabaseSync, path: string): Heads {
  const head = readHead(database, path);
  const machines = new Map<string, MachineHead>();
  const byNumber = new Map<number, MachineHead>();
  const latest = database.prepare(
    "SELECT id, seq, record, spec, chain FROM snapshots WHERE machine = ? ORDER BY seq DESC LIMIT 1",
  );
  let lastSnapshot = 0;
  for (const row of database
    .prepare("SELECT machine, id FROM machines ORDER BY machine")
    .iterate()) {
    const found = headOf(integer(row.machine), String(row.id));
    const snapshot = latest.get(found.machine);
    if (snapshot !== undefined) {
      found.snapshot = integer(snapshot.id);
      found.snapshotSeq = found.seq = integer(snapshot.seq);
      found.record = integer(snapshot.record);
      found.chain = integer(snapshot.chain);
      found.spec = integer(snapshot.spec);
      lastSnapshot = Math.max(lastSnapshot, found.snapshot);
    }
    machines.set(found.id, found);
    byNumber.set(found.machine, found);
  }
  if (lastSnapshot !== head.lastSnapshot && head.lastSnapshot > 0)
    throw torn(path, `snapshot ${head.lastSnapshot} is missing`);
  readTail(database, path, head, byNumber);
  return { head, machines, specs: readSpecs(database) };
}

export function headOf(machine: number, id: string): MachineHead {
  return {
    machine,
    id,
    spec: 0,
    seq: 0,
    record: 0,
    chain: 0,
    snapshot: 0,
    snapshotSeq: 0,
    loose: 0,
    problem: null,
  };
}

export function readHead(database: DatabaseSync, path: string): JournalHead {
  return headFrom(database.prepare(SELECT_HEAD).get(), path);
}

export const SELECT_HEAD = "SELECT * FROM head";

/** @throws JournalError corrupt */
export function headFrom(
  row: Readonly<Record<string, unknown>> | undefined,
  path: string,
): JournalHead {
  if (row === undefined) throw torn(path, "it has no head");
  const head = {
    epoch: integer(row["epoch"]),
    holder: String(row["holder"]),
    firstRecord: integer(row["first_record"]),
    lastRecord: integer(row["last_record"]),
    lastSnapshot: integer(row["last_snapshot"]),
    swept: integer(row["swept"]),
  };
  if (headChecksum(head) === row["checksum"]) return head;
  throw torn(path, "its head was changed");
}

/** The records that no snapshot holds: all must be there, one after the other, and each machine's in their order. */
function readTail(
  database: DatabaseSync,
  path: string,
  { swept, lastRecord }: JournalHead,
  machines: ReadonlyMap<number, MachineHead>,
): void {
  let expected = swept + 1;
  for (const row of database
    .prepare(
      "SELECT id, machine, seq, previous, spec, checksum FROM records WHERE id > ? ORDER BY id",
    )
    .iterate(swept)) {
    const id = integer(row.id);
    if (id !== expected) throw torn(path, `record ${expected} is missing`);
    expected += 1;
    const machine = machines.get(integer(row.machine));
    if (machine === undefined)
      throw torn(path, `record ${id} belongs to no machine`);
    follow(machine, id, row);
  }
  if (expected !== lastRecord + 1)
    throw torn(
      path,
      `its last record is ${expected - 1} and should be ${lastRecord}`,
    );
}

function follow(
  machine: MachineHead,
  id: number,
  row: Readonly<Record<string, unknown>>,
): void {
  const seq = integer(row["seq"]);
  if (seq <= machine.snapshotSeq && id <= machine.record) return;
  if (seq !== machine.seq + 1 || integer(row["previous"]) !== machine.record)
    machine.problem ??= `expected record ${machine.seq + 1}, found ${seq}`;
  machine.seq = seq;
  machine.record = id;
  machine.spec = integer(row["spec"]);
  machine.chain = integer(row["checksum"]);
  if (machine.loose === 0) machine.loose = id;
}

export function readSpecs(database: DatabaseSync): Map<number, Spec> {
  return new Map(
    database
      .prepare("SELECT spec, type, version, hash FROM specs")
      .all()
      .map((row) => [
        integer(row.spec),
        {
          type: String(row.type),
          version: integer(row.version),
          hash: String(row.hash),
        },
      ]),
  );
}

/** A number of the journal's; NaN, which equals nothing, for what is none. */
export function integer(value: unknown): number {
  return typeof value === "number" ? value : Number.NaN;
}

function torn(path: string, what: string): JournalError {
  return new JournalError(`${path} is damaged: ${what}`, null, "corrupt");
}
