import { rangeOf, type Span } from "../../source/index.ts";
import type { Diagnostic, Fix, PathStep } from "../diagnostic.ts";
import { explain, pageOf } from "../explain/index.ts";
import { RULE_NAMES, RULES, type RuleName, type Severity } from "../rules.ts";
import type { Settled } from "../settle.ts";

const LEVELS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "note",
};

/** What a viewer takes relative paths from: the project's folder, whose place the log does not tell. */
const BASE = "%SRCROOT%";

/**
 * SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0): for code scanning and viewers. Lines and columns count from 1, columns in
 * UTF-16 code units, ends exclusive.
 *
 * @param files paths of everything that was checked, findings or not
 */
export function renderSarif(
  settled: Settled,
  files: readonly string[],
  version: string,
): string {
  const { diagnostics } = settled;
  const rules = RULE_NAMES.filter((rule) =>
    diagnostics.some((each) => each.rule === rule),
  );
  const run = {
    tool: {
      driver: {
        name: "fsmc",
        semanticVersion: version,
        rules: rules.map(ruleOf),
      },
    },
    columnKind: "utf16CodeUnits",
    artifacts: [...new Set(files)].map((path) => ({
      location: artifact(path),
    })),
    invocations: [invocationOf(settled)],
    results: diagnostics.map((each) => resultOf(each, rules)),
  };
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [run],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf(rule: RuleName) {
  const { code, severity } = RULES[rule];
  const page = pageOf(rule);
  const explained = explain(rule);
  const help = explained.ok ? explained.text : rule;
  return {
    id: code,
    name: rule,
    shortDescription: { text: rule.replaceAll("-", " ") },
    ...(page === null ? {} : { fullDescription: { text: page.what } }),
    help: { text: help, markdown: help },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

/** The check itself went well, whatever it found. What is beyond the most that is shown is said as a notification. */
function invocationOf({ omitted }: Settled) {
  const more = omitted.errors + omitted.warnings + omitted.infos;
  const text = `${more} more findings are not shown`;
  return {
    executionSuccessful: true,
    ...(more === 0
      ? {}
      : {
          toolExecutionNotifications: [{ level: "note", message: { text } }],
        }),
  };
}

function resultOf(diagnostic: Diagnostic, rules: readonly RuleName[]) {
  const { code, rule, severity, span, related, path, fixes } = diagnostic;
  return {
    ruleId: code,
    ruleIndex: rules.indexOf(rule),
    level: LEVELS[severity],
    message: { text: messageOf(diagnostic) },
    locations: [{ physicalLocation: placeOf(span) }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((each, index) => ({
            id: index + 1,
            physicalLocation: placeOf(each.span),
            message: { text: each.message },
          })),
        }),
    ...(path.length === 0 ? {} : { codeFlows: [flowOf(path, span)] }),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map(fixOf) }),
  };
}

function messageOf({ message, why, help }: Diagnostic): string {
  return [
    message,
    ...(why === "" ? [] : [`why: ${why}`]),
    ...(help === "" ? [] : [`help: ${help}`]),
  ].join("\n");
}

/** A path is one of states: each step is named by the state that it begins in, and the last state ends it. */
function flowOf(path: readonly PathStep[], span: Span) {
  const { path: file } = span.file;
  const steps = path.map(({ from, on, to }) => ({
    state: from,
    text: `${from} --${on}--> ${to}`,
  }));
  const last = path.at(-1);
  const end = last === undefined ? [] : [{ state: last.to, text: last.to }];
  const locations = [...steps, ...end].map(({ state, text }) => ({
    location: {
      physicalLocation: { artifactLocation: artifact(file) },
      logicalLocations: [{ fullyQualifiedName: state, kind: "state" }],
      message: { text },
    },
  }));
  return { threadFlows: [{ locations }] };
}

function fixOf({ title, edits }: Fix) {
  const paths = [...new Set(edits.map(({ span }) => span.file.path))];
  return {
    description: { text: title },
    artifactChanges: paths.map((path) => ({
      artifactLocation: artifact(path),
      replacements: edits
        .filter(({ span }) => span.file.path === path)
        .map(({ span, text }) => ({
          deletedRegion: regionOf(span),
          insertedContent: { text },
        })),
    })),
  };
}

function placeOf(span: Span) {
  return {
    artifactLocation: artifact(span.file.path),
    region: regionOf(span),
  };
}

function regionOf(span: Span) {
  const { start, end } = rangeOf(span);
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}

function artifact(path: string) {
  const uri = path.toWellFormed().split("/").map(encodeURIComponent).join("/");
  return { uri, uriBaseId: BASE };
}
