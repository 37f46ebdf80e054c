import type {
  ArrayExpression,
  Literal,
  ObjectExpression,
  TemplateLiteral,
} from "acorn";
import type { Expression, Name } from "../../../../syntax/index.ts";
import { refuses } from "../abrupt.ts";
import { fieldName } from "../names.ts";
import { quoted, spanOf, type Scope } from "../scope.ts";
import { coerced, refuseConflict } from "../values/coerce.ts";
import {
  join,
  NOTHING,
  shaped,
  type Base,
  type Shape,
} from "../shapes/shape.ts";
import {
  list,
  object,
  primitive,
  type Constant,
} from "../constants/constant.ts";
import {
  knownOf,
  valueOf,
  valueOfConstant,
  type Value,
} from "../values/value.ts";
import { arithmetic } from "./arithmetic.ts";
import { keyText } from "./members.ts";

export function literalValue(node: Literal, scope: Scope): Value {
  const span = spanOf(node, scope);
  const { value } = node;
  if (
    value === null ||
    typeof value === "string" ||
    typeof value === "number" ||
    typeof value === "boolean"
  )
    if (node.regex === undefined)
      return valueOfConstant(primitive(value), span);
  throw refuses(
    quoted(node, scope),
    node.regex === undefined
      ? "numbers of a spec are those of JSON"
      : "a spec has no regular expressions",
    span,
  );
}

/** `` `a${b}` ``: strings joined. */
export function template(node: TemplateLiteral, scope: Scope): Value {
  const span = spanOf(node, scope);
  const [first, ...rest] = node.quasis.map((quasi) =>
    valueOfConstant(primitive(quasi.value.cooked ?? ""), span),
  );
  const start = first ?? valueOfConstant(primitive(""), span);
  return node.expressions.reduce((text, each, index) => {
    const joined = arithmetic("+", text, scope.evaluate(each, scope), span);
    const next = rest[index];
    const isEmpty = next === undefined || isEmptyText(next);
    return isEmpty ? joined : arithmetic("+", joined, next, span);
  }, start);
}

function isEmptyText(value: Value): boolean {
  const known = knownOf(value);
  return known?.kind === "primitive" && known.value === "";
}

export function array(node: ArrayExpression, scope: Scope): Value {
  const span = spanOf(node, scope);
  const items = node.elements.map((element) => {
    if (element === null || element.type === "SpreadElement")
      throw refuses(
        quoted(node, scope),
        "a list of a spec says each of its items",
        span,
      );
    return scope.evaluate(element, scope);
  });
  return listOf(items, span);
}

export function listOf(items: readonly Value[], span: Value["span"]): Value {
  const of = items
    .map(({ shape }) => shape)
    .reduce((one, other) => join(one, other), NOTHING);
  const known = items.map(knownOf);
  const all = known.filter((each) => each !== null);
  const possible = all.length === items.length ? [list(all)] : null;
  const base: Base = { kind: "list", of, span };
  return valueOf(shaped(base), possible, span, () => {
    refuseConflict(of, span);
    return {
      kind: "list",
      items: items.map((item) => coerced(item, of)),
      span,
    };
  });
}

export function record(node: ObjectExpression, scope: Scope): Value {
  const span = spanOf(node, scope);
  const members = new Map<string, Value>();
  for (const property of node.properties) {
    if (
      property.type === "SpreadElement" ||
      property.kind !== "init" ||
      property.method
    )
      throw refuses(
        quoted(property, scope),
        "a record of a spec says each of its fields",
        spanOf(property, scope),
      );
    members.set(nameOf(property, scope), scope.evaluate(property.value, scope));
  }
  return recordOf(members, span);
}

type Property = Exclude<
  ObjectExpression["properties"][number],
  { type: "SpreadElement" }
>;

function nameOf({ key, computed }: Property, scope: Scope): string {
  if (!computed && key.type === "Identifier") return key.name;
  const name = keyText(scope.evaluate(key, scope));
  if (name !== null) return name;
  throw refuses(
    quoted(key, scope),
    "the fields of a record are known before the machine runs",
    spanOf(key, scope),
  );
}

export function recordOf(
  members: ReadonlyMap<string, Value>,
  span: Value["span"],
): Value {
  const shapes = new Map<string, Shape>();
  const constants: [string, Constant][] = [];
  for (const [key, value] of members) {
    shapes.set(key, value.shape);
    const known = knownOf(value);
    if (known !== null) constants.push([key, known]);
  }
  const possible =
    constants.length === members.size ? [object(constants)] : null;
  const shape = shaped({ kind: "record", fields: shapes, span });
  return valueOf(shape, possible, span, () => {
    const fields: { name: Name; value: Expression }[] = [];
    for (const [key, value] of members) {
      if (value.shape.base.kind === "none") continue;
      const name = { text: fieldName(key), span };
      fields.push({ name, value: coerced(value, value.shape) });
    }
    return { kind: "record", fields, span };
  });
}
