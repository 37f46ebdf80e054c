import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { JournalFile, SqliteJournal } from "@fsmc/runtime";
import { inScratch } from "./scratch.ts";

const HOLDER = fileURLToPath(new URL("holding-process.ts", import.meta.url));

describe("one owner", () => {
  test("another process is refused and told who has it; once that is killed it is taken over", () =>
    inScratch(async (folder) => {
      const path = join(folder, "journal.db");
      const holder = spawn(
        process.execPath,
        ["--conditions=fsmc-source", HOLDER, path],
        { stdio: ["ignore", "pipe", "inherit"] },
      );
      await once(holder.stdout, "data");
      await expect(SqliteJournal.open(path)).rejects.toMatchObject({
        reason: "held",
        message: expect.stringContaining(`process ${holder.pid} on `),
      });
      const reader = await JournalFile.open(path);
      expect(reader.holder()?.pid).toBe(holder.pid);
      expect(reader.recall("a-1")?.snapshot.seq).toBe(1);
      reader.close();
      holder.kill("SIGKILL");
      await once(holder, "exit");
      const journal = await SqliteJournal.open(path);
      expect(journal.recall("a-1")?.snapshot.seq).toBe(1);
      expect(journal.file.holder()?.pid).toBe(process.pid);
      await journal.close();
      const closed = await JournalFile.open(path);
      expect(closed.holder()).toBeNull();
      closed.close();
    }));

  test("this process is refused as well, until it has closed it", () =>
    inScratch(async (folder) => {
      const path = join(folder, "journal.db");
      const journal = await SqliteJournal.open(path);
      await expect(SqliteJournal.open(path)).rejects.toMatchObject({
        reason: "held",
      });
      const link = join(folder, "link.db");
      symlinkSync(path, link);
      await expect(SqliteJournal.open(link)).rejects.toMatchObject({
        reason: "held",
      });
      await journal.close();
      const again = await SqliteJournal.open(path);
      await again.close();
    }));
});

describe("what is no journal that can be opened", () => {
  test.each<[string, (path: string) => void, string, RegExp]>([
    [
      "a text",
      (path) => writeFileSync(path, "hello ".repeat(1_000)),
      "not-a-journal",
      /is not a journal/,
    ],
    ["a folder", (path) => mkdirSync(path), "not-a-journal", /is not a file/],
    [
      "another program's database",
      (path) => new DatabaseSync(path).exec("CREATE TABLE t (a)"),
      "not-a-journal",
      /another program's database/,
    ],
    [
      "a journal of a newer version",
      (path) => {
        const database = new DatabaseSync(path);
        database.exec("PRAGMA application_id = 0x66736d6a");
        database.exec("PRAGMA user_version = 99; CREATE TABLE head (a)");
        database.close();
      },
      "newer",
      /has format 99, and this runtime knows formats up to 1/,
    ],
  ])("%s", (_, make, reason, message) =>
    inScratch(async (folder) => {
      const path = join(folder, "journal.db");
      make(path);
      const expected = { reason, message: expect.stringMatching(message) };
      await expect(SqliteJournal.open(path)).rejects.toMatchObject(expected);
      await expect(JournalFile.open(path)).rejects.toMatchObject(expected);
    }),
  );

  test("a path without a folder, and a file that is not there", () =>
    inScratch(async (folder) => {
      const path = join(folder, "nowhere", "journal.db");
      await expect(SqliteJournal.open(path)).rejects.toMatchObject({
        reason: "unwritable",
        message: expect.stringContaining("there is no folder"),
      });
      await expect(JournalFile.open(path)).rejects.toMatchObject({
        reason: "missing",
      });
    }));

  const isRoot = process.getuid?.() === 0;
  if (isRoot)
    console.warn(
      "not tested as root, who may write everywhere: a read-only folder",
    );
  test.skipIf(isRoot)("a folder that may not be written", () =>
    inScratch(async (folder) => {
      const locked = join(folder, "locked");
      mkdirSync(locked, { mode: 0o500 });
      try {
        await expect(
          SqliteJournal.open(join(locked, "journal.db")),
        ).rejects.toMatchObject({ reason: "unwritable" });
      } finally {
        chmodSync(locked, 0o700);
      }
    }),
  );
});
