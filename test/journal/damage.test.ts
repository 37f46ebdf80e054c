import {
  copyFileSync,
  existsSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  JournalError,
  JournalFile,
  MemoryJournal,
  type JournaledMachine,
} from "@fsmc/runtime";
import { events, Historian, type Event } from "./histories.ts";
import { inScratch } from "./scratch.ts";
import { Written } from "./written.ts";

/** What a machine was after each of its records, as JSON. */
type Past = ReadonlyMap<string, readonly string[]>;

const histories = fc.array(events, { minLength: 5, maxLength: 40 });

/** Writes a journal in which each third record is a batch of its own. */
function write(path: string, history: readonly Event[], keeps: boolean): Past {
  const memory = new MemoryJournal();
  const journal = new Written(path, memory, { snapshotEvery: 4 });
  const historian = new Historian();
  const past = new Map<string, string[]>();
  for (const [index, each] of history.entries()) {
    journal.append(historian.record(each));
    const { machine } = each;
    const states = past.get(machine) ?? [];
    past.set(machine, states);
    states.push(JSON.stringify(memory.recall(machine)));
    if (index % 3 === 0) journal.commit();
  }
  if (keeps) {
    journal.commit();
    for (const end of ["", "-wal"])
      copyFileSync(path + end, `${path}.copy${end}`);
  }
  journal.close();
  return past;
}

/** What a reader makes of it: for each machine what it is said to be, or why that cannot be said. */
async function read(
  path: string,
  machines: Iterable<string>,
): Promise<
  ReadonlyMap<string, JournaledMachine | JournalError | null> | JournalError
> {
  try {
    const file = await JournalFile.open(path);
    try {
      return new Map(
        [...machines].map((id) => [id, orError(() => file.recall(id))]),
      );
    } finally {
      file.close();
    }
  } catch (error) {
    if (error instanceof JournalError) return error;
    throw error;
  }
}

function isState(found: JournaledMachine | JournalError | null): boolean {
  return found !== null && !(found instanceof JournalError);
}

function orError<Result>(act: () => Result): Result | JournalError {
  try {
    return act();
  } catch (error) {
    if (error instanceof JournalError) return error;
    throw error;
  }
}

describe("a damaged journal", () => {
  test("cut off at any byte: an error, or what was true at one time", () =>
    fc.assert(
      fc.asyncProperty(
        histories,
        fc.constantFrom("", "-wal"),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (history, end, part) =>
          inScratch(async (folder) => {
            const path = join(folder, "journal.db");
            const past = write(path, history, true);
            const copy = `${path}.copy`;
            const { size } = statSync(copy + end);
            truncateSync(copy + end, Math.floor(part * size));
            const found = await read(copy, past.keys());
            if (found instanceof JournalError) return;
            const states = [...found].filter(([, state]) => isState(state));
            for (const [machine, state] of states)
              expect(past.get(machine)).toContain(JSON.stringify(state));
          }),
      ),
      { numRuns: 60 },
    ));

  test("with any byte changed: the machine as it is, or an error", () =>
    fc.assert(
      fc.asyncProperty(
        histories,
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        fc.integer({ min: 1, max: 255 }),
        (history, part, change) =>
          inScratch(async (folder) => {
            const path = join(folder, "journal.db");
            const past = write(path, history, false);
            const bytes = readFileSync(path);
            const at = Math.floor(part * bytes.length);
            bytes.writeUInt8((bytes.readUInt8(at) ^ change) & 0xff, at);
            writeFileSync(path, bytes);
            const found = await read(path, past.keys());
            if (found instanceof JournalError) return;
            // Whoever is under another name is there under that one, and does not add up.
            const states = [...found].filter(([, state]) => isState(state));
            for (const [machine, state] of states) {
              expect(JSON.stringify(state)).toBe(past.get(machine)?.at(-1));
            }
          }),
      ),
      { numRuns: 100 },
    ));

  test.each([
    [
      "a record's patch",
      "UPDATE records SET patch = replace(patch, '7', '8') WHERE id = 3",
    ],
    ["a record's payload", "UPDATE records SET payload = '1' WHERE id = 3"],
    ["a record's message", "UPDATE records SET message = 'x' WHERE id = 3"],
    ["a record's event id", "UPDATE records SET event_id = 'x' WHERE id = 3"],
    ["a record's time", "UPDATE records SET time = 7 WHERE id = 3"],
    ["a record's checksum", "UPDATE records SET checksum = 7 WHERE id = 3"],
    ["the books", "UPDATE ledger SET added = replace(added, 'buy', 'sell')"],
    ["a spec", "UPDATE specs SET hash = 'def'"],
    ["a spec's number", "UPDATE specs SET spec = 7"],
    ["a snapshot", "UPDATE snapshots SET state = replace(state, '7', '8')"],
    ["the books' last entry", "DELETE FROM ledger WHERE seq = 4"],
    [
      "the books under a snapshot",
      "DELETE FROM ledger WHERE EXISTS (SELECT 1 FROM snapshots)",
    ],
  ])("%s changed by hand stops this machine and no other", (_, change) =>
    inScratch(async (folder) => {
      const path = join(folder, "journal.db");
      const isSnapshot = change.includes("snapshots");
      const keeping = { snapshotEvery: isSnapshot ? 2 : 100 };
      const journal = new Written(path, new MemoryJournal(), keeping);
      const historian = new Historian();
      const same = { spread: 7, note: "", id: null, message: null };
      for (let index = 0; index < 4; index += 1)
        journal.append(
          historian.record({ ...same, machine: "a-1", order: "o1" }),
        );
      journal.close();
      const database = new DatabaseSync(path);
      const { changes } = database.prepare(change).run();
      expect(changes).toBeGreaterThan(0);
      database.close();
      const later = new Written(path, new MemoryJournal());
      later.append(
        new Historian().record({ ...same, machine: "b-2", order: null }),
      );
      later.close();
      const file = await JournalFile.open(path);
      expect(() => file.recall("a-1")).toThrow(/^a-1: the journal is damaged/);
      expect(file.recall("b-2")?.snapshot.seq).toBe(1);
      // Whoever recovers all hears of it.
      const names = file.machines().map(({ machine }) => machine);
      expect(names).toEqual(["a-1", "b-2"]);
      expect(file.check().problems.map(({ machine }) => machine)).toContain(
        "a-1",
      );
      file.close();
    }),
  );

  test.each([
    [
      "its last record",
      "DELETE FROM records WHERE id = (SELECT max(id) FROM records)",
    ],
    ["a record", "DELETE FROM records WHERE id = 2"],
    ["how far it goes", "UPDATE head SET last_record = 2"],
    ["how far snapshots go", "UPDATE head SET swept = 2"],
    ["its head", "DELETE FROM head"],
  ])("without %s it is not opened", (_, change) =>
    inScratch(async (folder) => {
      const path = join(folder, "journal.db");
      const journal = new Written(path, new MemoryJournal());
      const historian = new Historian();
      for (const machine of ["a-1", "b-2", "a-1"])
        journal.append(
          historian.record({
            machine,
            spread: 1,
            note: "",
            id: null,
            message: null,
            order: null,
          }),
        );
      journal.close();
      const database = new DatabaseSync(path);
      database.exec(change);
      database.close();
      await expect(JournalFile.open(path)).rejects.toThrow(/is damaged/);
      expect(() => new Written(path, new MemoryJournal())).toThrow(
        /is damaged/,
      );
    }),
  );

  test("a log that ends in the middle of a transaction is told, and what was acknowledged is there", () =>
    inScratch(async (folder) => {
      const path = join(folder, "journal.db");
      const past = write(
        path,
        fc.sample(histories, { numRuns: 1, seed: 7 })[0] ?? [],
        true,
      );
      const copy = `${path}.copy`;
      const log = `${copy}-wal`;
      expect(existsSync(log)).toBe(true);
      // The frame of the last commit, all but its end.
      truncateSync(log, statSync(log).size - 100);
      const { tornTail } =
        await import("../../runtime/journal/sqlite/write-ahead-log.ts");
      expect(tornTail(copy)).toHaveLength(1);
      const found = await read(copy, past.keys());
      expect(found).not.toBeInstanceOf(JournalError);
    }));
});
