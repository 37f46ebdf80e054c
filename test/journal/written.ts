/** The writer of a journal without its thread: quick, and each step when the test says so. */
import * as sqlite from "node:sqlite";
import type { JournalRecord, MemoryJournal } from "@fsmc/runtime";
import { AppliedEvents } from "../../runtime/journal/applied-events.ts";
import { Batch } from "../../runtime/journal/sqlite/batch.ts";
import { compact } from "../../runtime/journal/sqlite/compaction.ts";
import { Housekeeping } from "../../runtime/journal/sqlite/housekeeping.ts";
import { openToWrite } from "../../runtime/journal/sqlite/open-to-write.ts";
import { lineOf, textsOf } from "../../runtime/journal/sqlite/record-text.ts";
import { JournalWriter } from "../../runtime/journal/sqlite/writer.ts";
import { ignore } from "./scratch.ts";

export interface Keeping {
  /** Of earlier sessions. */
  readonly applied?: Map<string, AppliedEvents>;
  readonly snapshotEvery?: number;
  readonly keepRecords?: number;
}

/** Writes what a journal in memory is told, too. */
export class Written {
  readonly memory: MemoryJournal;
  readonly #owned: ReturnType<typeof openToWrite>;
  readonly #writer: JournalWriter;
  readonly #retention: { keepRecords: number; keepFor: number };
  readonly #housekeeping: Housekeeping;
  readonly #snapshotEvery: number;
  readonly #applied: Map<string, AppliedEvents>;
  #batch = new Batch();

  constructor(path: string, memory: MemoryJournal, keeping: Keeping = {}) {
    const { snapshotEvery = 5, keepRecords = 1_000 } = keeping;
    this.memory = memory;
    this.#snapshotEvery = snapshotEvery;
    this.#applied = keeping.applied ?? new Map();
    this.#retention = { keepRecords, keepFor: Infinity };
    this.#owned = openToWrite(sqlite, {
      path,
      synchronous: "normal",
      mostPages: null,
      ...this.#retention,
      now: 0,
    });
    const { database, epoch } = this.#owned;
    this.#writer = new JournalWriter(database, path, epoch);
    this.#housekeeping = new Housekeeping(
      database,
      this.#writer,
      this.#retention,
    );
  }

  append(record: JournalRecord): void {
    const { machine, eventId, time, seq } = record;
    const applied = this.#applied.get(machine) ?? new AppliedEvents();
    this.#applied.set(machine, applied);
    if (eventId !== null) applied.add(eventId, time);
    this.memory.append(record, ignore);
    this.#batch.add(lineOf(textsOf(record)), ignore, null);
    const found = this.memory.recall(machine);
    if (found === null || seq % this.#snapshotEvery > 0) return;
    const { ledger: _, ...state } = found.snapshot;
    this.#batch.addSnapshot(state, applied);
  }

  commit(): void {
    if (this.#batch.size > 0) this.#writer.write(this.#batch.text);
    this.#batch = new Batch();
    this.#housekeeping.afterBatch();
  }

  compact(): void {
    compact(this.#owned.database, this.#writer, this.#retention);
  }

  /** @param checkpoints whether the log goes into the file, as it does at a proper end */
  close(checkpoints = true): void {
    this.commit();
    const { database, lock } = this.#owned;
    if (checkpoints) database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    database.close();
    lock.close();
  }
}
