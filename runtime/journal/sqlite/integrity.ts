import type { DatabaseSync } from "node:sqlite";
import { JournalError } from "../../errors.ts";
import { checksumOf } from "./checksum.ts";
import { readHeads, type MachineHead } from "./heads.ts";
import { lineOf } from "./record-text.ts";
import { MachineReader } from "./stored-machine.ts";

/** Something that does not add up. */
export interface IntegrityProblem {
  /** Null when it cannot be said whose it is. */
  readonly machine: string | null;
  readonly message: string;
}

/** What came of reading a journal from one end to the other. */
export interface IntegrityReport {
  readonly machines: number;
  /** That are kept. */
  readonly records: number;
  readonly problems: readonly IntegrityProblem[];
}

/** Every page, every record that is kept, every snapshot and all books. */
export function checkedJournal(
  database: DatabaseSync,
  path: string,
): IntegrityReport {
  const problems: IntegrityProblem[] = [];
  for (const row of database.prepare("PRAGMA quick_check(10)").iterate())
    if (row.quick_check !== "ok")
      problems.push({ machine: null, message: String(row.quick_check) });
  const count = database.prepare("SELECT count(*) AS n FROM records").get();
  const records = Number(count?.n ?? 0);
  try {
    const heads = readHeads(database, path);
    const reader = new MachineReader(database, heads);
    for (const head of heads.machines.values())
      problems.push(...problemsOf(reader, head));
    return { machines: heads.machines.size, records, problems };
  } catch (error) {
    problems.push(problemOf(error));
    return { machines: 0, records, problems };
  }
}

/** The first of each kind. */
function problemsOf(
  reader: MachineReader,
  head: MachineHead,
): readonly IntegrityProblem[] {
  const looks = [
    () => void reader.recall(head),
    () => void reader.snapshots(head),
    () => requireChain(reader, head),
  ];
  const found = looks.flatMap((look) => {
    try {
      look();
      return [];
    } catch (error) {
      return [problemOf(error)];
    }
  });
  return found.filter(
    ({ message }, index) =>
      found.findIndex((each) => each.message === message) === index,
  );
}

/** All records that are kept; of the oldest the one before is not there to go on from. */
function requireChain(reader: MachineReader, head: MachineHead): void {
  let later = reader.record(head, head.record);
  while (later !== null) {
    const { previous } = later;
    const record = previous === 0 ? null : reader.record(head, previous);
    if (record === null && previous > 0) return;
    const before = record?.checksum ?? 0;
    const expected = checksumOf([lineOf(later.texts)], before);
    if (expected !== later.checksum)
      throw new JournalError(
        `${head.id}: the journal is damaged: record ${later.texts.seq} was changed`,
        head.id,
        "corrupt",
      );
    later = record;
  }
}

function problemOf(error: unknown): IntegrityProblem {
  return error instanceof JournalError
    ? { machine: error.machine, message: error.message }
    : { machine: null, message: String(error) };
}
