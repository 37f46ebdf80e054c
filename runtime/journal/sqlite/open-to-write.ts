import { existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { JournalError } from "../../errors.ts";
import { headChecksum } from "./checksum.ts";
import { journalError } from "./failure.ts";
import { integer, readHead } from "./heads.ts";
import { LOG_PAGES } from "./log-sync.ts";
import type { WriterSetup } from "./message.ts";
import {
  opened,
  openToRead,
  pragma,
  requireJournal,
  type Sqlite,
} from "./open-database.ts";
import {
  heldError,
  holderFrom,
  holderHere,
  takeLock,
  type JournalHolder,
} from "./owner-lock.ts";
import { createTables } from "./schema.ts";
import { tornTail } from "./write-ahead-log.ts";

/** A journal that this process owns. */
export interface OwnedJournal {
  readonly database: DatabaseSync;
  /** Held until it is closed. */
  readonly lock: DatabaseSync;
  /** In every commit: who comes later has a higher one. */
  readonly epoch: number;
  readonly warnings: readonly string[];
}

/**
 * Makes it, or takes it over from a process that has ended.
 *
 * @throws JournalError held, not-a-journal, newer, corrupt, full, read-only, unwritable
 */
export function openToWrite(sqlite: Sqlite, setup: WriterSetup): OwnedJournal {
  const { path } = setup;
  requirePlace(path);
  const lock = takeLock(sqlite, path);
  if (lock === null) throw heldError(path, holderOf(sqlite, path));
  try {
    const warnings = tornTail(path);
    const database = opened(path, () => prepared(sqlite, setup));
    try {
      const epoch = opened(path, () => takeOver(database, setup));
      return { database, lock, epoch, warnings };
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    lock.close();
    throw error;
  }
}

/** Before anything is made: a folder that is not there is the user's mistake. */
function requirePlace(path: string): void {
  if (existsSync(path)) {
    if (statSync(path).isFile()) return;
    throw new JournalError(`${path} is not a file`, null, "not-a-journal");
  }
  const folder = dirname(path);
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  throw new JournalError(
    `${path} cannot be made: there is no folder ${folder}`,
    null,
    "unwritable",
  );
}

function prepared(
  { DatabaseSync: Database }: Sqlite,
  { path, mostPages }: WriterSetup,
): DatabaseSync {
  const isNew = !existsSync(path) || statSync(path).size === 0;
  const database = new Database(path, { timeout: 5_000 });
  try {
    if (!isNew) requireJournal(database, path);
    database.exec("PRAGMA journal_mode = WAL");
    // What is committed is made sure of by `LogSync`.
    database.exec("PRAGMA synchronous = NORMAL");
    database.exec(`PRAGMA wal_autocheckpoint = ${LOG_PAGES}`);
    if (isNew) createTables(database);
    if (mostPages !== null)
      database.exec(`PRAGMA max_page_count = ${mostPages}`);
    requireWhole(database, path);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Of a file that was cut off, SQLite finds out only where it reads. */
function requireWhole(database: DatabaseSync, path: string): void {
  const { size } = statSync(path);
  const pages = pragma(database, "page_count");
  const log = existsSync(`${path}-wal`) ? statSync(`${path}-wal`).size : 0;
  if (log === 0 && size < pages * pragma(database, "page_size"))
    throw new JournalError(
      `${path} is damaged: it was cut off after ${size} bytes`,
      null,
      "corrupt",
    );
}

function takeOver(database: DatabaseSync, { path, now }: WriterSetup): number {
  database.exec("BEGIN IMMEDIATE");
  const head = readHead(database, path);
  const epoch = head.epoch + 1;
  const { changes } = database
    .prepare("UPDATE head SET epoch = ?, holder = ?, checksum = ?")
    .run(
      epoch,
      JSON.stringify(holderHere(now)),
      headChecksum({ ...head, epoch }),
    );
  database.exec("COMMIT");
  if (integer(changes) === 1) return epoch;
  throw new JournalError(`${path} is damaged: it has no head`, null, "corrupt");
}

/** As far as it can be found out. */
function holderOf(sqlite: Sqlite, path: string): JournalHolder | null {
  let database: DatabaseSync | null = null;
  try {
    database = openToRead(sqlite, path);
    return holderFrom(readHead(database, path).holder);
  } catch (error) {
    // It is being made just now, or damaged: who holds it will tell.
    void journalError(path, error);
    return null;
  } finally {
    database?.close();
  }
}
