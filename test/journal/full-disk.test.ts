import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { JournalFile, SqliteJournal, type JournalError } from "@fsmc/runtime";
import { BORN, Historian } from "./histories.ts";
import { ignore, inScratch } from "./scratch.ts";

const LARGE = {
  machine: "a-1",
  spread: 1,
  id: null,
  message: null,
  order: null,
};

describe("a disk without room", () => {
  test("nothing is acknowledged that is not durable; what waits is written once there is room", () =>
    inScratch(async (folder) => {
      const path = join(folder, "journal.db");
      const warnings: string[] = [];
      const journal = await SqliteJournal.open(path, {
        mostPages: 20,
        onWarning: (warning) => warnings.push(warning),
      });
      const historian = new Historian();
      const durable: number[] = [];
      const stalled: JournalError[] = [];
      const write = () => {
        const record = historian.record({ ...LARGE, note: "x".repeat(5_000) });
        journal.append(record, () => durable.push(record.seq), {
          whole: () => BORN,
          stalled: (error) => stalled.push(error),
        });
      };
      let refusal: unknown = null;
      for (let count = 0; count < 40 && refusal === null; count += 1) {
        write();
        refusal = await journal.flushed().then(
          () => null,
          (error: unknown) => error,
        );
      }
      expect(refusal).toMatchObject({ reason: "full" });
      expect(journal.state).toBe("stalled");
      expect(stalled.map(({ reason }) => reason)).toEqual(["full"]);
      const acknowledged = durable.length;
      write();
      await expect(journal.flushed()).rejects.toMatchObject({ reason: "full" });
      expect(durable).toHaveLength(acknowledged);
      const reader = await JournalFile.open(path);
      expect(reader.recall("a-1")?.snapshot.seq).toBe(acknowledged);
      reader.close();
      expect(warnings).toHaveLength(1);
      await expect(journal.close()).rejects.toMatchObject({ reason: "full" });
      const again = await SqliteJournal.open(path);
      expect(again.recall("a-1")?.snapshot.seq).toBe(acknowledged);
      await again.close();
    }));

  test("written again as soon as there is room, in order, and whoever waits hears of it", () =>
    inScratch(async (folder) => {
      const path = join(folder, "journal.db");
      const warnings: string[] = [];
      const journal = await SqliteJournal.open(path, {
        onWarning: (warning) => warnings.push(warning),
      });
      const historian = new Historian();
      const durable: number[] = [];
      const write = () => {
        const record = historian.record({ ...LARGE, note: "" });
        journal.append(record, () => durable.push(record.seq));
      };
      write();
      await journal.flushed();
      // Somebody else writes, and does not come to an end: as good as a disk that cannot be written.
      const other = new DatabaseSync(path);
      other.exec("BEGIN IMMEDIATE");
      write();
      const waiting = journal.flushed();
      write();
      setTimeout(() => {
        other.exec("ROLLBACK");
        other.close();
      }, 100);
      await waiting;
      await journal.flushed();
      expect(durable).toEqual([1, 2, 3]);
      expect(warnings).toEqual([]);
      await journal.close();
    }));

  test("a thread that has failed is told, and nothing more is acknowledged", () =>
    inScratch(async (folder) => {
      const path = join(folder, "journal.db");
      const journal = await SqliteJournal.open(path, { onWarning: ignore });
      const other = new DatabaseSync(path);
      other.exec("UPDATE head SET epoch = epoch + 1");
      other.close();
      const durable: number[] = [];
      const record = new Historian().record({ ...LARGE, note: "" });
      journal.append(record, () => durable.push(1));
      await expect(journal.flushed()).rejects.toThrow(
        "was taken over by another process",
      );
      expect(journal.state).toBe("broken");
      expect(durable).toEqual([]);
      await expect(journal.close()).rejects.toThrow("taken over");
    }));
});
