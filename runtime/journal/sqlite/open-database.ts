import { existsSync, statSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { JournalError } from "../../errors.ts";
import { journalError } from "./failure.ts";
import { APPLICATION_ID, FORMAT } from "./schema.ts";

/** How long to wait for somebody who is just reading or writing, in milliseconds. */
const PATIENCE = 5_000;

/** What Node's SQLite is loaded with: late, since it costs time and, on older Nodes, a warning. */
export interface Sqlite {
  readonly DatabaseSync: typeof DatabaseSync;
}

/**
 * Opens what is there to be read.
 *
 * @throws JournalError missing, not-a-journal, newer, corrupt
 */
export function openToRead(sqlite: Sqlite, path: string): DatabaseSync {
  if (!existsSync(path))
    throw new JournalError(`there is no journal ${path}`, null, "missing");
  if (!statSync(path).isFile())
    throw new JournalError(`${path} is not a file`, null, "not-a-journal");
  return opened(path, () => {
    const database = new sqlite.DatabaseSync(path, {
      readOnly: true,
      timeout: PATIENCE,
    });
    requireJournal(database, path);
    return database;
  });
}

/** @throws JournalError of whatever SQLite throws */
export function opened<Result>(path: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw journalError(path, error);
  }
}

/** @throws JournalError not-a-journal, newer, corrupt */
export function requireJournal(database: DatabaseSync, path: string): void {
  if (pragma(database, "application_id") !== APPLICATION_ID)
    throw new JournalError(
      `${path} is not a journal: it is another program's database, or was cut off`,
      null,
      "not-a-journal",
    );
  const format = pragma(database, "user_version");
  if (format > FORMAT)
    throw new JournalError(
      `${path} has format ${format}, and this runtime knows formats up to ${FORMAT}: it was written by a newer one`,
      null,
      "newer",
    );
}

/** The value of a pragma that is a number. */
export function pragma(database: DatabaseSync, name: string): number {
  const row = database.prepare(`PRAGMA ${name}`).get();
  const [value] = Object.values(row ?? {});
  return typeof value === "number" ? value : Number.NaN;
}
