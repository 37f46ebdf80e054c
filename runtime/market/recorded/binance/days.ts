import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Instrument } from "../../instrument.ts";
import { daysWanted } from "../file/days-wanted.ts";
import { dayOf, type DayRange } from "../time/day.ts";
import {
  type BinanceEvent,
  type BinanceOptions,
  readBinanceRecording,
} from "./recording.ts";

/** Which recordings, and how they are read. */
export interface BinanceQuery extends DayRange, BinanceOptions {
  /** UTC midnights: of the days in the range only these. Default: all that there are. */
  readonly days?: readonly number[];
}

interface DayFile {
  readonly day: number;
  readonly path: string;
}

/**
 * The days of which a folder has recordings of a name, as UTC midnights, in
 * order: `spot_btcusdt_20240808.gz` is one of `spot_btcusdt`.
 */
export async function binanceDays(
  folder: string,
  name: string,
): Promise<readonly number[]> {
  const files = await dayFiles(folder, name);
  return files.map(({ day }) => day);
}

/**
 * The recordings of a name over the days of a range, one file after the other,
 * each as {@link readBinanceRecording} has it. A file that begins before the
 * one before has ended keeps its order, at the latest time.
 *
 * @throws MarketDataError if there are none; the message says which there are
 * @throws BadRowError at a row that is not what the format says, unless `onBadRow` takes it
 */
export async function* readBinanceDays(
  folder: string,
  name: string,
  instruments: Instrument | readonly Instrument[],
  query: BinanceQuery = {},
): AsyncGenerator<BinanceEvent> {
  const all = await dayFiles(folder, name);
  const files = all.filter(({ day }) => query.days?.includes(day) ?? true);
  const what = `recordings of ${name}`;
  let latest = -Infinity;
  for (const { path } of await daysWanted(files, query, what, folder))
    for await (const event of readBinanceRecording(path, instruments, query)) {
      latest = Math.max(latest, event.time);
      yield event.time < latest ? { ...event, time: latest } : event;
    }
}

/** Of several of one day the first by name. */
async function dayFiles(
  folder: string,
  name: string,
): Promise<readonly DayFile[]> {
  const names: readonly string[] = await readdir(folder).catch(() => []);
  const byDay = new Map<number, string>();
  for (const file of names.toSorted((a, b) => (a < b ? -1 : 1))) {
    if (!file.toLowerCase().startsWith(`${name.toLowerCase()}_`)) continue;
    const [, date = ""] =
      /^(\d{8})(?:\.[a-z]+)*$/i.exec(file.slice(name.length + 1)) ?? [];
    const day = dayOf(date);
    if (day !== null && !byDay.has(day)) byDay.set(day, join(folder, file));
  }
  return [...byDay]
    .map(([day, path]) => ({ day, path }))
    .toSorted((a, b) => a.day - b.day);
}
