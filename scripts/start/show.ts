import { aligned } from "../../src/cli/run/result/day-table.ts";
import {
  duration,
  signed,
  withMinusSigns,
} from "../../src/cli/run/result/numbers.ts";
import { exposedText } from "../../src/cli/run/result/open-positions.ts";
import type { RunSummary } from "../../src/cli/run/result/run-summary.ts";
import type { Ended } from "./run-strategy.ts";

/** A run in a few lines. */
export function shortResult({ command, summary, said, status }: Ended): string {
  const lines = [`$ ${command}`, ...said.trim().split("\n").filter(Boolean)];
  if (summary === null) return [...lines, `ended with ${status}`].join("\n");
  const { data, marketTimeMs, events, findings, resumedAt } = summary;
  return [
    ...lines,
    `${summary.strategy} on ${data.source} data: ${data.description}`,
    ...(resumedAt === null
      ? []
      : [
          `  goes on from its journal, at ${resumedAt.slice(0, 19).replace("T", " ")}`,
        ]),
    `  ${events.toLocaleString("en")} market events, ${duration(marketTimeMs)} of market time`,
    `  ${outcome(summary)}; ${summary.ordersExecuted} orders filled, ${summary.errors} errors; net ${money(summary.netPnl, summary)} (fees ${money(-summary.totalFees, summary)}, funding ${money(summary.funding, summary)})`,
    ...summary.exposed.map((each) => `  ENDS EXPOSED: ${exposedText(each)}`),
    ...findings
      .slice(0, 3)
      .map(({ label, value }) => `  ${label}: ${withMinusSigns(value)}`),
  ].join("\n");
}

/** All runs, one a line, with their charts. */
export function closingTable(all: readonly Ended[]): string {
  const rows = all.map(({ name, status, summary }) =>
    summary === null
      ? [name, "—", "—", "—", "—", "—", `failed (${status})`, ""]
      : [
          name,
          summary.data.source,
          duration(summary.marketTimeMs),
          String(summary.ordersExecuted),
          String(summary.errors),
          money(summary.netPnl, summary),
          summary.endsExposed ? "EXPOSED" : "flat",
          summary.files.chart,
        ],
  );
  const head = [
    "strategy",
    "data",
    "time",
    "orders",
    "errors",
    "net PnL",
    "ends",
    "chart",
  ];
  return aligned([head, ...rows], [0, 1, 6, 7]).join("\n");
}

function outcome({ runs, phases, interrupted }: RunSummary): string {
  const parts = Object.entries(phases).map(
    ([phase, count]) => `${count} ${phase}`,
  );
  const text = `${runs} ${runs === 1 ? "run" : "runs"}: ${parts.join(", ")}`;
  return interrupted ? `${text} (ended early, to keep the minute)` : text;
}

function money(value: number, { currency }: RunSummary): string {
  return `${signed(value)} ${currency}`.trimEnd();
}
