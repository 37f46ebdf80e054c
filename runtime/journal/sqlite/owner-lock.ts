import { existsSync, realpathSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import process from "node:process";
import type { DatabaseSync } from "node:sqlite";
import { JournalError } from "../../errors.ts";
import { journalError } from "./failure.ts";
import type { Sqlite } from "./open-database.ts";

/** Who has a journal open. */
export interface JournalHolder {
  /** Process id, on its host. */
  readonly pid: number;
  readonly host: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

export function holderHere(since: number): JournalHolder {
  return { pid: process.pid, host: hostname(), since };
}

/** Null for what is none. */
export function holderFrom(json: string): JournalHolder | null {
  const value: unknown = parsed(json);
  if (typeof value !== "object" || value === null) return null;
  if (!("pid" in value && "host" in value && "since" in value)) return null;
  const { pid, host, since } = value;
  return typeof pid === "number" &&
    typeof host === "string" &&
    typeof since === "number"
    ? { pid, host, since }
    : null;
}

/** @param holder as the journal names it; null if it does not say */
export function heldError(
  path: string,
  holder: JournalHolder | null,
): JournalError {
  const who =
    holder === null
      ? "another process"
      : `process ${holder.pid} on ${holder.host} since ${new Date(holder.since).toISOString()}`;
  return new JournalError(
    `${path} is in use by ${who}: a journal has one owner at a time`,
    null,
    "held",
  );
}

/**
 * Locks a file beside the journal for as long as this process lives. It is the
 * operating system's lock, by way of SQLite, so that nothing is left of it
 * when the process is killed.
 *
 * @returns null if another has it
 * @throws JournalError read-only, unwritable
 */
export function takeLock(
  { DatabaseSync: Database }: Sqlite,
  path: string,
): DatabaseSync | null {
  const file = `${realPath(path)}-lock`;
  let lock: DatabaseSync | null = null;
  try {
    lock = new Database(file);
    // It never holds anything: there is nothing to roll back.
    lock.exec("PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock?.close();
    const failure = journalError(file, error);
    if (failure.reason === "held") return null;
    throw failure;
  }
}

/** Whatever links lead to it: it is one journal. */
function realPath(path: string): string {
  return existsSync(path)
    ? realpathSync(path)
    : join(realpathSync(dirname(path)), basename(path));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
