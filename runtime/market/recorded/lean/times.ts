import type { Cells } from "../row/cells.ts";
import {
  DAY,
  dayOf,
  type DayRange,
  HOUR,
  isInRange,
  MINUTE,
} from "../time/day.ts";
import { zoneTime } from "../time/zone.ts";
import type { LeanMarket } from "./market.ts";

/** How long the bars of a recording are. */
export type LeanResolution = "second" | "minute" | "hour" | "daily";

/** When a bar began and when it was known, in milliseconds since the epoch. */
export interface BarTimes {
  readonly start: number;
  readonly time: number;
}

/** Why a row is left out. */
export const NOT_WANTED = "of a day that is not wanted";

const LENGTHS = { second: 1_000, minute: MINUTE, hour: HOUR } as const;

/** A file a day, whose rows begin with milliseconds since midnight; of the others, one a symbol. */
export function isIntraday(resolution: LeanResolution): boolean {
  return resolution === "second" || resolution === "minute";
}

/** What the rows of a file are of. */
export interface RowsOf {
  readonly market: LeanMarket;
  readonly resolution: LeanResolution;
  /** Midnight UTC of the day in the file's name; null for bars of hours and days, whose rows have it. */
  readonly day: number | null;
  /** Which rows are wanted, where they have their day. */
  readonly range: DayRange;
}

/** Reads the first cell of the rows of one file, which must rise. */
export class RowTimes {
  readonly #rows: RowsOf;
  #previous = "";
  #latest = -Infinity;

  constructor(rows: RowsOf) {
    this.#rows = rows;
  }

  /**
   * @returns null if the row is of a day that is not wanted
   * @throws RowProblem if it is no time, or not after the row before
   */
  next(cells: Cells): BarTimes | null {
    const { market, resolution, day, range } = this.#rows;
    const wall = day === null ? dated(cells) : day + sinceMidnight(cells);
    if (wall <= this.#latest) cells.reject(0, `a time after ${this.#previous}`);
    this.#latest = wall;
    this.#previous = cells.text(0);
    if (day === null && !isInRange(wall - (wall % DAY), range)) return null;
    const start = zoneTime(market.zone, wall);
    // Days are longer or shorter where the clocks are put back or forward; hours are not.
    const time =
      resolution === "daily"
        ? zoneTime(market.zone, wall + market.endOfDay)
        : start + LENGTHS[resolution];
    return { start, time };
  }
}

function sinceMidnight(cells: Cells): number {
  const time = cells.amount(0);
  if (!Number.isInteger(time) || time >= DAY)
    cells.reject(0, `whole milliseconds since midnight, below ${DAY},`);
  return time;
}

/** `20210104` or `20210104 09:30` or `20210104 09:30:00`, as if it were UTC. */
export function dated(cells: Cells): number {
  const [, date = "", hours = "0", minutes = "0", seconds = "0"] =
    /^(\d{8})(?: ([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?)?$/.exec(
      cells.text(0),
    ) ?? [];
  const day = dayOf(date);
  if (day === null) return cells.reject(0, "a time like 20210104 09:30");
  return (
    day +
    Number(hours) * HOUR +
    Number(minutes) * MINUTE +
    Number(seconds) * 1_000
  );
}
