import { grouped } from "../../terminal.ts";
import type { RunSummary } from "./run-summary.ts";
import { signedAlike } from "./numbers.ts";

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
  const net = signedAlike(days.map(({ netPnl }) => netPnl));
  const realized = signedAlike(days.map(({ realizedPnl }) => realizedPnl));
  const fees = signedAlike(days.map(({ totalFees }) => -totalFees));
  const funding = signedAlike(days.map((day) => day.funding));
  const rows = days.map((day, index) => [
    day.day,
    net[index] ?? "",
    realized[index] ?? "",
    fees[index] ?? "",
    funding[index] ?? "",
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
