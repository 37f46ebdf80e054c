import type { DatabaseSync, StatementSync } from "node:sqlite";
import { JournalError } from "../../errors.ts";
import type { MachineHead } from "./heads.ts";
import type { RetentionOptions } from "./retention.ts";
import { MachineReader } from "./stored-machine.ts";
import type { JournalWriter } from "./writer.ts";

/** No more records than about this many are read in a recovery: machines of which less happens get a snapshot all the same. */
const TAIL = 20_000;
/** Done at once, so that the next batch need not wait long. */
const MACHINES_AT_ONCE = 16;
/** Records are dropped when so many have come: a transaction costs about the same for many as for one. */
const RECORDS_AT_ONCE = 500;

/** Bounds what recovery has to read, and what is kept: a little after each batch. */
export class Housekeeping {
  readonly #database: DatabaseSync;
  readonly #writer: JournalWriter;
  readonly #retention: RetentionOptions;
  readonly #tail: number;
  readonly #timeOf: StatementSync;
  /** The last record, when records were dropped the last time. */
  #prunedAt: number;

  constructor(
    database: DatabaseSync,
    writer: JournalWriter,
    retention: RetentionOptions,
  ) {
    this.#database = database;
    this.#writer = writer;
    this.#retention = retention;
    this.#tail = Math.max(1, Math.min(TAIL, retention.keepRecords));
    this.#timeOf = database.prepare("SELECT time FROM records WHERE id = ?");
    this.#prunedAt = writer.head.lastRecord;
  }

  afterBatch(): void {
    const { lastRecord, swept } = this.#writer.head;
    if (lastRecord - swept > 2 * this.#tail)
      this.sweep(lastRecord - this.#tail, MACHINES_AT_ONCE);
    const come = lastRecord - this.#prunedAt;
    if (come < RECORDS_AT_ONCE) return;
    this.#prunedAt = lastRecord;
    // More than come, so that what is there already goes as well.
    this.prune(2 * come);
  }

  /**
   * Takes snapshots of machines whose first record since the last one is this
   * old: recovery then need not go back so far.
   *
   * @param upTo id of a record
   * @param most machines at once
   */
  sweep(upTo: number, most = Infinity): void {
    const { heads } = this.#writer;
    const due = [...heads.machines.values()].filter(
      ({ loose, problem }) => problem === null && loose > 0 && loose <= upTo,
    );
    const reader = new MachineReader(this.#database, heads);
    const found = due.slice(0, most).flatMap((head) => stateOf(reader, head));
    const done = new Set(found.map(({ head }) => head));
    const { lastRecord } = this.#writer.head;
    const waiting = [...heads.machines.values()]
      .filter((head) => head.loose > 0 && !done.has(head))
      .map(({ loose }) => loose - 1);
    const sweptTo = waiting.reduce((a, b) => Math.min(a, b), lastRecord);
    this.#writer.inTransaction(() => {
      for (const { head, state, applied } of found)
        this.#writer.takeSnapshot(head, state, applied);
    }, sweptTo);
  }

  /** Drops records that are too many or too old. @returns how many */
  prune(most = Infinity): number {
    const { firstRecord, lastRecord, swept } = this.#writer.head;
    const bound = Math.min(
      Math.max(lastRecord - this.#retention.keepRecords, this.#expired()),
      swept,
      firstRecord + most - 1,
    );
    const removed = bound - firstRecord + 1;
    if (removed <= 0) return 0;
    this.#writer.inTransaction(() => {
      this.#database.prepare("DELETE FROM records WHERE id <= ?").run(bound);
      this.#writer.begins(bound + 1);
    });
    return removed;
  }

  /** Id of the youngest record that is too old; by the time of the last one, since no other clock counts here. */
  #expired(): number {
    const { firstRecord, lastRecord, swept } = this.#writer.head;
    const timeOf = this.#timeOf;
    const latest = Number(timeOf.get(lastRecord)?.time ?? 0);
    const oldest = latest - this.#retention.keepFor;
    if (!(Number(timeOf.get(firstRecord)?.time) < oldest)) return 0;
    // Times rise with the ids but for a few: a binary search finds the place.
    let [below, above] = [firstRecord, swept + 1];
    while (above - below > 1) {
      const middle = Math.floor((below + above) / 2);
      if (Number(timeOf.get(middle)?.time) < oldest) below = middle;
      else above = middle;
    }
    return below;
  }
}

/** Nothing of a machine that does not add up: it is left as it is. */
function stateOf(reader: MachineReader, head: MachineHead): readonly Due[] {
  try {
    const { machine, applied } = reader.recall(head);
    const { ledger: _, ...state } = machine.snapshot;
    return [
      { head, state: JSON.stringify(state), applied: JSON.stringify(applied) },
    ];
  } catch (error) {
    if (!(error instanceof JournalError) || error.machine === null) throw error;
    head.problem = error.message;
    return [];
  }
}

/** A snapshot that is to be taken. */
interface Due {
  readonly head: MachineHead;
  /** JSON, as is the other. */
  readonly state: string;
  readonly applied: string;
}
