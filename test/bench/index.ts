/**
 * `npm run bench [-- dispatch|memory|compiler|checker|journal|backtest …]`: every budget of the project, as ratios within one
 * run. A table for people on standard output, the same as JSON in out/bench.json; progress on standard error.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { backtestRows } from "./backtest/index.ts";
import { checkerRows } from "./checker/index.ts";
import { compilerRows, memoryRow } from "./compiler.ts";
import { dispatchRows, type Row } from "./dispatch/index.ts";
import { journalRows } from "./journal/index.ts";
import { spell } from "./statistics.ts";

const OUT = fileURLToPath(new URL("../../out/", import.meta.url));

const wanted = new Set(process.argv.slice(2));
const progress = (text: string): void => console.error(`… ${text}`);
const runs = (part: string): boolean => wanted.size === 0 || wanted.has(part);

const rows: Row[] = [];
if (runs("dispatch")) rows.push(...dispatchRows(progress));
if (runs("memory")) rows.push(memoryRow());
if (runs("compiler")) rows.push(...(await compilerRows(progress)));
if (runs("checker")) rows.push(...(await checkerRows(progress)));
if (runs("journal")) rows.push(...journalRows(progress));
if (runs("backtest")) rows.push(...(await backtestRows(progress)));

const width = Math.max(...rows.map((row) => row.what.length));
for (const { what, ratio, budget, kept } of rows) {
  const verdict = budget === "" ? "" : `${budget} ${kept ? "kept" : "MISSED"}`;
  console.log(`${what.padEnd(width)}  ${spell(ratio).padEnd(24)} ${verdict}`);
}
mkdirSync(OUT, { recursive: true });
writeFileSync(
  `${OUT}bench.json`,
  `${JSON.stringify({ node: process.version, rows }, null, 2)}\n`,
);
