import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { MarketDataError } from "../../errors.ts";
import { noneAtAll } from "../file/days-wanted.ts";
import { filesIn, type RecordedFile } from "../file/recorded-file.ts";
import { dayOf } from "../time/day.ts";

/** What a folder of LEAN has of one day, year or symbol: a zip, an unpacked folder, or plain files. */
export interface Recording {
  /** What its name says, between what was looked for: `20221213`, `2015`. */
  readonly label: string;
  /** Where its files are; a zip comes before the folder that it was unpacked into, that before plain files. */
  readonly paths: readonly string[];
}

/** Looks for names that are one of these, and have the label as first group. */
export interface RecordingNames {
  /** Of zips (without `.zip`) and of folders. */
  readonly packed: RegExp;
  /** Of plain files, without `.csv` and `.gz`. */
  readonly plain: RegExp;
}

/** Sorted by label; none if there is no such folder. */
export async function recordingsIn(
  folder: string,
  names: RecordingNames,
): Promise<readonly Recording[]> {
  const found = new Map<string, { rank: number; paths: string[] }>();
  const entries = await entriesIn(folder);
  for (const entry of entries.toSorted((a, b) => compare(a.name, b.name))) {
    const packing = packingOf(entry.name, entry.isDirectory(), names);
    if (packing === null) continue;
    const { label, rank } = packing;
    const best = found.get(label);
    const path = join(folder, entry.name);
    if (best === undefined || rank < best.rank)
      found.set(label, { rank, paths: [path] });
    else if (rank === best.rank) best.paths.push(path);
  }
  return [...found]
    .map(([label, { paths }]) => ({ label, paths }))
    .toSorted((a, b) => compare(a.label, b.label));
}

async function entriesIn(folder: string): Promise<readonly Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "ENOENT") return [];
    throw new MarketDataError(
      `${folder}: expected a folder, and it cannot be read (${String(code ?? error)})`,
      { cause: error },
    );
  });
}

/** Its files of tables, whatever they are packed in. */
export async function tablesOf(
  recording: Recording,
): Promise<readonly RecordedFile[]> {
  const files: RecordedFile[] = [];
  for (const path of recording.paths) files.push(...(await filesIn(path)));
  return files.filter(({ name }) => name.toLowerCase().endsWith(".csv"));
}

/** A recording of one day. */
export interface DayRecording extends Recording {
  /** Midnight UTC of the day, in milliseconds since the epoch. */
  readonly day: number;
}

/** Those whose label is a day, in order. */
export function byDay(
  recordings: readonly Recording[],
): readonly DayRecording[] {
  return recordings.flatMap((recording) => {
    const day = dayOf(recording.label);
    return day === null ? [] : [{ ...recording, day }];
  });
}

/**
 * The only table of a name, whatever it is packed in.
 *
 * @param name without `.csv`
 * @param what is looked for, for the error
 * @throws MarketDataError if there is none
 */
export async function tableNamed(
  folder: string,
  name: string,
  what: string,
): Promise<RecordedFile> {
  const stem = RegExp(`^(${escaped(name)})$`, "i");
  const [found] = await recordingsIn(folder, { packed: stem, plain: stem });
  const [file] = found === undefined ? [] : await tablesOf(found);
  if (file === undefined) throw await noneAtAll(what, folder);
  return file;
}

/** A text as a part of a regular expression that matches nothing else. */
export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function packingOf(
  name: string,
  isFolder: boolean,
  { packed, plain }: RecordingNames,
): { readonly label: string; readonly rank: number } | null {
  const zip = /^(.*)\.zip$/i.exec(name);
  const csv = /^(.*)\.csv(?:\.gz)?$/i.exec(name);
  const [rank, label] =
    zip !== null
      ? [0, packed.exec(zip[1] ?? "")?.[1]]
      : isFolder
        ? [1, packed.exec(name)?.[1]]
        : [2, plain.exec(csv?.[1] ?? "")?.[1]];
  return label === undefined ? null : { label, rank };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
