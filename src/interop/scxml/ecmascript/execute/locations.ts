import type { Expression as Node, MemberExpression, Pattern } from "acorn";
import type { Span } from "../../../../source/index.ts";
import { refuses, throws } from "../abrupt.ts";
import { keyOf, keyText, memberValue } from "../evaluate/members.ts";
import { recordOf } from "../evaluate/literals.ts";
import { reference } from "../evaluate/references.ts";
import { bare, parseExpression } from "../parse.ts";
import { SYSTEM_VARIABLES } from "../platform.ts";
import { quoted, spanOf, type Scope } from "../scope.ts";
import { refuseConflict } from "../values/coerce.ts";
import type { Text } from "../text.ts";
import { NOTHING } from "../shapes/shape.ts";
import {
  hintOf,
  knownOf,
  valueOfConstant,
  type Value,
} from "../values/value.ts";
import { list, type Constant } from "../constants/constant.ts";

/** What can be assigned to: a variable, or a member of what it holds. */
export interface Location {
  readonly id: string;
  /** Whether it is a part of what the variable holds. */
  readonly isPart: boolean;
  /** What the variable holds when a value is put there. Throws where it has no such place. */
  readonly holding: (value: Value, scope: Scope) => Value;
  readonly span: Span;
}

/** `location`. Throws `error.execution` where it is none. */
export function locationOf(text: Text, scope: Scope): Location {
  const node = bare(parseExpression(text));
  if (node.type !== "Identifier" && node.type !== "MemberExpression")
    throw throws(`${text.value.trim()} is no location`, text.span);
  return locationAt(node, { ...scope, text });
}

/** The target of an assignment. */
export function locationAt(node: Node | Pattern, scope: Scope): Location {
  const span = spanOf(node, scope);
  switch (node.type) {
    case "ParenthesizedExpression":
      return locationAt(node.expression, scope);
    case "Identifier": {
      const id = node.name;
      if (scope.locals.has(id))
        throw refuses(
          `${id} is a parameter`,
          "a function is taken statement by statement, its parameters being what they are called with",
          span,
        );
      if (SYSTEM_VARIABLES.includes(id))
        throw throws(`${id} is the platform's and cannot be assigned to`, span);
      if (scope.knowledge.datum(id) === null)
        throw throws(`${id} is not declared`, span);
      return { id, isPart: false, holding: (value) => value, span };
    }
    case "MemberExpression":
      return memberLocation(node, scope);
    default:
      throw refuses(
        quoted(node, scope),
        "a spec sets one field after the other",
        span,
      );
  }
}

function memberLocation(node: MemberExpression, scope: Scope): Location {
  const span = spanOf(node, scope);
  const { object } = node;
  if (object.type === "Super")
    throw refuses("super", "a spec has no classes", span);
  const owner = locationAt(object, scope);
  const key = keyText(keyOf(node, scope));
  if (key === null)
    throw refuses(
      quoted(node, scope),
      "which field of a record is set is known before the machine runs",
      span,
    );
  return {
    id: owner.id,
    isPart: true,
    span,
    holding: (value, at) => {
      const whole = at.evaluate(object, { ...at, text: scope.text });
      return owner.holding(updated(whole, key, value, span), at);
    },
  };
}

/** An object with one member replaced. */
function updated(whole: Value, key: string, value: Value, span: Span): Value {
  const known = knownOf(whole);
  if (known?.kind === "primitive")
    throw throws(`${String(known.value)} has no member ${key}`, span);
  const { base } = whole.shape;
  if (base.kind === "list" && known?.kind === "list") {
    const item = knownOf(value);
    const index = Number(key);
    if (item !== null && Number.isInteger(index) && index <= known.items.length)
      return valueOfConstant(withItem(known.items, index, item), span);
  }
  if (base.kind !== "record" && base.kind !== "none") {
    refuseConflict(whole.shape, span);
    throw refuses(
      `the member ${key} of what is no record`,
      "a spec sets context fields, or makes a record new",
      span,
    );
  }
  const members = new Map<string, Value>();
  if (base.kind === "record")
    for (const name of base.fields.keys()) {
      const member = memberValue(whole, name, span);
      if (member !== null) members.set(name, member);
    }
  if (base.kind === "record") hintOf(value, base.fields.get(key) ?? NOTHING);
  members.set(key, value);
  return recordOf(members, span);
}

function withItem(
  items: readonly Constant[],
  index: number,
  item: Constant,
): Constant {
  return list([...items.slice(0, index), item, ...items.slice(index + 1)]);
}

/** The name of a variable that `<foreach>` sets. Throws `error.execution` where it cannot be one. */
export function variableOf(text: Text, scope: Scope): Location {
  const node = bare(parseExpression(text));
  if (node.type !== "Identifier")
    throw throws(`${text.value.trim()} is no name of a variable`, text.span);
  return locationAt(node, { ...scope, text });
}

/** Reads what a location holds. */
export function valueAt(node: Node | Pattern, scope: Scope): Value {
  if (node.type === "Identifier") return reference(node, scope);
  if (node.type === "MemberExpression") return scope.evaluate(node, scope);
  throw refuses(
    quoted(node, scope),
    "a spec sets one field after the other",
    spanOf(node, scope),
  );
}
