/** Where in a recording something is wrong. */
export interface RecordPlace {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
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
    super(`${place.file}:${place.line}: ${problem}`);
    this.place = place;
  }
}
