/** What is wrong with a row; who reads the file adds where it is. */
export class RowProblem extends Error {
  override readonly name = "RowProblem";
  /** In the line, counted from 1; null where it is not one cell that is wrong. */
  readonly column: number | null;

  /** @param problem what was expected, and what stands there */
  constructor(problem: string, column: number | null = null) {
    super(problem);
    this.column = column;
  }
}

/** A header that is not what the format says: without it no row can be read. */
export class HeaderProblem extends RowProblem {
  /** @param expected as in `the header DATE,CLOSE` */
  constructor(expected: string, found: string) {
    const told = found.length > TOLD ? `${found.slice(0, TOLD)} …` : found;
    super(`expected ${expected}, found ${JSON.stringify(told)}`);
  }
}

/** So much of a header is told, in UTF-16 code units. */
const TOLD = 200;
