import { rangeOf } from "../../source/index.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { Severity } from "../rules.ts";
import type { Settled } from "../settle.ts";
import { printable } from "./columns.ts";
import { renderPath } from "./text.ts";

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "notice",
};

/**
 * Annotations for GitHub Actions, a workflow command each
 * (docs.github.com/actions/reference/workflow-commands-for-github-actions).
 *
 * @param verbose shows information too
 */
export function renderGithub(settled: Settled, verbose: boolean): string {
  return settled.diagnostics
    .filter(({ severity }) => verbose || severity !== "info")
    .map((each) => `${commandFor(each)}\n`)
    .join("");
}

function commandFor(diagnostic: Diagnostic): string {
  const { code, rule, severity, span } = diagnostic;
  const properties = [
    ["file", span.file.path],
    ...placeOf(diagnostic),
    ["title", `${code} ${rule}`],
  ].map(([name, value]) => `${name}=${escapeProperty(value ?? "")}`);
  return `::${COMMANDS[severity]} ${properties.join(",")}::${escapeData(messageOf(diagnostic))}`;
}

/** Columns only where it is one line: GitHub takes them for no other. The last column is the last character's. */
function placeOf({ span }: Diagnostic): readonly (readonly string[])[] {
  const { start, end } = rangeOf(span);
  const lines = [
    ["line", String(start.line)],
    ["endLine", String(end.line)],
  ];
  if (start.line !== end.line) return lines;
  const last = Math.max(start.column, end.column - 1);
  return [...lines, ["col", String(start.column)], ["endColumn", String(last)]];
}

function messageOf(diagnostic: Diagnostic): string {
  const { message, why, help, path, related } = diagnostic;
  const places = related.map(({ message: said, span }) => {
    const { line, column } = span.file.position(span.start);
    return `${span.file.path}:${line}:${column}: ${said}`;
  });
  return [
    message,
    ...places,
    ...(path.length === 0 ? [] : [`path: ${renderPath(path)}`]),
    ...(why === "" ? [] : [`why: ${why}`]),
    ...(help === "" ? [] : [`help: ${help}`]),
  ]
    .map(printable)
    .join("\n");
}

function escapeData(text: string): string {
  return text
    .replaceAll("%", "%25")
    .replaceAll("\r", "%0D")
    .replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
