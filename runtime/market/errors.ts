/** Where in a recording something is wrong. */
export interface RecordPlace {
  readonly file: string;
  /** Within the file, if it is a zip. */
  readonly entry?: string;
  /** Counted from 1. */
  readonly line: number;
  /** Where in the line the cell begins, counted from 1; absent where it is not one cell that is wrong. */
  readonly column?: number;
}

/** Market data that cannot be used. */
export class MarketDataError extends Error {
  override readonly name: string = "MarketDataError";
}

/** A row of a recording that is not what the format says. */
export class BadRowError extends MarketDataError {
  override readonly name = "BadRowError";
  readonly place: RecordPlace;

  /** @param problem what was expected, and what stands there */
  constructor(place: RecordPlace, problem: string) {
    super(`${placeText(place)}: ${problem}`);
    this.place = place;
  }
}

function placeText({ file, entry, line, column }: RecordPlace): string {
  const source = entry === undefined ? file : `${file}#${entry}`;
  return `${source}:${line}${column === undefined ? "" : `:${column}`}`;
}
