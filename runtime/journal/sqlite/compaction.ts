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
  database
    .prepare(
      "DELETE FROM snapshots WHERE record < ? AND EXISTS (SELECT 1 FROM snapshots AS later WHERE later.machine = snapshots.machine AND later.seq > snapshots.seq)",
    )
    .run(writer.head.firstRecord - 1);
  database.exec("VACUUM");
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  return removed;
}
