import type { IndexLevel } from "../../event.ts";
import type { IndexInstrument } from "../../instrument.ts";
import type { RecordedFile } from "../file/recorded-file.ts";
import { Cells } from "../row/cells.ts";
import type { ReadOptions } from "../row/reading.ts";
import { RowProblem } from "../row/row-problem.ts";
import { LeftOut, readRows } from "../row/rows.ts";
import { dayOf, type DayRange, isInRange } from "../time/day.ts";
import { type TimeZone, zoneTime } from "../time/zone.ts";

/** A table of one number a day. */
export interface DatedLevels {
  /** The header; the first is the day, as `2015-12-23`. */
  readonly columns: readonly string[];
  /** The column of the number. */
  readonly level: string;
  /** When the number of a day is known: milliseconds since its midnight there. */
  readonly known: { readonly zone: TimeZone; readonly sinceMidnight: number };
}

/**
 * The levels of a table.
 *
 * @throws BadRowError at a row that is not what the table says, unless `onBadRow` takes it
 */
export function readDatedLevels(
  file: RecordedFile,
  instrument: IndexInstrument,
  query: DayRange & ReadOptions,
  { columns, level, known }: DatedLevels,
): AsyncGenerator<IndexLevel> {
  const header = columns.join(",");
  const column = columns.indexOf(level);
  let latest = -Infinity;
  return readRows(file, query, (line, number) => {
    if (number === 1) {
      if (line.trim().toUpperCase() === header) return null;
      throw new RowProblem(`expected the header ${header}, found ${line}`);
    }
    const cells = new Cells(line, columns);
    const day = dayIn(cells);
    if (day <= latest) cells.reject(0, "a day after that of the row before");
    latest = day;
    if (!isInRange(day, query))
      return new LeftOut("of a day that is not wanted");
    const value = cells.amount(column);
    const time = zoneTime(known.zone, day + known.sinceMidnight);
    return { kind: "level", instrument, time, level: value };
  });
}

function dayIn(cells: Cells): number {
  const text = cells.text(0);
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? dayOf(text.replaceAll("-", ""))
    : null;
  return day ?? cells.reject(0, "a day like 2015-12-23");
}
