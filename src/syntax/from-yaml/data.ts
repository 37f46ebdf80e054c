import type {
  EnumDeclaration,
  FieldDeclaration,
  ParamDeclaration,
  TypeDeclaration,
} from "../ast.ts";
import { knownKeys, misshapen, missing, type Context } from "./context.ts";
import {
  expression,
  fieldName,
  fields,
  listed,
  nameOf,
  typeOf,
} from "./fragments.ts";
import { NO_NOTES, notesOf } from "./notes.ts";
import type { YamlValue } from "./value.ts";
import { each } from "./each.ts";
import { hasFields, payload } from "./payload.ts";

/** `enums: { Side: [BUY, SELL] }`. */
export function enumsOf(
  context: Context,
  value: YamlValue,
): readonly EnumDeclaration[] {
  const wanted = { what: "a list of members", example: "Side: [BUY, SELL]" };
  return each(context, value, wanted, (key, value) => {
    const name = nameOf(context, key);
    if (name === null) return null;
    const known =
      value.kind === "mapping" ? knownKeys(context, value, "enum") : null;
    const list = known === null ? value : known.members?.value;
    if (list === undefined) return misshapen(context, value, wanted);
    const none = list.kind === "list" && list.items.length === 0;
    const members = none ? [] : listed(context, "names", list, wanted);
    return { kind: "enum", name, members, ...notesOf(context, known ?? {}) };
  });
}

/** `types: { Fill: { price: number } }`. */
export function typesOf(
  context: Context,
  value: YamlValue,
): readonly TypeDeclaration[] {
  const wanted = {
    what: "a mapping of field names to types",
    example: "Fill: { price: number }",
  };
  return each(context, value, wanted, (key, value) => {
    const name = nameOf(context, key);
    if (name === null) return null;
    if (value.kind !== "mapping" || !hasFields(value))
      return {
        kind: "type",
        name,
        fields: fields(context, value),
        ...NO_NOTES,
      };
    const known = knownKeys(context, value, "type");
    return { kind: "type", name, ...payload(context, known) };
  });
}

/** `params: { symbol: string, quantity: { type: number, default: 0.01 } }`. */
export function paramsOf(
  context: Context,
  value: YamlValue,
): readonly ParamDeclaration[] {
  return declaredFields(context, value, "param");
}

/** `context: { spread: { type: number, default: 0 } }`. */
export function contextOf(
  context: Context,
  value: YamlValue,
): readonly FieldDeclaration[] {
  return declaredFields(context, value, "field");
}

function declaredFields<Kind extends "param" | "field">(
  context: Context,
  value: YamlValue,
  kind: Kind,
) {
  const what = kind === "param" ? "param" : "context field";
  const wanted = { what, example: "quantity: { type: number, default: 0.01 }" };
  return each(context, value, wanted, (key, value) => {
    const name = fieldName(context, key);
    if (value.kind !== "mapping") {
      const type = typeOf(context, value);
      if (name === null || type === null) return null;
      return { kind, name, type, default: null, ...NO_NOTES };
    }
    const known = knownKeys(context, value, kind);
    if (known.type === undefined)
      return missing(context, value, "type", wanted);
    const type = typeOf(context, known.type.value);
    const initial =
      known.default === undefined
        ? null
        : expression(context, known.default.value);
    if (name === null || type === null) return null;
    return { kind, name, type, default: initial, ...notesOf(context, known) };
  });
}
