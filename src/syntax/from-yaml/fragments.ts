import type { Diagnostic, Fix } from "../../diagnostics/index.ts";
import type { Expression, Field, Name, TypeNode } from "../ast.ts";
import type { FragmentKind, FragmentKinds } from "../fragment-kinds.ts";
import { parseFragment } from "../from-fsm.ts";
import {
  knownKeys,
  mappingOf,
  misshapen,
  missing,
  placed,
  type Context,
  type Wanted,
} from "./context.ts";
import { docOrNull } from "./notes.ts";
import type { YamlScalar, YamlValue } from "./value.ts";

/** A scalar that holds a piece of the `.fsm` language. Null with a report. */
export function fragment<Kind extends FragmentKind>(
  context: Context,
  kind: Kind,
  value: YamlValue,
  wanted: Wanted,
): FragmentKinds[Kind] | null {
  if (value.kind !== "scalar" || value.text.trim() === "")
    return misshapen(context, value, wanted);
  const { source } = context;
  const parsed = parseFragment(kind, value.text, {
    source,
    offsetAt: value.offsetAt,
  });
  parsed.comments.forEach(context.comment);
  for (const diagnostic of parsed.diagnostics)
    context.report({ ...diagnostic, fixes: fixesWithin(value, diagnostic) });
  if (parsed.value === null) context.skip(value);
  return parsed.value;
}

/** Only those that mean the same inside of the scalar: a quote would end it, `: ` would make a key of it. */
function fixesWithin(
  scalar: YamlScalar,
  { fixes }: Diagnostic,
): readonly Fix[] {
  const special = scalar.quoted ? /["'\\\n]/ : /[\n,[\]{}"']|: | #/;
  return fixes.filter(({ edits }) =>
    edits.every(({ text }) => !special.test(text)),
  );
}

/** A part of a scalar, by offsets in its text, without the white space around it. */
export function part(
  scalar: YamlScalar,
  start: number,
  end: number,
): YamlScalar {
  const text = scalar.text.slice(start, end);
  const first = start + (text.length - text.trimStart().length);
  const trimmed = text.trim();
  const last = first + trimmed.length;
  return {
    kind: "scalar",
    text: trimmed,
    quoted: scalar.quoted,
    span: {
      file: scalar.span.file,
      start: scalar.offsetAt(first),
      end: scalar.offsetAt(last),
    },
    offsetAt: (index) => scalar.offsetAt(first + Math.min(index, last - first)),
  };
}

const EXPRESSION: Wanted = {
  what: "an expression",
  example: "event.spread >= minSpread",
};

/** An expression; a list or a mapping of YAML is a list or record literal. */
export function expression(
  context: Context,
  value: YamlValue,
): Expression | null {
  const { span } = value;
  if (value.kind === "scalar")
    return fragment(context, "expression", value, EXPRESSION);
  if (value.kind === "list")
    return { kind: "list", items: expressions(context, value), span };
  const fields = value.entries.flatMap((entry) => {
    const name = fieldName(context, entry.key);
    const of = expression(context, entry.value);
    return name === null || of === null ? [] : [{ name, value: of }];
  });
  return { kind: "record", fields, span };
}

/** A list of them; a single one is a list of itself. */
export function expressions(
  context: Context,
  value: YamlValue,
): readonly Expression[] {
  const items = value.kind === "list" ? value.items : [value];
  return items.flatMap((item) => expression(context, item) ?? []);
}

const NAME: Wanted = { what: "a name", example: "SCANNING" };

/** A name that is declared; words of the language are none. */
export function nameOf(context: Context, value: YamlValue): Name | null {
  return fragment(context, "name", value, NAME);
}

/** A name of a field, a param or an argument, where keywords are allowed. */
export function fieldName(context: Context, value: YamlValue): Name | null {
  return fragment(context, "fieldName", value, NAME);
}

type ListKind = "names" | "fieldNames" | "statePaths" | "events";

/** `[A, B]`, or the text `A, B`. */
export function listed<Kind extends ListKind>(
  context: Context,
  kind: Kind,
  value: YamlValue,
  wanted: Wanted,
): readonly FragmentKinds[Kind][number][] {
  const items = value.kind === "list" ? value.items : [value];
  if (items.length === 0) misshapen(context, value, wanted);
  const all: FragmentKinds[Kind][number][] = [];
  for (const item of items)
    for (const one of fragment(context, kind, item, wanted) ?? [])
      all.push(one);
  return all;
}

const FIELDS: Wanted = {
  what: "a mapping of field names to types",
  example: "{ price: number, quantity: number }",
};

/** `{ price: number, note: { type: string?, doc: text } }`: of records, payloads and arguments. */
export function fields(context: Context, value: YamlValue): readonly Field[] {
  const entries = mappingOf(context, value, FIELDS) ?? [];
  return entries.flatMap((entry) => {
    const name = fieldName(context, entry.key);
    const detail = fieldDetail(context, entry.value);
    return name === null || detail === null
      ? []
      : [placed(context, { name, ...detail }, entry.key, entry.value)];
  });
}

function fieldDetail(
  context: Context,
  value: YamlValue,
): { readonly type: TypeNode; readonly doc: string | null } | null {
  if (value.kind !== "mapping") {
    const type = typeOf(context, value);
    return type === null ? null : { type, doc: null };
  }
  const known = knownKeys(context, value, "fieldDetail");
  if (known.type === undefined)
    return missing(context, value, "type", {
      what: "field",
      example: "{ type: number, doc: text }",
    });
  const type = typeOf(context, known.type.value);
  return type === null
    ? null
    : { type, doc: docOrNull(context, known.doc?.value) };
}

const TYPE: Wanted = { what: "a type", example: "number" };

/** `T?`, `number[]`. */
export function typeOf(context: Context, value: YamlValue): TypeNode | null {
  return fragment(context, "type", value, TYPE);
}
