import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../exit.ts";
import type { Project } from "../project.ts";
import type { Days } from "./days.ts";

/** Where a run looks for recordings. */
export interface Recordings {
  /** Absolute; null: the simulator. */
  readonly folder: string | null;
  /** Whether the user said so: what is missing there is an error then. */
  readonly chosen: boolean;
  /** Why, for people. */
  readonly because: string;
}

export interface DataFlags {
  readonly data?: string;
  readonly simulated?: true;
}

/**
 * `--simulated`, `--data`, FSMC_DATA, the configuration's folder: the first that says something.
 *
 * @param days of the recordings; where some are named, only recordings will do
 * @throws UsageError if a folder that the user named is not there, or days are named and there are no recordings
 */
export function recordingsFor(
  flags: DataFlags,
  days: Days,
  project: Project,
): Recordings {
  const found = recordingsAt(flags, project);
  if (days.from === null && days.to === null) return found;
  if (found.folder !== null) return { ...found, chosen: true };
  throw new UsageError(
    `--day, --from and --to name days of recordings, and there are none to take: ${found.because}`,
  );
}

function recordingsAt(flags: DataFlags, project: Project): Recordings {
  if (flags.simulated) return simulated("--simulated");
  const named = flags.data ?? process.env["FSMC_DATA"] ?? "";
  const by = flags.data === undefined ? "FSMC_DATA" : "--data";
  if (named !== "") {
    const folder = resolve(named);
    if (!isFolder(folder))
      throw new UsageError(`${by} names ${named}, and there is no such folder`);
    return { folder, chosen: true, because: by };
  }
  const folder = resolve(project.root, project.config.data);
  if (!isFolder(folder))
    return simulated(`no recordings in ${project.config.data}`);
  return { folder, chosen: false, because: project.config.data };
}

function simulated(because: string): Recordings {
  return { folder: null, chosen: false, because };
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
