import type { Diagnostic } from "../diagnostic.ts";
import type { Settled } from "../settle.ts";
import { renderDiagnostic } from "./text.ts";
import { xmlAttribute, xmlText } from "./xml.ts";

/**
 * For test reports: a suite a file, a case a finding. An error is a failure; a warning is a case that passes and says what it is, since
 * warnings do not fail `check` either. A file without findings has one case, which passes.
 *
 * @param files paths of everything that was checked, findings or not
 * @param verbose shows information too
 */
export function renderJunit(
  settled: Settled,
  files: readonly string[],
  verbose: boolean,
): string {
  const shown = settled.diagnostics.filter(
    ({ severity }) => verbose || severity !== "info",
  );
  const paths = new Set([...files, ...shown.map(({ span }) => span.file.path)]);
  const suites = [...paths].map((path) => ({
    path,
    found: shown.filter(({ span }) => span.file.path === path),
  }));
  const cases = suites.reduce((sum, { found }) => sum + casesIn(found), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="fsmc check" tests="${cases}" failures="${failuresIn(shown)}" errors="0">`,
    ...suites.flatMap(({ path, found }) => suite(path, found)),
    "</testsuites>",
    "",
  ].join("\n");
}

function suite(path: string, found: readonly Diagnostic[]): readonly string[] {
  const name = xmlAttribute(path);
  return [
    `  <testsuite name="${name}" tests="${casesIn(found)}" failures="${failuresIn(found)}" errors="0" skipped="0">`,
    ...(found.length === 0
      ? [`    <testcase classname="${name}" name="no findings"/>`]
      : found.flatMap(testCase)),
    "  </testsuite>",
  ];
}

function testCase(diagnostic: Diagnostic): readonly string[] {
  const { code, rule, message, severity, span } = diagnostic;
  const { path } = span.file;
  const { line, column } = span.file.position(span.start);
  const name = `${code} ${rule} at ${line}:${column}: ${message}`;
  const text = xmlText(renderDiagnostic(diagnostic));
  return [
    `    <testcase classname="${xmlAttribute(path)}" name="${xmlAttribute(name)}">`,
    severity === "error"
      ? `      <failure type="${code}" message="${xmlAttribute(message)}">${text}</failure>`
      : `      <system-out>${text}</system-out>`,
    "    </testcase>",
  ];
}

function casesIn(found: readonly Diagnostic[]): number {
  return Math.max(found.length, 1);
}

function failuresIn(found: readonly Diagnostic[]): number {
  return found.filter(({ severity }) => severity === "error").length;
}
