import { styleText } from "node:util";
import type { Diagnostic, PathStep } from "../diagnostic.ts";
import type { Severity } from "../rules.ts";
import type { Settled, Summary } from "../settle.ts";
import { printable } from "./columns.ts";
import { frame, type Part } from "./frame.ts";
import { prose } from "./prose.ts";

export interface TextOptions {
  /** Whether to colour it: a terminal, and no NO_COLOR. */
  readonly colour?: boolean;
  /** Columns of the terminal: prose wraps there. Null: it does not wrap. */
  readonly width?: number | null;
  /** Shows information too. */
  readonly verbose?: boolean;
}

type Format = Parameters<typeof styleText>[0];

const COLOURS: Readonly<Record<Severity, Format>> = {
  error: ["bold", "red"],
  warning: ["bold", "yellow"],
  info: ["bold", "blue"],
};

/** For people: a headline, the source, why it matters and what to write; at the end, how many there are. Empty without findings. */
export function renderText(
  settled: Settled,
  options: TextOptions = {},
): string {
  const shown = settled.diagnostics.filter(
    (each) => options.verbose === true || each.severity !== "info",
  );
  const blocks = shown.map((each) => renderDiagnostic(each, options));
  const total = renderTotal(settled, options.verbose === true);
  return [...blocks, ...(total === null ? [] : [`${total}\n`])].join("\n");
}

/** One diagnostic, with a line break at its end. */
export function renderDiagnostic(
  diagnostic: Diagnostic,
  options: TextOptions = {},
): string {
  const style = (format: Format, text: string): string =>
    options.colour === true
      ? styleText(format, text, { validateStream: false })
      : text;
  const colour = COLOURS[diagnostic.severity];
  const paint = (part: Part, text: string): string => {
    if (part === "source" || text === "") return text;
    return style(part === "primary" ? colour : "cyan", text);
  };
  const width = options.width ?? null;
  const lines = [
    `${style(colour, `${diagnostic.severity}[${diagnostic.code}]`)}: ${style("bold", printable(diagnostic.message))}`,
    ...frame(diagnostic, paint, width),
    ...prose(style, "path", renderPath(diagnostic.path), width),
    ...prose(style, "why", diagnostic.why, width),
    ...prose(style, "help", diagnostic.help, width),
    ...prose(style, "more", `fsmc explain ${diagnostic.code}`, width),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

/** `SCANNING --QUOTE--> DETECTED --always--> BUYING`. */
export function renderPath(path: readonly PathStep[]): string {
  let text = "";
  let last: string | null = null;
  for (const step of path) {
    if (step.from !== last) text += `${last === null ? "" : ", "}${step.from}`;
    text += ` --${step.on}--> ${step.to}`;
    last = step.to;
  }
  return text;
}

function renderTotal(settled: Settled, verbose: boolean): string | null {
  const { summary } = settled;
  const parts = [
    counted(summary.errors, "error"),
    counted(summary.warnings, "warning"),
    verbose && summary.infos > 0 ? `${summary.infos} for information` : null,
  ].filter((part) => part !== null);
  if (parts.length === 0) return null;
  const more = total(settled.omitted) - (verbose ? 0 : settled.omitted.infos);
  return more > 0
    ? `${parts.join(", ")}; ${more} of them not shown`
    : parts.join(", ");
}

function total(summary: Summary): number {
  return summary.errors + summary.warnings + summary.infos;
}

function counted(count: number, noun: string): string | null {
  return count === 0 ? null : `${count} ${noun}${count === 1 ? "" : "s"}`;
}
