import { dirname, resolve } from "node:path";
import type { JournalFile } from "@fsmc/runtime";
import { UsageError } from "../exit.ts";
import { terminal } from "../terminal.ts";
import { makeFolder } from "../write-files.ts";
import type { DurableRun } from "./session/durable-run.ts";
import { VenueLog, type VenueHead } from "./venue/venue-log.ts";

/**
 * Opens what a run is kept in.
 *
 * @param shown the journal's file, as the user named it
 * @throws UsageError if it is another run's, somebody else has it, or it cannot be read or written
 */
export async function durableRun(
  shown: string,
  head: VenueHead,
): Promise<DurableRun> {
  const { JournalError, SqliteJournal } = await import("@fsmc/runtime");
  const path = resolve(shown);
  makeFolder(dirname(path), dirname(shown));
  try {
    const journal = await SqliteJournal.open(path, {
      onWarning: (warning) =>
        terminal.err.write(`warning: ${warning.replaceAll(path, shown)}\n`),
    });
    try {
      const venueLog = new VenueLog(path, shown, head);
      return { journal, venueLog, lastRecordAt: lastRecordAt(journal.file) };
    } catch (error) {
      await journal.close();
      throw error;
    }
  } catch (error) {
    throw error instanceof JournalError
      ? new UsageError(error.message.replaceAll(path, shown))
      : error;
  }
}

/**
 * Of records, whatever they tell: a machine's own time is that of its last transition, and a fill may have been booked since.
 * A venue that went on from before that would fill the same order another time.
 */
function lastRecordAt(file: JournalFile): number | null {
  const times = file.machines().map(({ time }) => time);
  return times.length === 0 ? null : Math.max(...times);
}

export async function closeRun(durable: DurableRun | null): Promise<void> {
  if (durable === null) return;
  durable.venueLog.close();
  // That it cannot be written was said where it happened.
  await durable.journal.close().catch(() => {});
}
