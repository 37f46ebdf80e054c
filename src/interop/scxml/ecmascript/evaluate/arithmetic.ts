import type { Span } from "../../../../source/index.ts";
import type { BinaryOperator, Expression } from "../../../../syntax/index.ts";
import { refuses } from "../abrupt.ts";
import { refuseConflict } from "../values/coerce.ts";
import {
  describe,
  mayBeAbsent,
  NOTHING,
  scalar,
  type Shape,
} from "../shapes/shape.ts";
import {
  primitive,
  primitiveOf,
  type Constant,
} from "../constants/constant.ts";
import { combined } from "../constants/possible.ts";
import * as say from "../words/say.ts";
import { valueOf, words, type Value } from "../values/value.ts";
import { power } from "./math.ts";

type Compute = (left: number, right: number) => number | boolean;

/** All but `+`, which joins strings as well; with the operator of our language, null where it has none. */
const OPERATORS: Readonly<
  Record<string, { readonly said: BinaryOperator | null; apply: Compute }>
> = {
  "-": { said: "-", apply: (a, b) => a - b },
  "*": { said: "*", apply: (a, b) => a * b },
  "/": { said: "/", apply: (a, b) => a / b },
  "%": { said: "mod", apply: (a, b) => a % b },
  "**": { said: null, apply: (a, b) => a ** b },
  "&": { said: null, apply: (a, b) => a & b },
  "|": { said: null, apply: (a, b) => a | b },
  "^": { said: null, apply: (a, b) => a ^ b },
  "<<": { said: null, apply: (a, b) => a << b },
  ">>": { said: null, apply: (a, b) => a >> b },
  ">>>": { said: null, apply: (a, b) => a >>> b },
  "<": { said: "<", apply: (a, b) => a < b },
  "<=": { said: "<=", apply: (a, b) => a <= b },
  ">": { said: ">", apply: (a, b) => a > b },
  ">=": { said: ">=", apply: (a, b) => a >= b },
};

const COMPARISONS = ["<", "<=", ">", ">="];

/** Of numbers, for which `operator` is one of ECMAScript's. */
export function arithmetic(
  operator: string,
  left: Value,
  right: Value,
  span: Span,
): Value {
  if (operator === "+") return sum(left, right, span);
  const known = OPERATORS[operator];
  if (known === undefined)
    throw refuses(`the operator ${operator}`, "a spec has none like it", span);
  for (const side of [left, right]) side.hint?.({ kind: "number", span });
  const isComparison = COMPARISONS.includes(operator);
  const number: Shape = {
    ...scalar("number", span),
    undefined: !isComparison && (left.shape.undefined || right.shape.undefined),
  };
  const shape = isComparison ? scalar("boolean", span) : number;
  const possible = combined(left.possible, right.possible, (one, other) =>
    folded(one, other, operator, known.apply),
  );
  return valueOf(shape, possible, span, () => {
    const { said } = known;
    if (operator === "**")
      return computed(left, left, span, (base) => power(base, right, span));
    if (said === null) return bits(operator, left, right, span);
    if (isComparison) return comparison(said, left, right, span);
    return computed(left, right, span, (one, other) =>
      say.binary(said, one, other, span),
    );
  });
}

/** `|` and `&` of truths, which both sides are asked for; of numbers there are none. */
function bits(
  operator: string,
  left: Value,
  right: Value,
  span: Span,
): Expression {
  const areTruths = [left, right].every(
    ({ shape }) => shape.base.kind === "boolean" && !mayBeAbsent(shape),
  );
  if (!areTruths || (operator !== "|" && operator !== "&"))
    throw refuses(
      `the operator ${operator}`,
      "a spec has no operations on bits",
      span,
    );
  const join = operator === "|" ? say.or : say.and;
  return say.conditional(
    join(words(left), words(right), span),
    say.number(1, span),
    say.number(0, span),
    span,
  );
}

function folded(
  one: Constant,
  other: Constant,
  operator: string,
  apply: Compute,
): Constant | null {
  const [left, right] = [primitiveOf(one), primitiveOf(other)];
  if (left === null || right === null) return null;
  if (
    COMPARISONS.includes(operator) &&
    typeof left.value === "string" &&
    typeof right.value === "string"
  )
    return primitive(apply(order(left.value, right.value), 0));
  return primitive(apply(Number(left.value), Number(right.value)));
}

/** Below zero where the first string comes first. */
function order(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/**
 * What is computed of numbers. With undefined ECMAScript comes to NaN, which no field of ours holds: null, with which nothing
 * compares either and which stays what it is in all that is computed of it, takes its place.
 */
function computed(
  left: Value,
  right: Value,
  span: Span,
  compute: (left: Expression, right: Expression) => Expression,
): Expression {
  const values = left === right ? [left] : [left, right];
  for (const { shape, span: place } of values) {
    refuseConflict(shape, place);
    if (shape.base.kind !== "number")
      throw refuses(
        `arithmetic with ${describe(shape.base)}`,
        "a spec computes with numbers only",
        place,
      );
  }
  const operand = (value: Value) =>
    value.shape.null && !value.shape.undefined
      ? orZero(value)
      : say.given(words(value));
  const absent = values
    .filter(({ shape }) => shape.undefined)
    .map((value) => say.isNull(words(value), span));
  const result = compute(operand(left), operand(right));
  const [first, ...others] = absent;
  if (first === undefined) return result;
  const any = others.reduce((all, each) => say.or(all, each, span), first);
  return say.orNull(any, result, span);
}

function orZero(value: Value): Expression {
  const { span } = value;
  return say.binary("??", words(value), say.number(0, span), span);
}

/** With undefined no comparison holds, and null counts as zero (ECMA-262, 7.2.12). */
function comparison(
  operator: BinaryOperator,
  left: Value,
  right: Value,
  span: Span,
): Expression {
  const given: Expression[] = [];
  const [one, other] = [left, right].map((value) => {
    const { shape } = value;
    refuseConflict(shape, value.span);
    if (shape.base.kind !== "number")
      throw refuses(
        `${describe(left.shape.base)} ${operator} ${describe(right.shape.base)}`,
        "a spec orders numbers only",
        span,
      );
    if (shape.undefined) given.push(say.isGiven(words(value), span));
    return shape.null && !shape.undefined
      ? orZero(value)
      : say.given(words(value));
  });
  if (one === undefined || other === undefined) return say.boolean(false, span);
  const compared = say.binary(operator, one, other, span);
  return given.reduceRight((rest, each) => say.and(each, rest, span), compared);
}

/** `+`: of numbers, or of strings. */
function sum(left: Value, right: Value, span: Span): Value {
  const [one, other] = [left.shape, right.shape];
  if (one.base.kind === "number" || one.base.kind === "string")
    right.hint?.(one.base);
  if (other.base.kind === "number" || other.base.kind === "string")
    left.hint?.(other.base);
  const possible = combined(left.possible, right.possible, joined);
  return valueOf(sumShape(one, other, span), possible, span, () => {
    const kinds = [one, other].map(({ base }) => base.kind);
    if (kinds.every((kind) => kind === "number"))
      return computed(left, right, span, (one, other) =>
        say.binary("+", one, other, span),
      );
    for (const value of [left, right]) refuseConflict(value.shape, value.span);
    if (kinds.every((kind) => kind === "string")) {
      return say.binary("+", text(left, span), text(right, span), span);
    }
    throw refuses(
      `${describe(one.base)} + ${describe(other.base)}`,
      "a spec adds numbers or joins strings, and makes no text of anything else",
      span,
    );
  });
}

/** What is absent is written out, as ECMAScript does. */
function text(value: Value, span: Span): Expression {
  const { shape } = value;
  if (!mayBeAbsent(shape)) return words(value);
  if (shape.undefined && shape.null)
    throw refuses(
      "null and undefined in a text",
      "a spec has one absence, null",
      span,
    );
  const word = say.string(shape.null ? "null" : "undefined", span);
  return say.binary("??", words(value), word, span);
}

function sumShape(one: Shape, other: Shape, span: Span): Shape {
  const kinds = [one, other].map(({ base }) => base.kind);
  if (
    kinds.some((kind) => ["string", "list", "record", "opaque"].includes(kind))
  )
    return scalar("string", span);
  const isKnown = [one, other].every(
    (shape) => shape.base.kind !== "none" || shape.undefined || shape.null,
  );
  if (!isKnown) return NOTHING;
  const isAbsent = one.undefined || other.undefined;
  return { ...scalar("number", span), undefined: isAbsent };
}

function joined(one: Constant, other: Constant): Constant | null {
  const [left, right] = [primitiveOf(one), primitiveOf(other)];
  if (left === null || right === null) return null;
  return typeof left.value === "string" || typeof right.value === "string"
    ? primitive(`${String(left.value)}${String(right.value)}`)
    : primitive(Number(left.value) + Number(right.value));
}
