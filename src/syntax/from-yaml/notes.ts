import type { Allow } from "../ast.ts";
import { mappingOf, misshapen, type Context } from "./context.ts";
import {
  isNull,
  type YamlEntry,
  type YamlScalar,
  type YamlValue,
} from "./value.ts";

interface NoteKeys {
  readonly doc?: YamlEntry;
  readonly allow?: YamlEntry;
}

export interface Notes {
  readonly doc: string | null;
  readonly allows: readonly Allow[];
}

export const NO_NOTES: Notes = { doc: null, allows: [] };

/** `doc: text` and `allow: { rule-name: reason }`. */
export function notesOf(context: Context, keys: NoteKeys): Notes {
  return {
    doc: docOrNull(context, keys.doc?.value),
    allows: keys.allow === undefined ? [] : allows(context, keys.allow.value),
  };
}

/** A comment, its lines as `///` has them: without white space at their ends. */
export function docOrNull(
  context: Context,
  value: YamlValue | undefined,
): string | null {
  const text = textOrNull(context, value);
  if (text === null) return null;
  return text
    .split(/\r\n|[\r\n]/)
    .map((line) => line.trimEnd())
    .join("\n");
}

/** A text that is no part of the language. */
export function textOrNull(
  context: Context,
  value: YamlValue | undefined,
): string | null {
  if (value === undefined || isNull(value)) return null;
  if (value.kind === "scalar")
    return value.quoted ? value.text : value.text.trim();
  return misshapen(context, value, { what: "a text", example: "doc: text" });
}

function allows(context: Context, value: YamlValue): readonly Allow[] {
  const wanted = {
    what: "a mapping of rule names to reasons",
    example: "{ trap: left by the operator }",
  };
  const entries = mappingOf(context, value, wanted) ?? [];
  return entries.map(({ key, value }) => ({
    rule: { text: key.text, span: key.span },
    reason: textOrNull(context, value),
    span: { ...key.span, end: endOf(key, value) },
  }));
}

/** With the quote that closes the reason. */
function endOf(key: YamlScalar, value: YamlValue): number {
  const { file, end } = value.span;
  const isQuoted = value.kind === "scalar" && value.quoted;
  const closed = isQuoted && /^["']/.test(file.text.slice(end, end + 1));
  return Math.max(key.span.end, closed ? end + 1 : end);
}
