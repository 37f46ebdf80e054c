import {
  allowNeedsReason,
  unknownRule,
} from "../../diagnostics/messages/meaning.ts";
import {
  isLaterRuleName,
  isRuleName,
  RULE_NAMES,
} from "../../diagnostics/index.ts";
import { nearest, type SourceFile, type Span } from "../../source/index.ts";
import type * as Ast from "../../syntax/ast.ts";
import type { Allow } from "../model.ts";
import { renaming } from "./names/suggestion.ts";
import type { Report } from "./report.ts";

/** Every `@allow` of a strategy's text, with the places that it covers. */
export function allowsIn(text: Ast.Strategy, report: Report): readonly Allow[] {
  if (!mayAllow(text.span.file)) return [];
  const allows: Allow[] = [];
  visit(text, (part, annotations) => {
    const covers = spansOf(part);
    for (const annotation of annotations) {
      const allow = allowOf(annotation, covers, report);
      if (allow !== null) allows.push(allow);
    }
  });
  return allows;
}

/** Whether the word stands anywhere in the text; in YAML it can be written with escapes. */
function mayAllow({ text, spelling }: SourceFile): boolean {
  return text.includes("allow") || (spelling !== "fsm" && text.includes("\\"));
}

function allowOf(
  { rule, reason, span }: Ast.Allow,
  covers: readonly Span[],
  report: Report,
): Allow | null {
  const name = rule.text;
  if (!isRuleName(name) && !isLaterRuleName(name)) {
    const suggestion = nearest(name, RULE_NAMES);
    report.add(
      { span: rule.span, fixes: renaming(rule.span, suggestion) },
      unknownRule({ name, suggestion }),
    );
    return null;
  }
  if (reason === null || reason.trim() === "") {
    report.add({ span: rule.span }, allowNeedsReason({ rule: name }));
    return null;
  }
  // Nothing that stands in one text alone has this rule: whether it silences something, the change will tell.
  if (isLaterRuleName(name)) return null;
  return { rule: name, reason, span, covers };
}

/** Calls back for every part of the syntax tree that has annotations. */
function visit(
  part: object,
  found: (part: object, allows: readonly Ast.Allow[]) => void,
): void {
  if (isSpan(part)) return;
  if ("allows" in part && isAllows(part.allows) && part.allows.length > 0)
    found(part, part.allows);
  for (const value of Object.values(part))
    if (isObject(value)) visit(value, found);
}

/**
 * The places of all that a part contains. In `.fsm` that is one stretch of text; in YAML an alias can put text of
 * elsewhere into it, so there it is each place that no other contains.
 */
function spansOf(part: object): readonly Span[] {
  const spans: Span[] = [];
  collect(part, spans);
  const [first] = spans;
  if (first === undefined) return [];
  const sorted = spans.toSorted((a, b) => a.start - b.start || b.end - a.end);
  if (first.file.spelling === "fsm") {
    const start = sorted[0]?.start ?? 0;
    let end = start;
    for (const span of sorted) end = Math.max(end, span.end);
    return [{ file: first.file, start, end }];
  }
  const outer: Span[] = [];
  for (const span of sorted)
    if (span.end > (outer.at(-1)?.end ?? -1)) outer.push(span);
  return outer;
}

function collect(part: object, spans: Span[]): void {
  if (isSpan(part)) {
    spans.push(part);
    return;
  }
  for (const value of Object.values(part))
    if (isObject(value)) collect(value, spans);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function isSpan(part: object): part is Span {
  return "file" in part && "start" in part && "end" in part;
}

function isAllows(value: unknown): value is readonly Ast.Allow[] {
  return Array.isArray(value);
}
