import { rangeOf, type Range, type Span } from "../../source/index.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { Settled } from "../settle.ts";

/**
 * For programs: lines and columns from 1 in UTF-16 code units, offsets from 0.
 *
 * @param files paths of everything that was checked, findings or not
 */
export function renderJson(settled: Settled, files: readonly string[]): string {
  const document = {
    version: 1,
    files,
    diagnostics: settled.diagnostics.map(jsonOf),
    summary: settled.summary,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function jsonOf(diagnostic: Diagnostic) {
  const { code, rule, severity, message, why, help, path } = diagnostic;
  return {
    code,
    rule,
    severity,
    message,
    ...placeOf(diagnostic.span),
    related: diagnostic.related.map((each) => ({
      message: each.message,
      ...placeOf(each.span),
    })),
    path,
    why,
    help,
    fixes: diagnostic.fixes.map((fix) => ({
      title: fix.title,
      edits: fix.edits.map((edit) => ({
        range: rangeOf(edit.span),
        text: edit.text,
      })),
    })),
  };
}

function placeOf(span: Span): { readonly file: string; readonly range: Range } {
  return { file: span.file.path, range: rangeOf(span) };
}
