import type { Matrix } from "./matrix.ts";
import {
  legendOf,
  linesOf,
  originOf,
  SIGNATURE,
  titleOf,
  withNotes,
} from "./say.ts";

/** One table, as GitHub renders it. */
export function matrixMarkdown(matrix: Matrix): string {
  const { columns, rows } = matrix;
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    `# ${escaped(titleOf(matrix))}`,
    "",
    escaped(originOf(matrix)),
    "",
    ...legendOf(matrix).map((each) => `- ${escaped(each)}`),
    "",
    row([
      "state",
      ...columns.map(({ name, notes }) => escaped(withNotes(name, notes))),
    ]),
    row(["---", ...columns.map(() => "---")]),
    ...rows.map(({ state, notes, cells }) =>
      row([
        `**${escaped(withNotes(state, notes))}**`,
        ...cells.map((cell) => linesOf(cell).map(escaped).join("<br>")),
      ]),
    ),
    "",
    SIGNATURE.map((each) => `${each}: ________________`).join("  "),
    "",
  ].join("\n");
}

/** Guards may hold what Markdown or HTML would take for markup. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]|~]/g, String.raw`\$&`)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
