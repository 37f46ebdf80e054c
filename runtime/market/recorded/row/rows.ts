import { BadRowError, type RecordPlace } from "../../errors.ts";
import { onlyFile, type RecordedFile } from "../file/recorded-file.ts";
import { linesOf } from "./lines.ts";
import type { ReadOptions } from "./reading.ts";
import { RowProblem } from "./row-problem.ts";

/** Why a row that is right yields nothing. */
export class LeftOut {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/**
 * What the rows of a text say, in its order. Empty lines say nothing.
 *
 * @param parse gets each line with its number, from 1; null: a header. Throws {@link RowProblem} where it is not what the format says.
 * @throws BadRowError at such a row, unless `onBadRow` takes it
 * @throws MarketDataError if the file cannot be read or unpacked
 */
export async function* readRows<T extends object>(
  file: RecordedFile,
  options: ReadOptions,
  parse: (line: string, number: number) => T | LeftOut | null,
): AsyncGenerator<T> {
  const { tally } = options;
  let number = 0;
  try {
    for await (const lines of linesOf(file.blocks())) {
      for (const line of lines) {
        number += 1;
        if (line === "") continue;
        const row = parsed(line);
        if (row === null) continue;
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

  function parsed(line: string): T | LeftOut | RowProblem | null {
    try {
      return parse(line, number);
    } catch (error) {
      if (error instanceof RowProblem) return error;
      throw error;
    }
  }

  function report(problem: RowProblem): void {
    const error = located(problem, number);
    if (options.onBadRow === undefined) throw error;
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
  parse: (line: string, number: number) => T | LeftOut | null,
): AsyncGenerator<T> {
  yield* readRows(await onlyFile(path), options, parse);
}
