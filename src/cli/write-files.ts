import {
  closeSync,
  fchmodSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { codeOf, reasonOf, UsageError } from "./exit.ts";
import { isMissing } from "./project.ts";

/** A text, or bytes, and the path that it is to stand at. */
export interface FileToWrite extends Place {
  readonly text: string | Uint8Array;
}

/** A file that was written beside its place, a piece at a time, and is to be moved there. */
export interface WrittenFile extends Place {
  /** Absolute, in the same folder. */
  readonly written: string;
}

interface Place {
  /** Absolute. */
  readonly path: string;
  /** As the user knows it. */
  readonly shown: string;
}

/**
 * What stands where a generated file is to go, as text; null for nothing. A link, a folder and a file that fsmc did not write
 * are refused.
 *
 * @param marker what the files that fsmc writes begin with
 * @throws UsageError that says what to do
 */
export function replaceable(
  path: string,
  shown: string,
  marker: string,
): string | null {
  const kind = kindAt(path, shown);
  if (kind === "nothing") return null;
  if (kind === "link")
    throw new UsageError(
      `${shown} is a symbolic link, and fsmc does not write through one: remove it, or choose another folder`,
    );
  if (kind !== "file")
    throw new UsageError(
      `${shown} is a ${kind}, and a file is to go there: move it away, or choose another folder`,
    );
  const text = readExisting(path, shown);
  if (!text.startsWith(marker))
    throw new UsageError(
      `${shown} was not written by fsmc (its first line is not "${marker}"): move it away, or choose another folder`,
    );
  return text;
}

/**
 * Makes a folder for generated files.
 *
 * @throws UsageError if it is a link, or cannot be made
 */
export function makeFolder(path: string, shown: string): void {
  const kind = kindAt(path, shown);
  if (kind === "folder") return;
  if (kind === "link")
    throw new UsageError(
      `the folder ${shown} is a symbolic link: name the folder that it leads to, or remove it`,
    );
  if (kind !== "nothing")
    throw new UsageError(`${shown} is a ${kind}, not a folder: choose another`);
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw explained(error, `make the folder ${shown}`);
  }
}

/**
 * Writes all of the files, or none: each beside its place first, then all are renamed.
 *
 * @throws UsageError naming the file and the remedy
 */
export function writeAll(files: readonly (FileToWrite | WrittenFile)[]): void {
  const beside = files.map((file) =>
    "written" in file ? file.written : besideOf(file.path),
  );
  try {
    for (const [index, file] of files.entries())
      if ("text" in file) writeNew(beside[index] ?? "", file);
    for (const [index, { path, shown }] of files.entries())
      rename(beside[index] ?? "", path, shown);
  } finally {
    for (const path of beside) rmSync(path, { force: true });
  }
}

function besideOf(path: string): string {
  const unique = `${process.pid}-${Math.random().toString(36).slice(2, 8)}`;
  return join(dirname(path), `.${basename(path)}.${unique}.tmp`);
}

function writeNew(path: string, { path: to, shown, text }: FileToWrite): void {
  try {
    const file = openSync(path, "wx");
    try {
      // Who may read it is not for fsmc to change.
      const replaced = statSync(to, { throwIfNoEntry: false });
      if (replaced?.isFile() === true) fchmodSync(file, replaced.mode & 0o777);
      writeFileSync(file, text);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw explained(error, `write ${shown}`);
  }
}

function rename(from: string, to: string, shown: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    throw explained(error, `write ${shown}`);
  }
}

type Kind = "nothing" | "file" | "folder" | "link" | "device";

function kindAt(path: string, shown: string): Kind {
  try {
    const stats = lstatSync(path);
    if (stats.isSymbolicLink()) return "link";
    if (stats.isDirectory()) return "folder";
    return stats.isFile() ? "file" : "device";
  } catch (error) {
    if (isMissing(error)) return "nothing";
    throw explained(error, `look at ${shown}`);
  }
}

function readExisting(path: string, shown: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw explained(error, `read ${shown}`);
  }
}

const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: "free some space, or choose a folder on another disk",
  EDQUOT: "free some space, or choose a folder on another disk",
  EACCES: "change its permissions, or choose another folder",
  EPERM: "change its permissions, or choose another folder",
  EROFS: "choose a folder on another file system",
  ENOTDIR: "choose another folder",
};

function explained(error: unknown, attempt: string): unknown {
  const reason = reasonOf(error);
  if (reason === null) return error;
  const remedy = REMEDIES[codeOf(error) ?? ""];
  const hint = remedy === undefined ? "" : `: ${remedy}`;
  return new UsageError(`cannot ${attempt}: ${reason}${hint}`);
}
