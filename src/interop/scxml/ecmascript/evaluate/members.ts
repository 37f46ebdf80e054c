import type { ChainExpression, MemberExpression } from "acorn";
import type { Span } from "../../../../source/index.ts";
import { refuses, throws } from "../abrupt.ts";
import { fieldName } from "../names.ts";
import { bare } from "../parse.ts";
import { quoted, spanOf, type Scope } from "../scope.ts";
import { refuseConflict } from "../values/coerce.ts";
import {
  ABSENT,
  describe,
  join,
  mayBeAbsent,
  NOTHING,
  scalar,
  shaped,
  shapeOf,
  type Shape,
} from "../shapes/shape.ts";
import {
  primitive,
  primitiveOf,
  UNDEFINED,
  type Constant,
} from "../constants/constant.ts";
import { combined, mapped, type Possible } from "../constants/possible.ts";
import * as say from "../words/say.ts";
import {
  knownOf,
  valueOf,
  valueOfConstant,
  words,
  type Value,
} from "../values/value.ts";
import { eventDataMember, eventMember } from "./event.ts";
import { mathConstant } from "./math.ts";

/** `a.b`, `a[b]`, `a?.b`. */
export function member(node: MemberExpression, scope: Scope): Value {
  const span = spanOf(node, scope);
  const key = keyOf(node, scope);
  const text = keyText(key);
  const object = node.object.type === "Super" ? null : bare(node.object);
  if (object === null)
    throw refuses("super", "a spec has no classes", spanOf(node, scope));
  if (text !== null && isName(object, "_event", scope))
    return eventMember(text, span, scope);
  if (text !== null && isEventData(object, scope)) {
    const own = eventDataMember(text, span, scope);
    if (own !== null) return own;
  }
  if (text !== null && isName(object, "Math", scope)) {
    const constant = mathConstant(text);
    if (constant !== null) return valueOfConstant(primitive(constant), span);
  }
  return memberOf(scope.evaluate(object, scope), key, node, scope);
}

/** `a?.b.c`: what stands behind is undefined with what stands before. */
export function chain(node: ChainExpression, scope: Scope): Value {
  return scope.evaluate(node.expression, scope);
}

function isName(
  node: MemberExpression["object"],
  name: string,
  { locals }: Scope,
): boolean {
  return node.type === "Identifier" && node.name === name && !locals.has(name);
}

function isEventData(node: MemberExpression["object"], scope: Scope): boolean {
  return (
    node.type === "MemberExpression" &&
    isName(node.object, "_event", scope) &&
    keyText(keyOf(node, scope)) === "data"
  );
}

/** What stands behind the dot or in the brackets. */
export function keyOf(node: MemberExpression, scope: Scope): Value {
  const { property } = node;
  if (node.computed && property.type !== "PrivateIdentifier")
    return scope.evaluate(property, scope);
  if (property.type !== "Identifier")
    throw refuses(
      "a private member",
      "a spec has no classes",
      spanOf(node, scope),
    );
  return valueOfConstant(primitive(property.name), spanOf(property, scope));
}

/** Null where it is not known before the machine runs. */
export function keyText(key: Value): string | null {
  const known = knownOf(key);
  const value = known === null ? null : primitiveOf(known);
  return value === null ? null : String(value.value);
}

function memberOf(
  object: Value,
  key: Value,
  node: MemberExpression,
  scope: Scope,
): Value {
  const span = spanOf(node, scope);
  const { base } = object.shape;
  const known = knownOf(object);
  if (known?.kind === "primitive" && (known.value ?? null) === null) {
    if (node.optional) return valueOfConstant(UNDEFINED, span);
    throw throws(
      `${quoted(node.object, scope)} is ${String(known.value)}, which has no members`,
      spanOf(node.object, scope),
    );
  }
  const possible = combined(object.possible, key.possible, memberOfConstant);
  const isOptional = node.optional && mayBeAbsent(object.shape);
  const shape = memberShape(object.shape, key, possible);
  const value = valueOf(
    isOptional ? join(shape, ABSENT) : shape,
    possible,
    span,
    () => {
      refuseConflict(object.shape, span);
      const whole = words(object);
      if (mayBeAbsent(object.shape) && !node.optional)
        scope.requires.push(say.isGiven(whole, span));
      const text = keyText(key);
      if (text === "length" && (base.kind === "list" || base.kind === "string"))
        return say.call("length", [whole], span);
      if (base.kind === "record" && text !== null) {
        if (!base.fields.has(text)) return say.nothing(span);
        // A type of its own nobody would give what is taken apart at once.
        if (whole.kind === "record")
          return words(memberValue(object, text, span) ?? object);
        const said = say.member(whole, fieldName(text), span);
        return said.kind === "member" && isOptional
          ? { ...said, optional: true }
          : said;
      }
      if (base.kind === "list" && key.shape.base.kind === "number")
        return { kind: "index", object: whole, index: words(key), span };
      throw refuses(
        `${quoted(node, scope)} is a member of ${describe(base)}`,
        "a spec reads the fields of records, the items of lists by their number, and lengths",
        span,
      );
    },
  );
  const { origin } = object;
  return { ...value, origin, hint: memberHint(object, key, span) };
}

/** Of a member of what nothing is known of but that it has one. */
function memberHint(object: Value, key: Value, span: Span): Value["hint"] {
  const { hint } = object;
  const text = keyText(key);
  if (hint === null || text === null) return null;
  if (text === "length") {
    hint({ kind: "string", span }, true);
    return null;
  }
  const tell = (shape: Shape, isGuess?: boolean) => {
    const fields = new Map([[text, shape]]);
    hint({ kind: "record", fields, span }, isGuess);
  };
  const { kind } = object.shape.base;
  if (kind !== "none" && kind !== "record") return null;
  tell(NOTHING);
  return (base, isGuess) => tell(shaped(base), isGuess);
}

/** A member of an object that is there; null where it has no fields that are known. */
export function memberValue(
  object: Value,
  key: string,
  span: Value["span"],
): Value | null {
  const { base } = object.shape;
  if (base.kind !== "record") return null;
  const { said } = object;
  const possible = mapped(object.possible, (constant) =>
    memberOfConstant(constant, primitive(key)),
  );
  const shape = base.fields.get(key) ?? ABSENT;
  return valueOf(shape, possible, span, () => {
    if (said.kind === "record") {
      const name = fieldName(key);
      const field = said.fields.find((each) => each.name.text === name);
      return field?.value ?? say.nothing(span);
    }
    return base.fields.has(key) && shape.base.kind !== "none"
      ? say.member(words(object), fieldName(key), span)
      : say.nothing(span);
  });
}

function memberShape({ base }: Shape, key: Value, possible: Possible): Shape {
  const text = keyText(key);
  if (text === "length" && (base.kind === "list" || base.kind === "string"))
    return scalar("number", key.span);
  switch (base.kind) {
    case "record":
      return text === null
        ? [...base.fields.values()].reduce(
            (one, other) => join(one, other),
            ABSENT,
          )
        : (base.fields.get(text) ?? ABSENT);
    case "list":
      return join(base.of, ABSENT);
    case "string":
      return join(scalar("string", key.span), ABSENT);
    case "opaque":
      return (possible ?? [])
        .map((constant) => shapeOf(constant, key.span))
        .reduce((one, other) => join(one, other), NOTHING);
    case "none":
      if (text === "length") return scalar("number", key.span);
      return NOTHING;
    default:
      return ABSENT;
  }
}

/** Null for what it has of its prototype: functions. */
function memberOfConstant(object: Constant, key: Constant): Constant | null {
  const name = primitiveOf(key);
  if (name === null) return null;
  const text = String(name.value);
  switch (object.kind) {
    case "list":
      if (text === "length") return primitive(object.items.length);
      if (!/^\d+$/.test(text)) return null;
      return object.items[Number(text)] ?? UNDEFINED;
    case "object":
      return (
        object.fields.get(text) ?? (text in Object.prototype ? null : UNDEFINED)
      );
    case "primitive": {
      const { value } = object;
      if ((value ?? null) === null) return null;
      if (typeof value !== "string")
        return text in Object(value) ? null : UNDEFINED;
      if (text === "length") return primitive(value.length);
      if (/^\d+$/.test(text)) return primitive(value[Number(text)]);
      return text in String.prototype ? null : UNDEFINED;
    }
    case "function":
      return null;
  }
}
