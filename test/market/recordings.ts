import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

const repository = resolve(import.meta.dirname, "../..");

/** LEAN's data folder among the recordings, or null, with the reason printed. */
export function leanFolder(): string | null {
  return recordingsFolder("lean");
}

/** A folder among the recordings (`lean`, `hftbacktest`), or null, with the reason printed. */
export function recordingsFolder(name: string): string | null {
  const data = process.env["FSMC_DATA"] ?? join(repository, "../shared/data");
  const folder = join(data, name);
  if (existsSync(folder)) return folder;
  console.warn(
    `SKIPPED: tests on recorded data, because ${folder} is not there (set FSMC_DATA)`,
  );
  return null;
}
