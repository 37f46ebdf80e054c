import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { isMissing } from "../project.ts";
import { MARKER } from "./marker.ts";
import type { OutputFolder } from "./outputs.ts";

/** Files of an output folder that fsmc wrote for specs that are gone. @param expected absolute paths of the others */
export function leftOverIn(
  folder: OutputFolder,
  expected: ReadonlySet<string>,
): readonly string[] {
  return filesIn(folder.path)
    .filter((name) => name.endsWith(".ts"))
    .filter((name) => !expected.has(join(folder.path, name)))
    .filter((name) => beginsWithMarker(join(folder.path, name)))
    .map((name) => join(folder.shown, name))
    .toSorted();
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function beginsWithMarker(path: string): boolean {
  const file = openSync(path, "r");
  try {
    const start = Buffer.alloc(Buffer.byteLength(MARKER));
    readSync(file, start, 0, start.length, 0);
    return start.toString("utf8") === MARKER;
  } finally {
    closeSync(file);
  }
}
