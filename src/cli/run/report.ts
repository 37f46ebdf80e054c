import { counted, took, type Output } from "../terminal.ts";
import type { RunSummary } from "./summary.ts";

/** The result of a run, for people. */
export function renderSummary(summary: RunSummary, output: Output): string {
  const bold = (text: string): string => output.style("bold", text);
  const money = (value: number): string =>
    `${signed(value)} ${summary.currency}`.trimEnd();
  const rows: (readonly [string, string])[] = [
    ["runs", runsOf(summary)],
    ["net PnL", coloured(summary.netPnl, money(summary.netPnl), output)],
    ["  realized", money(summary.realizedPnl)],
    ["  unrealized", money(summary.unrealizedPnl)],
    ["  fees", money(-summary.totalFees)],
    ["orders filled", summary.ordersExecuted.toLocaleString("en")],
    ["positions", positionsOf(summary)],
    ["transitions", summary.transitions.toLocaleString("en")],
    ["errors", summary.errors.toLocaleString("en")],
    ...Object.entries(summary.errorMessages).map(
      ([message, times]) => [`  ${times} ×`, message] as const,
    ),
    ["time per state", ""],
    ...timesOf(summary),
    ...summary.findings.map(({ label, value }) => [label, value] as const),
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  return [
    ...(summary.ordersExecuted === 0 ? [bold("No order was filled."), ""] : []),
    ...rows.map(([label, value]) =>
      `  ${label.padEnd(width)}  ${value}`.trimEnd(),
    ),
    "",
    `trail    ${summary.files.trail}`,
    `diagram  ${summary.files.diagram}`,
    `result   ${summary.files.result}`,
    "",
  ].join("\n");
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
  return `${positionsOpened} opened, ${positionsClosed} closed${rest}`;
}

function timesOf({
  timePerStateMs,
}: RunSummary): (readonly [string, string])[] {
  const entries = Object.entries(timePerStateMs).filter(([, time]) => time > 0);
  const total = entries.reduce((sum, [, time]) => sum + time, 0);
  return entries
    .toSorted(([, a], [, b]) => b - a)
    .map(
      ([state, time]) =>
        [
          `  ${state}`,
          `${duration(time)} (${((100 * time) / total).toFixed(1)} %)`,
        ] as const,
    );
}

/** `23 h 59 min`, `4 min 10 s`, `3.2 s`. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1_000;
  if (seconds < 60) return took(milliseconds);
  const [big, small, size, names] =
    seconds < 3_600
      ? [Math.floor(seconds / 60), seconds % 60, 60, ["min", "s"] as const]
      : [
          Math.floor(seconds / 3_600),
          Math.floor((seconds % 3_600) / 60),
          60,
          ["h", "min"] as const,
        ];
  const rest = Math.floor(small) % size;
  return rest === 0
    ? `${big} ${names[0]}`
    : `${big} ${names[0]} ${rest} ${names[1]}`;
}

function signed(value: number): string {
  const rounded = Math.abs(value) < 0.000_05 ? 0 : value;
  const text = Math.abs(rounded).toLocaleString("en", {
    minimumFractionDigits: 2,
    maximumFractionDigits: 4,
  });
  if (rounded === 0) return text;
  return `${rounded > 0 ? "+" : "−"}${text}`;
}

function coloured(value: number, text: string, output: Output): string {
  if (value === 0) return text;
  return output.style(value > 0 ? "green" : "red", text);
}

/** What is said before the result: on what it ran, and how long that took. */
export function renderRun(
  { strategy, data, events, marketTimeMs }: RunSummary,
  milliseconds: number,
): string {
  return `${strategy} on ${data.source} data: ${data.description}
${counted(events, "market event")}, ${duration(marketTimeMs)} of market time in ${took(milliseconds)}; seed ${data.seed}
`;
}
