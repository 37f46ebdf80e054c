import {
  BadRowError,
  MarketDataError,
  type RecordPlace,
} from "../../errors.ts";
import { onlyFile, type RecordedFile } from "../file/recorded-file.ts";
import { linesOf } from "./lines.ts";
import type { ReadOptions } from "./reading.ts";
import { HeaderProblem, RowProblem } from "./row-problem.ts";

/** Why a row that is right yields nothing. */
export class LeftOut {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/**
 * What a line says; null: it is a header.
 *
 * @param isFirst of those that are not empty
 * @throws RowProblem where it is not what the format says, {@link HeaderProblem} where no row can be read then
 */
export type ParseRow<T> = (
  line: string,
  isFirst: boolean,
) => T | LeftOut | null;

/**
 * What the rows of a text say, in its order. Empty lines say nothing.
 *
 * @param what its rows are, for the error that there are none; null: there need not be any
 * @throws BadRowError at a row that is not what the format says, unless `onBadRow` takes it, and at such a header
 * @throws MarketDataError if the file cannot be read or unpacked, or has no rows
 */
export async function* readRows<T extends object>(
  file: RecordedFile,
  options: ReadOptions,
  what: string | null,
  parse: ParseRow<T>,
): AsyncGenerator<T> {
  const { tally } = options;
  let number = 0;
  let isFirst = true;
  let hasRows = false;
  try {
    for await (const lines of linesOf(file.blocks())) {
      for (const line of lines) {
        number += 1;
        if (line === "") continue;
        const row = parsed(line);
        isFirst = false;
        if (row === null) continue;
        hasRows = true;
        if (tally !== undefined) tally.rows += 1;
        if (row instanceof LeftOut) tally?.leaveOut(row.reason);
        else if (row instanceof RowProblem) report(row);
        else yield row;
      }
    }
  } catch (error) {
    // Of the line after the last: it is longer than any line may be.
    throw error instanceof RowProblem ? located(error, number + 1) : error;
  }
  if (what !== null && !hasRows)
    throw new MarketDataError(
      `${placeText(file)}: expected ${what}, found ${isFirst ? "an empty file" : "a header only"}`,
    );

  function parsed(line: string): T | LeftOut | RowProblem | null {
    try {
      return parse(line, isFirst);
    } catch (error) {
      if (error instanceof RowProblem) return error;
      throw error;
    }
  }

  function report(problem: RowProblem): void {
    const error = located(problem, number);
    if (options.onBadRow === undefined || problem instanceof HeaderProblem)
      throw error;
    if (tally !== undefined) tally.bad += 1;
    options.onBadRow(error);
  }

  function located({ column, message }: RowProblem, line: number): BadRowError {
    const place: RecordPlace = {
      file: file.path,
      ...(file.entry === null ? {} : { entry: file.entry }),
      line,
      ...(column === null ? {} : { column }),
    };
    return new BadRowError(place, message);
  }
}

/** The same of the table at a path: a file, plain or gzip, or the only one in a zip. */
export async function* readTable<T extends object>(
  path: string,
  options: ReadOptions,
  what: string,
  parse: ParseRow<T>,
): AsyncGenerator<T> {
  yield* readRows(await onlyFile(path), options, what, parse);
}

function placeText({ path, entry }: RecordedFile): string {
  return entry === null ? path : `${path}#${entry}`;
}
