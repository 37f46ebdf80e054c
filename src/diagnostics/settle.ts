import type { Span } from "../source/index.ts";
import { at, type Diagnostic } from "./diagnostic.ts";
import { unusedAllow } from "./messages/reach.ts";
import { groupOf, type RuleName, type Severity } from "./rules.ts";
import type { RuleSettings } from "./settings.ts";

/** An `@allow`: the model's, without the model. */
export interface Allowance {
  readonly rule: RuleName;
  readonly span: Span;
  readonly covers: readonly Span[];
}

export interface SettleOptions {
  /** Severities from flags and configuration; they have been through `ruleSetting`. */
  readonly rules?: RuleSettings;
  /** Every `@allow` of the concrete strategies whose checks ran. */
  readonly allows?: readonly Allowance[];
  /** Rules that ran: an `@allow` for another one is not called unused. */
  readonly judged?: ReadonlySet<RuleName>;
}

export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** What is shown, in order, and how many there are in all. */
export interface Settled {
  readonly diagnostics: readonly Diagnostic[];
  /** Of all, shown or not. */
  readonly summary: Summary;
  /** Of those beyond the hundred. */
  readonly omitted: Summary;
}

/** More than these nobody reads. */
export const MOST_SHOWN = 100;

/** Takes out what `@allow` silences and what is off, gives the severities asked for, sorts, drops duplicates, keeps a hundred. */
export function settle(
  diagnostics: readonly Diagnostic[],
  options: SettleOptions = {},
): Settled {
  const unique = withoutDuplicates(diagnostics);
  const settled = applySettings(
    silence(unique, options.allows ?? [], options.judged ?? new Set()),
    options.rules ?? new Map(),
  ).toSorted(byPlace);
  const kept = new Set(settled.toSorted(bySeverity).slice(0, MOST_SHOWN));
  return {
    diagnostics: settled.filter((each) => kept.has(each)),
    summary: summarize(settled),
    omitted: summarize(settled.filter((each) => !kept.has(each))),
  };
}

export function summarize(diagnostics: readonly Diagnostic[]): Summary {
  const count = (severity: Severity): number =>
    diagnostics.filter((each) => each.severity === severity).length;
  return {
    errors: count("error"),
    warnings: count("warning"),
    infos: count("info"),
  };
}

/** Inherited text is checked with every strategy that inherits it: the same finding at the same place is one. */
function withoutDuplicates(
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  const byKey = new Map<string, Diagnostic>();
  for (const each of diagnostics) {
    const places = [each.span, ...each.related.map(({ span }) => span)];
    const key = [each.code, each.message, ...places.map(placeOf)].join("\n");
    if (!byKey.has(key)) byKey.set(key, each);
  }
  return [...byKey.values()];
}

function placeOf({ file, start, end }: Span): string {
  return `${start} ${end} ${file.path}`;
}

/** Without what an `@allow` covers, and with a finding for each `@allow` that covers none. */
function silence(
  diagnostics: readonly Diagnostic[],
  allows: readonly Allowance[],
  judged: ReadonlySet<RuleName>,
): readonly Diagnostic[] {
  const annotations = withoutTwins(allows);
  const used = new Set<Allowance>();
  const loud = (diagnostic: Diagnostic): boolean => {
    const covering = annotations.filter((each) => covers(each, diagnostic));
    for (const each of covering) used.add(each);
    return covering.length === 0;
  };
  const remaining = diagnostics.filter(loud);
  const idle = (each: Allowance): boolean =>
    judged.has(each.rule) && !used.has(each);
  const others = annotations.filter((each) => each.rule !== "unused");
  const about = others.filter(idle).map(complaint).filter(loud);
  const last = annotations
    .filter((each) => each.rule === "unused" && idle(each))
    .map(complaint);
  return [...remaining, ...about, ...last];
}

/** Those of them that no `@allow` covers. */
export function withoutAllowed(
  diagnostics: readonly Diagnostic[],
  allows: readonly Allowance[],
): readonly Diagnostic[] {
  return diagnostics.filter(
    (each) => !allows.some((allow) => covers(allow, each)),
  );
}

/** One annotation of an abstract strategy is in every strategy that inherits it: their covers add up. */
function withoutTwins(allows: readonly Allowance[]): readonly Allowance[] {
  const byPlace = new Map<string, Allowance>();
  for (const each of allows) {
    const { file, start } = each.span;
    const key = `${file.path}\u0000${start}`;
    const twin = byPlace.get(key);
    byPlace.set(
      key,
      twin === undefined
        ? each
        : { ...each, covers: [...twin.covers, ...each.covers] },
    );
  }
  return [...byPlace.values()];
}

function covers(allowance: Allowance, diagnostic: Diagnostic): boolean {
  const { rule } = diagnostic;
  return (
    allowance.rule === rule &&
    allowance.covers.some((each) =>
      placesOf(diagnostic).some(
        (span) =>
          each.file.path === span.file.path &&
          each.start <= span.start &&
          span.end <= each.end,
      ),
    )
  );
}

/** Where an `@allow` is looked for. TypeScript has none: a finding there is allowed where the spec declares the callback. */
function placesOf({ rule, span, related }: Diagnostic): readonly Span[] {
  return groupOf(rule) === 7
    ? [span, ...related.map((each) => each.span)]
    : [span];
}

function complaint({ rule, span }: Allowance): Diagnostic {
  const fixes =
    span.file.spelling === "fsm"
      ? [{ title: "remove the `@allow`", edits: [{ span, text: "" }] }]
      : [];
  return at({ span: nameIn(span, rule), fixes }, unusedAllow(rule));
}

/** The rule's name in an `@allow`, which stands there in either spelling. */
function nameIn(span: Span, rule: RuleName): Span {
  const start = span.file.text.indexOf(rule, span.start);
  if (start < 0 || start + rule.length > span.end) return span;
  return { ...span, start, end: start + rule.length };
}

function applySettings(
  diagnostics: readonly Diagnostic[],
  rules: RuleSettings,
): readonly Diagnostic[] {
  return diagnostics.flatMap((each) => {
    const setting = rules.get(each.rule);
    if (setting === undefined) return [each];
    return setting === "off" ? [] : [{ ...each, severity: setting }];
  });
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return (
    compare(a.span.file.path, b.span.file.path) ||
    a.span.start - b.span.start ||
    a.span.end - b.span.end ||
    compare(a.code, b.code) ||
    compare(a.message, b.message)
  );
}

const WEIGHT: Readonly<Record<Severity, number>> = {
  error: 0,
  warning: 1,
  info: 2,
};

/** Stable: among equals the order of places stays. */
function bySeverity(a: Diagnostic, b: Diagnostic): number {
  return WEIGHT[a.severity] - WEIGHT[b.severity];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
