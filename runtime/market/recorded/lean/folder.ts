import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { MarketDataError } from "../../errors.ts";
import { whatIsThere } from "../file/what-is-there.ts";
import { filesIn, type RecordedFile } from "../file/recorded-file.ts";
import {
  dayOf,
  type DayRange,
  isInRange,
  isoDay,
  rangeText,
} from "../time/day.ts";

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
 * Those of the wanted days.
 *
 * @param what is looked for, for the error: `quotes of Bybit:spot:BTCUSDT`
 * @throws MarketDataError if there is none, that says which there are
 */
export async function daysWanted<Each extends { readonly day: number }>(
  recordings: readonly Each[],
  range: DayRange,
  what: string,
  folder: string,
): Promise<readonly Each[]> {
  const wanted = recordings.filter(({ day }) => isInRange(day, range));
  if (wanted.length > 0) return wanted;
  const days = recordings.map(({ day }) => day);
  throw days.length === 0
    ? await noneAtAll(what, folder)
    : new MarketDataError(
        `${folder}: there are no ${what} ${rangeText(range)}; there are ${nearest(days, range)}`,
      );
}

/** Says what there is instead, of other names. */
export async function noneAtAll(
  what: string,
  folder: string,
): Promise<MarketDataError> {
  const instead = await whatIsThere(folder);
  return new MarketDataError(`${folder}: there are no ${what}${instead}`);
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

/** `2022-12-12 and 2022-12-15, the nearest of 40 days`. */
function nearest(days: readonly number[], { from, to }: DayRange): string {
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return "none at all";
  const before = days.findLast((day) => day < (from ?? -Infinity));
  const after = days.find((day) => day > (to ?? Infinity));
  const close = [before, after].flatMap((day) =>
    day === undefined ? [] : [isoDay(day)],
  );
  return days.length === 1
    ? `only those of ${isoDay(first)}`
    : `those of ${close.join(" and ")}, the nearest of ${days.length} days from ${isoDay(first)} to ${isoDay(last)}`;
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
