import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join, resolve, sep } from "node:path";
import { DEFAULTS, type Config } from "./config.ts";
import { codeOf, reasonOf, UsageError } from "./exit.ts";

export const CONFIG_FILE = "fsmc.config.yaml";

/** Where the user is, and what holds there. */
export interface Project {
  /** Absolute: the folder of the configuration, or the working directory without one. */
  readonly root: string;
  readonly config: Config;
}

/**
 * The project that a folder belongs to.
 *
 * @throws UsageError if its configuration cannot be read or is wrong
 */
export async function projectOf(directory: string): Promise<Project> {
  const file = configAbove(directory);
  if (file === null) return { root: directory, config: DEFAULTS };
  const text = textOf(file);
  const { readConfig } = await import("./config-file.ts");
  const config = readConfig(text, display(file, directory));
  return { root: dirname(file), config };
}

function configAbove(directory: string): string | null {
  for (let folder = directory; ; folder = dirname(folder)) {
    const file = join(folder, CONFIG_FILE);
    if (existsSync(file)) return file;
    if (folder === dirname(folder)) return null;
  }
}

/** The nearest folder, this or above, that looks like a project's; this one where none does. */
export function packageAbove(directory: string): string {
  for (
    let folder = directory;
    folder !== dirname(folder);
    folder = dirname(folder)
  )
    for (const sign of [CONFIG_FILE, "package.json", ".git"])
      if (existsSync(join(folder, sign))) return folder;
  return directory;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === null) throw error;
    throw new UsageError(`cannot read ${file}: ${reason}`);
  }
}

/** A path as one would write it in a folder: relative if it lies in it, with forward slashes. */
export function display(path: string, directory: string): string {
  const absolute = absolutePath(path, directory);
  const shown = isWithin(absolute, directory)
    ? absolute.slice(directory.length + (directory.endsWith(sep) ? 0 : 1))
    : path;
  return sep === "/" ? shown : shown.replaceAll(sep, "/");
}

/** What makes a path longer than it need be: `//`, `/./`, `/../`, and any of them at its end. */
const ODD = /[\\/]\.{0,2}(?:[\\/]|$)/;

/** As `resolve`, which takes a microsecond or more also for a path that is already as it should be. */
export function absolutePath(path: string, directory: string): string {
  return isAbsolute(path) && !ODD.test(path) ? path : resolve(directory, path);
}

/** Whether a path lies in a folder. Both absolute and normalized. */
export function isWithin(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** Whether there is nothing at a path; what else goes wrong is thrown. */
export function isMissing(error: unknown): boolean {
  return codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR";
}
