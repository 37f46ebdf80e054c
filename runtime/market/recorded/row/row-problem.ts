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
