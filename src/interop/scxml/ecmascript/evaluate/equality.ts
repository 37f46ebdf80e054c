import type { Span } from "../../../../source/index.ts";
import type { Expression } from "../../../../syntax/index.ts";
import { refuses } from "../abrupt.ts";
import { refuseConflict } from "../values/coerce.ts";
import { describe, mayBeAbsent, scalar } from "../shapes/shape.ts";
import {
  primitive,
  primitiveOf,
  sameConstant,
  typeOf,
  type Constant,
  type Primitive,
} from "../constants/constant.ts";
import { combined, mapped } from "../constants/possible.ts";
import { literal } from "../words/literal.ts";
import * as say from "../words/say.ts";
import { knownOf, valueOf, words, type Value } from "../values/value.ts";

/** `===` and, `loose`, `==`. */
export function equality(
  left: Value,
  right: Value,
  loose: boolean,
  span: Span,
): Value {
  if (right.shape.base.kind !== "none") left.hint?.(right.shape.base);
  if (left.shape.base.kind !== "none") right.hint?.(left.shape.base);
  const possible = combined(left.possible, right.possible, (one, other) => {
    const same = loose ? looselySame(one, other) : sameConstant(one, other);
    return same === null ? null : primitive(same);
  });
  return valueOf(scalar("boolean", span), possible, span, () => {
    const words = equalWords(left, right, loose, span);
    const known = knownOf({ possible });
    const isPlain =
      words.kind === "binary" &&
      say.isLiteral(words.left) &&
      say.isLiteral(words.right);
    return isPlain && known !== null ? literal(known, span) : words;
  });
}

function equalWords(
  left: Value,
  right: Value,
  loose: boolean,
  span: Span,
): Expression {
  refuseConflict(left.shape, left.span);
  refuseConflict(right.shape, right.span);
  const [one, other] = [left.shape.base, right.shape.base];
  if (other.kind === "none") return absence(left, right, loose, span);
  if (one.kind === "none") return absence(right, left, loose, span);
  if (one.kind !== other.kind) return ofTwoKinds(left, right, loose, span);
  if (one.kind === "record" || one.kind === "list")
    throw refuses(
      `whether two values are the same ${one.kind === "list" ? "array" : "object"}`,
      "records and lists of a spec have no identity: they are compared with null only",
      span,
    );
  const isTold =
    (left.shape.undefined && right.shape.null) ||
    (left.shape.null && right.shape.undefined);
  if (isTold && !loose) throw toldApart(span);
  return same(words(left), words(right), span);
}

/** Of what may come to nothing, that it has not and what it is then. */
function same(left: Expression, right: Expression, span: Span): Expression {
  const [one, other] = [say.given(left), say.given(right)];
  const equal = say.binary("==", one, other, span);
  if (one !== left && other !== right)
    return say.binary("==", left, right, span);
  if (one !== left) return say.and(say.isGiven(left, span), equal, span);
  return other === right
    ? equal
    : say.and(say.isGiven(right, span), equal, span);
}

/** A value beside one that is undefined or null. */
function absence(
  value: Value,
  absent: Value,
  loose: boolean,
  span: Span,
): Expression {
  const { shape } = value;
  const known = knownOf(absent);
  const other = known?.kind === "primitive" ? known.value : undefined;
  const both = shape.undefined && shape.null;
  const isSame = other === null ? shape.null : shape.undefined;
  const may = loose ? mayBeAbsent(shape) : isSame;
  if (!may) return say.boolean(false, span);
  if (!loose && both) throw toldApart(span);
  return shape.base.kind === "none"
    ? say.boolean(true, span)
    : say.isNull(words(value), span);
}

function toldApart(span: Span) {
  return refuses(
    "null and undefined are told apart",
    "a spec has one absence, null",
    span,
  );
}

/** Values of two types are the same where both are absent, or where `==` makes one of the other. */
function ofTwoKinds(
  left: Value,
  right: Value,
  loose: boolean,
  span: Span,
): Expression {
  if (loose) {
    const converted =
      compared(left, knownOf(right), span) ??
      compared(right, knownOf(left), span);
    if (converted !== null) return converted;
    throw refuses(
      `${describe(left.shape.base)} == ${describe(right.shape.base)}`,
      "a spec compares within one type",
      span,
    );
  }
  if (!mayBeAbsent(left.shape) || !mayBeAbsent(right.shape))
    return say.boolean(false, span);
  return say.and(
    say.isNull(words(left), span),
    say.isNull(words(right), span),
    span,
  );
}

/** A value with a constant of another type; null where `==` would have to convert the value. */
function compared(
  value: Value,
  known: Constant | null,
  span: Span,
): Expression | null {
  if (known?.kind !== "primitive") return null;
  const number = Number(known.value);
  if (value.shape.base.kind === "number")
    return Number.isFinite(number)
      ? say.binary("==", words(value), say.number(number, span), span)
      : say.boolean(false, span);
  if (value.shape.base.kind !== "boolean") return null;
  if (number !== 0 && number !== 1) return say.boolean(false, span);
  return say.binary("==", words(value), say.boolean(number === 1, span), span);
}

/** ECMA-262, 7.2.13; null where it is not known. */
function looselySame(one: Constant, other: Constant): boolean | null {
  if (one.kind !== "primitive" && other.kind !== "primitive")
    return sameConstant(one, other);
  const [left, right] = [primitiveOf(one), primitiveOf(other)];
  return left === null || right === null
    ? null
    : loosely(left.value, right.value);
}

function loosely(one: Primitive, other: Primitive): boolean {
  const isAbsent = [one, other].map((value) => (value ?? null) === null);
  if (isAbsent.includes(true)) return !isAbsent.includes(false);
  if (typeof one === typeof other) return one === other;
  return Number(one) === Number(other);
}

/** `typeof x === "…"`: `name` is the string. */
export function typeEquality(value: Value, name: string, span: Span): Value {
  const possible = mapped(value.possible, (constant) =>
    primitive(typeOf(constant) === name),
  );
  return valueOf(scalar("boolean", span), possible, span, () => {
    refuseConflict(value.shape, value.span);
    const { shape } = value;
    if (name === "undefined") {
      if (!shape.undefined) return say.boolean(false, span);
      if (shape.null) throw toldApart(span);
      return shape.base.kind === "none"
        ? say.boolean(true, span)
        : say.isNull(words(value), span);
    }
    const isOfType = typeOfShape(value) === name;
    if (name === "object" && shape.null) {
      if (shape.undefined) throw toldApart(span);
      return isOfType || shape.base.kind === "none"
        ? say.boolean(true, span)
        : say.isNull(words(value), span);
    }
    if (!isOfType) return say.boolean(false, span);
    return mayBeAbsent(shape)
      ? say.isGiven(words(value), span)
      : say.boolean(true, span);
  });
}

/** Of what is not absent; null where there is nothing else. */
export function typeOfShape({ shape: { base } }: Value): string | null {
  switch (base.kind) {
    case "none":
    case "conflict":
      return null;
    case "list":
    case "record":
      return "object";
    case "opaque":
      return base.type;
    default:
      return base.kind;
  }
}
