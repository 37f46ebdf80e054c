import { RowProblem } from "./row-problem.ts";

/** The cells of a comma-separated row, by the names of its columns. */
export class Cells {
  readonly #cells: readonly string[];
  readonly #columns: readonly string[];

  /**
   * Cells are not quoted: market data have no commas in them.
   *
   * @throws RowProblem if there are more or fewer cells than columns
   */
  constructor(line: string, columns: readonly string[]) {
    this.#cells = line.split(",");
    this.#columns = columns;
    if (this.#cells.length !== columns.length)
      throw new RowProblem(
        `expected ${columns.length} columns, found ${this.#cells.length}`,
      );
  }

  text(index: number): string {
    return (this.#cells[index] ?? "").trim();
  }

  isEmpty(index: number): boolean {
    return this.text(index) === "";
  }

  /** @throws RowProblem if it is not a number */
  number(index: number): number {
    const number = numberIn(this.#cells[index] ?? "");
    return Number.isFinite(number) ? number : this.reject(index, "a number");
  }

  /** A price, size or volume. */
  amount(index: number): number {
    const number = numberIn(this.#cells[index] ?? "");
    return number >= 0 && number !== Infinity
      ? number
      : this.reject(index, "a number ≥ 0");
  }

  /** @throws RowProblem that the cell is not what was expected */
  reject(index: number, expected: string): never {
    const before = this.#cells.slice(0, index).join(",").length;
    const column = index === 0 ? 1 : before + 2;
    const found = JSON.stringify(this.#cells[index]);
    throw new RowProblem(
      `expected ${expected} as ${this.#columns[index]}, found ${found}`,
      column,
    );
  }
}

const DECIMAL = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;

/** NaN if it is no decimal number: not empty, not hexadecimal, not infinite. */
function numberIn(cell: string): number {
  const text = cell.trim();
  return DECIMAL.test(text) ? Number(text) : NaN;
}
