import { grouped } from "../../terminal.ts";
import type { RunSummary } from "./run-summary.ts";
import { signed } from "./numbers.ts";

/** One line a day, where a run had several; else nothing. */
export function dayTable({ days, currency }: RunSummary): readonly string[] {
  if (days.length < 2) return [];
  const head = [
    `day`,
    `net ${currency}`,
    "realized",
    "fees",
    "funding",
    "orders",
    "transitions",
    "errors",
  ];
  const rows = days.map((day) => [
    day.day,
    signed(day.netPnl),
    signed(day.realizedPnl),
    signed(-day.totalFees),
    signed(day.funding),
    grouped(day.ordersExecuted),
    grouped(day.transitions),
    grouped(day.errors),
  ]);
  return aligned([head, ...rows]).map((line) => `  ${line}`);
}

/**
 * Columns of equal width, two spaces apart.
 *
 * @param words columns of words, which stand to the left; numbers stand to the right
 */
export function aligned(
  rows: readonly (readonly string[])[],
  words: readonly number[] = [0],
): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return words.includes(column)
          ? cell.padEnd(width)
          : cell.padStart(width);
      })
      .join("  ")
      .trimEnd(),
  );
}
