import type { DatabaseSync } from "node:sqlite";
import type { MachineHead } from "./heads.ts";
import type { RetentionOptions } from "./retention.ts";
import { MachineReader } from "./stored-machine.ts";
import type { JournalWriter } from "./writer.ts";

/** No more records than about this many are read in a recovery: machines of which less happens get a snapshot all the same. */
const TAIL = 20_000;
/** Done at once, so that the next batch need not wait long. */
const MACHINES_AT_ONCE = 16;
const RECORDS_AT_ONCE = 500;

/** Bounds what recovery has to read, and what is kept: a little after each batch. */
export class Housekeeping {
  readonly #database: DatabaseSync;
  readonly #writer: JournalWriter;
  readonly #retention: RetentionOptions;
  readonly #tail: number;

  constructor(
    database: DatabaseSync,
    writer: JournalWriter,
    retention: RetentionOptions,
  ) {
    this.#database = database;
    this.#writer = writer;
    this.#retention = retention;
    this.#tail = Math.max(1, Math.min(TAIL, retention.keepRecords));
  }

  afterBatch(): void {
    const { lastRecord, swept } = this.#writer.head;
    if (lastRecord - swept > 2 * this.#tail)
      this.sweep(lastRecord - this.#tail, MACHINES_AT_ONCE);
    this.prune(RECORDS_AT_ONCE);
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
    const found = due
      .slice(0, most)
      .map((head) => ({ head, ...stateOf(reader, head) }));
    const rest = due.slice(most);
    const done = new Set(found.map(({ head }) => head));
    const { lastRecord } = this.#writer.head;
    const waiting = [...heads.machines.values(), ...rest]
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
    // Not for a few: a transaction costs about the same for many.
    if (removed <= 0 || (most !== Infinity && removed < most)) return 0;
    this.#writer.inTransaction(() => {
      this.#database.prepare("DELETE FROM records WHERE id <= ?").run(bound);
      this.#database
        .prepare(
          "DELETE FROM snapshots WHERE record <= ? AND EXISTS (SELECT 1 FROM snapshots AS later WHERE later.machine = snapshots.machine AND later.seq > snapshots.seq)",
        )
        .run(bound);
      this.#database.prepare("UPDATE head SET first_record = ?").run(bound + 1);
    });
    this.#writer.begins(bound + 1);
    return removed;
  }

  /** Id of the youngest record that is too old; by the time of the last one, since no other clock counts here. */
  #expired(): number {
    const { firstRecord, lastRecord, swept } = this.#writer.head;
    const timeOf = this.#database.prepare(
      "SELECT time FROM records WHERE id = ?",
    );
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

function stateOf(
  reader: MachineReader,
  head: MachineHead,
): { readonly state: string; readonly applied: string } {
  const { machine, applied } = reader.recall(head);
  const { ledger: _, ...state } = machine.snapshot;
  return { state: JSON.stringify(state), applied: JSON.stringify(applied) };
}
