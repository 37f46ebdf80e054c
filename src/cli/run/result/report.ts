import { counted, grouped, took, type Output } from "../../terminal.ts";
import { dayTable } from "./day-table.ts";
import { endsOf } from "./ends.ts";
import { duration, signedAlike, withMinusSigns } from "./numbers.ts";
import { exposedText } from "./open-positions.ts";
import type { RunSummary } from "./run-summary.ts";

type Row = readonly [label: string, value: string];

/** The result of a run, for people. */
export function renderSummary(summary: RunSummary, output: Output): string {
  const { findings, files } = summary;
  const rows: readonly Row[] = [
    ...money(summary, output),
    ...activity(summary),
    ...legs(summary),
    ...troubles(summary),
    ["time per state", ""],
    ...timesOf(summary),
    ...findingsOf(findings),
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  const days = dayTable(summary);
  return [
    ...alarms(summary, output),
    ...rows.map(([label, value]) =>
      `  ${label.padEnd(width)}  ${value}`.trimEnd(),
    ),
    "",
    ...(days.length > 0 ? [...days, ""] : []),
    `result   ${files.result}`,
    `chart    ${files.chart}`,
    `blotter  ${files.blotter}`,
    `trail    ${files.trail}`,
    `diagram  ${files.diagram}`,
    "",
  ].join("\n");
}

/** What is said before the result: on what it ran, and how long that took. */
export function renderRun(
  { strategy, data, events, marketTimeMs, resumedAt }: RunSummary,
  milliseconds: number,
): string {
  const resumed =
    resumedAt === null
      ? ""
      : `goes on from its journal, at ${resumedAt.slice(0, 19).replace("T", " ")}: chart, trail and times begin there\n`;
  return `${strategy} on ${data.source} data: ${data.description}
${counted(events, "market event")}, ${duration(marketTimeMs)} of market time in ${took(milliseconds)}; seed ${data.seed}
${resumed}`;
}

/** What must not be overlooked. */
function alarms(summary: RunSummary, output: Output): readonly string[] {
  const { events, exposed, ordersExecuted } = summary;
  if (exposed.length > 0)
    return [
      output.style(
        ["bold", "red"],
        "ENDS EXPOSED: a position or an order is left open",
      ),
      ...exposed.map((each) => `  ${exposedText(each)}`),
      "",
    ];
  if (events === 0)
    return [output.style(["bold", "red"], "The market had no events."), ""];
  return ordersExecuted === 0
    ? [output.style("bold", "No order was filled."), ""]
    : [];
}

function money(summary: RunSummary, output: Output): readonly Row[] {
  const { currency, netPnl, unconverted } = summary;
  const amounts: readonly (readonly [label: string, amount: number])[] = [
    ["net PnL", netPnl],
    ["  realized", summary.realizedPnl],
    ["  unrealized", summary.unrealizedPnl],
    ["  fees", -summary.totalFees],
    ["  funding", summary.funding],
  ];
  const texts = signedAlike(amounts.map(([, amount]) => amount));
  return [
    ...amounts.map(([label], index): Row => {
      const text = `${texts[index] ?? ""} ${currency}`.trimEnd();
      return [label, index === 0 ? coloured(netPnl, text, output) : text];
    }),
    ...unconverted.map((each): Row => [
      "  left out",
      `amounts in ${each}: no price converts them`,
    ]),
  ];
}

function activity(summary: RunSummary): readonly Row[] {
  const { ordersPlaced, ordersExecuted, fills } = summary;
  return [
    ["runs", runsOf(summary)],
    ["ended", endsOf(summary)],
    [
      "orders",
      `${grouped(ordersPlaced)} placed, ${grouped(ordersExecuted)} filled in ${counted(fills, "fill")}`,
    ],
    ...commonest("refused", summary.refusals),
    ["positions", positionsOf(summary)],
    ["transitions", grouped(summary.transitions)],
  ];
}

function runsOf({ runs, phases, interrupted }: RunSummary): string {
  const parts = Object.entries(phases).map(
    ([phase, count]) => `${count} ${phase}`,
  );
  const text = runs === 1 ? parts.join("") : `${runs}: ${parts.join(", ")}`;
  return interrupted ? `${text} (interrupted)` : text;
}

function positionsOf({ positionsOpened, positionsClosed }: RunSummary): string {
  const open = positionsOpened - positionsClosed;
  const rest = open === 0 ? "" : `, ${open} still open`;
  return `${grouped(positionsOpened)} opened, ${grouped(positionsClosed)} closed${rest}`;
}

function legs({ legs: held }: RunSummary): readonly Row[] {
  return Object.entries(held).map(([leg, assets]) => {
    const parts = Object.entries(assets).map(
      ([asset, quantity]) =>
        `${quantity > 0 ? "+" : "−"}${Math.abs(quantity)} ${asset}`,
    );
    return [
      `leg ${leg}`,
      parts.length === 0 ? "flat at the end" : parts.join(", "),
    ];
  });
}

function troubles(summary: RunSummary): readonly Row[] {
  const { errors, errorMessages, incidents, faults, faultFile } = summary;
  const listed = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([kind, count]) => `${count} ${kind}`)
      .join(", ");
  return [
    ["errors", grouped(errors)],
    ...Object.entries(errorMessages).map(([message, times]): Row => [
      `  ${times} ×`,
      message,
    ]),
    ...commonest("activity faults", summary.activityFaults),
    ...optional("incidents", listed(incidents)),
    ...optional("faults", listed(faults) || (faultFile === null ? "" : "0")),
    ...optional("  never fired", summary.faultsNeverFired.join(", ")),
  ];
}

/** Of refusals and faults; the JSON has them all. */
const SHOWN = 3;

function commonest(
  label: string,
  counts: Readonly<Record<string, number>>,
): readonly Row[] {
  const entries = Object.entries(counts);
  const rows = entries
    .slice(0, SHOWN)
    .map(([text, count]): Row => [label, `${grouped(count)}: ${text}`]);
  const left = entries.slice(SHOWN).reduce((sum, [, count]) => sum + count, 0);
  return left === 0
    ? rows
    : [...rows, [label, `… and ${grouped(left)} more, in the result`]];
}

function optional(label: string, value: string): readonly Row[] {
  return value === "" ? [] : [[label, value]];
}

function timesOf({ timePerStateMs }: RunSummary): readonly Row[] {
  const entries = Object.entries(timePerStateMs).filter(([, time]) => time > 0);
  const total = entries.reduce((sum, [, time]) => sum + time, 0);
  return entries
    .toSorted(([, a], [, b]) => b - a)
    .map(([state, time]) => [
      `  ${state}`,
      `${duration(time)} (${((100 * time) / total).toFixed(1)} %)`,
    ]);
}

/** Of one label so many; the JSON has them all. */
const MOST = 5;

function findingsOf(findings: RunSummary["findings"]): readonly Row[] {
  const byLabel = Map.groupBy(findings, ({ label }) => label);
  return [...byLabel].flatMap(([label, all]) => {
    const rows = all
      .slice(0, MOST)
      .map(({ value }): Row => [label, withMinusSigns(value)]);
    const left = all.length - rows.length;
    return left === 0
      ? rows
      : [
          ...rows,
          [label, `… and ${grouped(left)} more, in the result`] as const,
        ];
  });
}

function coloured(value: number, text: string, output: Output): string {
  if (value === 0) return text;
  return output.style(value > 0 ? "green" : "red", text);
}
