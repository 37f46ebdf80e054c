import type { DatabaseSync } from "node:sqlite";
import { Housekeeping } from "./housekeeping.ts";
import type { RetentionOptions } from "./retention.ts";
import type { JournalWriter } from "./writer.ts";

/**
 * Makes the file as small as what is to be kept.
 *
 * @returns how many records are not kept any more
 */
export function compact(
  database: DatabaseSync,
  writer: JournalWriter,
  retention: RetentionOptions,
): number {
  const housekeeping = new Housekeeping(database, writer, retention);
  housekeeping.sweep(writer.head.lastRecord);
  const removed = housekeeping.prune();
  database.exec("VACUUM");
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  return removed;
}
