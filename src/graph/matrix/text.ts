import type { Matrix } from "./matrix.ts";
import {
  legendOf,
  linesOf,
  originOf,
  SIGNATURE,
  titleOf,
  withNotes,
} from "./say.ts";

/** Wider tables are cut into several, one below the other. */
const WIDTH = 120;

/** The table in one word a cell; below it, state by state, what these words stand for. */
export function matrixText(matrix: Matrix): string {
  return [
    titleOf(matrix),
    originOf(matrix),
    "",
    ...legendOf(matrix),
    "",
    ...gridsOf(matrix),
    ...matrix.rows.flatMap((_, index) => detailsOf(matrix, index)),
    SIGNATURE.map((each) => `${each}: ${"_".repeat(24)}`).join("  "),
    "",
  ].join("\n");
}

function gridsOf({ columns, rows }: Matrix): readonly string[] {
  const first = Math.max(0, ...rows.map(({ state }) => state.length));
  const widths = columns.map(({ name }, index) =>
    Math.max(
      name.length,
      ...rows.map(({ cells }) => cells[index]?.verdict.length ?? 0),
    ),
  );
  return blocksOf(widths, WIDTH - first).flatMap((block) => {
    const line = (head: string, cells: (index: number) => string): string =>
      [
        head.padEnd(first),
        ...block.map((index) => cells(index).padEnd(widths[index] ?? 0)),
      ]
        .join("  ")
        .trimEnd();
    return [
      line("", (index) => columns[index]?.name ?? ""),
      ...rows.map(({ state, cells }) =>
        line(state, (index) => cells[index]?.verdict ?? ""),
      ),
      "",
    ];
  });
}

/** Columns that fit beside each other. */
function blocksOf(
  widths: readonly number[],
  room: number,
): readonly (readonly number[])[] {
  const blocks: number[][] = [];
  let left = 0;
  for (const [index, width] of widths.entries()) {
    const block = blocks.at(-1);
    if (block === undefined || width + 2 > left) {
      blocks.push([index]);
      left = room;
    } else block.push(index);
    left -= width + 2;
  }
  return blocks;
}

function detailsOf(
  { columns, rows }: Matrix,
  index: number,
): readonly string[] {
  const row = rows[index];
  if (row === undefined) return [];
  const names = columns.map(({ name, notes }) => withNotes(name, notes));
  const width = Math.max(0, ...names.map((each) => each.length));
  return [
    withNotes(row.state, row.notes),
    ...row.cells.flatMap((cell, column) =>
      linesOf(cell).map(
        (line, each) =>
          `  ${(each === 0 ? (names[column] ?? "") : "").padEnd(width)}  ${line}`,
      ),
    ),
    "",
  ];
}
