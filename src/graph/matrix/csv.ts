import type { Matrix } from "./matrix.ts";
import { linesOf } from "./say.ts";

/** By RFC 4180: a header, a record a state, CRLF. */
export function matrixCsv({ columns, rows }: Matrix): string {
  const records = [
    ["state", "notes", ...columns.map(({ name }) => name)],
    ...rows.map(({ state, notes, cells }) => [
      state,
      notes.join(", "),
      ...cells.map((cell) => linesOf(cell).join("\n")),
    ]),
  ];
  return records
    .map((record) => `${record.map(quoted).join(",")}\r\n`)
    .join("");
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
