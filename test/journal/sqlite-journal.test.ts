import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { JournalFile, MemoryJournal, SqliteJournal } from "@fsmc/runtime";
import { events, Historian, type Event } from "./histories.ts";
import { ignore, inScratch } from "./scratch.ts";
import { Written } from "./written.ts";

const HERE = { spread: 1, note: "", id: null, message: null, order: null };

function event(machine: string, more: Partial<Event> = {}): Event {
  return { ...HERE, machine, ...more };
}

describe("a journal in a file", () => {
  test("remembers what one in memory does, across closings, snapshots, pruning and compaction", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(events, { maxLength: 15 }), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 30 }),
        fc.boolean(),
        (sessions, snapshotEvery, keepRecords, compacts) =>
          inScratch(async (folder) => {
            const path = join(folder, "journal.db");
            const memory = new MemoryJournal();
            const historian = new Historian();
            const applied = new Map();
            for (const session of sessions) {
              const keeping = { snapshotEvery, keepRecords, applied };
              const journal = new Written(path, memory, keeping);
              for (const [index, each] of session.entries()) {
                journal.append(historian.record(each));
                if (index % 3 === 0) journal.commit();
              }
              if (compacts) journal.compact();
              journal.close();
            }
            const found = await JournalFile.open(path);
            const ids = found.machines().map(({ machine }) => machine);
            expect(ids.toSorted()).toEqual([...memory.machines()].toSorted());
            for (const id of ids)
              expect(found.recall(id)).toEqual(memory.recall(id));
            const named = sessions.flat().filter(({ id }) => id !== null);
            for (const { machine, id } of named)
              expect(found.applied(machine).map(([name]) => name)).toContain(
                id,
              );
            expect(found.check().problems).toEqual([]);
            found.close();
          }),
      ),
      { numRuns: 60 },
    ));

  test("goes on where it was when it is opened again", () =>
    inScratch(async (folder) => {
      const path = join(folder, "journal.db");
      const historian = new Historian();
      for (const note of ["first", "second"]) {
        const journal = await SqliteJournal.open(path);
        expect(journal.has("a-1")).toBe(note === "second");
        const record = historian.record(event("a-1", { note, id: note }));
        journal.append(record, ignore);
        await journal.close();
      }
      const journal = await SqliteJournal.open(path);
      expect(journal.recall("a-1")?.snapshot.context["note"]).toBe("second");
      expect(journal.hasApplied("a-1", "first", 1_000)).toBe(true);
      expect(journal.hasApplied("a-1", "third", 1_000)).toBe(false);
      await journal.close();
    }));

  test("its records are what was appended, oldest first, and can be followed while it is written", () =>
    inScratch(async (folder) => {
      const path = join(folder, "journal.db");
      const journal = await SqliteJournal.open(path);
      const file = await JournalFile.open(path);
      const historian = new Historian();
      const written = ["a-1", "b-2", "a-1"].map((machine, index) =>
        historian.record(event(machine, { message: `no. ${index}` })),
      );
      for (const record of written) journal.append(record, ignore);
      await journal.flushed();
      const first = file.tail(0, 2);
      expect(first.records).toEqual(written.slice(0, 2));
      expect(file.tail(first.position)).toEqual({
        position: file.position,
        records: written.slice(2),
      });
      expect(file.records("a-1", { from: 2 })).toEqual([written[2]]);
      const last = historian.record(event("a-1"));
      journal.append(last, ignore);
      await journal.flushed();
      expect(file.tail(file.position).records).toEqual([]);
      expect(file.records("a-1").at(-1)).toEqual(last);
      file.close();
      await journal.close();
    }));

  test("says that records are durable in their order, and only when they are", () =>
    inScratch(async (folder) => {
      const path = join(folder, "journal.db");
      const journal = await SqliteJournal.open(path);
      const file = await JournalFile.open(path);
      const historian = new Historian();
      const heard: string[] = [];
      const missing: string[] = [];
      const write = (machine: string, then: () => void = ignore) => {
        const record = historian.record(event(machine));
        const name = `${machine} ${record.seq}`;
        journal.append(record, () => {
          const found = file.records(machine).at(-1)?.seq ?? 0;
          if (found < record.seq) missing.push(name);
          heard.push(name);
          then();
        });
      };
      for (let index = 0; index < 4; index += 1)
        for (const machine of ["a-1", "b-2"]) write(machine);
      write("a-1", () => write("b-2"));
      await journal.flushed();
      await journal.flushed();
      expect(missing).toEqual([]);
      expect(heard).toEqual([
        ..."1 2 3 4".split(" ").flatMap((seq) => [`a-1 ${seq}`, `b-2 ${seq}`]),
        "a-1 5",
        "b-2 5",
      ]);
      file.close();
      await journal.close();
    }));

  test("keeps no more records than it is to, whichever machines they are of", () =>
    inScratch(async (folder) => {
      const path = join(folder, "journal.db");
      const journal = await SqliteJournal.open(path, { keepRecords: 50 });
      const historian = new Historian();
      journal.append(historian.record(event("idle")), ignore);
      for (let round = 0; round < 30; round += 1) {
        for (let index = 0; index < 50; index += 1)
          journal.append(historian.record(event("busy")), ignore);
        await journal.flushed();
      }
      const { removed } = await journal.compact();
      expect(removed).toBeGreaterThanOrEqual(0);
      expect(journal.file.check()).toEqual({
        machines: 2,
        records: 50,
        problems: [],
      });
      expect(journal.recall("idle")?.snapshot.seq).toBe(1);
      expect(journal.recall("busy")?.snapshot.seq).toBe(1_500);
      await journal.close();
    }));

  test("refuses a machine's gap and what JSON would lose, and goes on with the others", () =>
    inScratch(async (folder) => {
      const journal = await SqliteJournal.open(join(folder, "journal.db"));
      const historian = new Historian({ late: 4 });
      journal.append(historian.record(event("late")), ignore);
      journal.append(historian.record(event("odd", { spread: NaN })), ignore);
      journal.append(historian.record(event("fine")), ignore);
      await journal.flushed("fine");
      await expect(journal.flushed("late")).rejects.toThrow(
        "late: expected record 1, got 5",
      );
      await expect(journal.flushed("odd")).rejects.toThrow(
        "odd: record 1: patch.context.spread: expected a finite number, got NaN",
      );
      expect(journal.machines()).toEqual(["fine"]);
      await expect(journal.close()).rejects.toThrow("late: expected");
    }));
});
