import type { Span } from "../../../../source/index.ts";
import type { BinaryOperator, Expression } from "../../../../syntax/index.ts";
import { refuses } from "../abrupt.ts";
import type { Scope } from "../scope.ts";
import { refuseConflict } from "../shapes/coerce.ts";
import { describe, NOTHING, scalar, type Shape } from "../shapes/shape.ts";
import { primitive, primitiveOf, type Constant } from "../values/constant.ts";
import { combined } from "../values/possible.ts";
import * as say from "../values/say.ts";
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
  scope: Scope,
): Value {
  if (operator === "+") return sum(left, right, span, scope);
  const known = OPERATORS[operator];
  if (known === undefined)
    throw refuses(`the operator ${operator}`, "a spec has none like it", span);
  for (const side of [left, right]) side.hint?.({ kind: "number", span });
  const isComparison = COMPARISONS.includes(operator);
  const shape = scalar(isComparison ? "boolean" : "number", span);
  const possible = combined(left.possible, right.possible, (one, other) =>
    folded(one, other, operator, known.apply),
  );
  return valueOf(shape, possible, span, () => {
    if (operator === "**") return power(numeric(left, scope), right, span);
    if (known.said === null)
      throw refuses(
        `the operator ${operator}`,
        "a spec has no operations on bits",
        span,
      );
    if (isComparison) return comparison(known.said, left, right, span);
    const [one, other] = [numeric(left, scope), numeric(right, scope)];
    return say.binary(known.said, words(one), words(other), span);
  });
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

/** Throws a refusal for what is no number; what may be undefined has to be there. */
function numeric(value: Value, { requires }: Scope): Value {
  const { shape, span } = value;
  refuseConflict(shape, span);
  const { base } = shape;
  if (base.kind !== "number")
    throw refuses(
      `arithmetic with ${describe(base)}`,
      "a spec computes with numbers only",
      span,
    );
  if (shape.undefined) requires.push(say.isGiven(words(value), span));
  else if (shape.null) return { ...value, said: orZero(value) };
  return value;
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
    return shape.null && !shape.undefined ? orZero(value) : words(value);
  });
  if (one === undefined || other === undefined) return say.boolean(false, span);
  const compared = say.binary(operator, one, other, span);
  return given.reduceRight((rest, each) => say.and(each, rest, span), compared);
}

/** `+`: of numbers, or of strings. */
function sum(left: Value, right: Value, span: Span, scope: Scope): Value {
  const [one, other] = [left.shape, right.shape];
  if (one.base.kind === "number" || one.base.kind === "string")
    right.hint?.(one.base);
  if (other.base.kind === "number" || other.base.kind === "string")
    left.hint?.(other.base);
  const possible = combined(left.possible, right.possible, joined);
  return valueOf(sumShape(one, other, span), possible, span, () => {
    const kinds = [one, other].map(({ base }) => base.kind);
    if (kinds.every((kind) => kind === "number"))
      return say.binary(
        "+",
        words(numeric(left, scope)),
        words(numeric(right, scope)),
        span,
      );
    for (const value of [left, right]) refuseConflict(value.shape, value.span);
    if (kinds.every((kind) => kind === "string")) {
      const absent = [left, right].find(
        ({ shape }) => shape.undefined || shape.null,
      );
      if (absent !== undefined)
        scope.requires.push(say.isGiven(words(absent), span));
      return say.binary("+", words(left), words(right), span);
    }
    throw refuses(
      `${describe(one.base)} + ${describe(other.base)}`,
      "a spec adds numbers or joins strings, and makes no text of anything else",
      span,
    );
  });
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
  return isKnown ? scalar("number", span) : NOTHING;
}

function joined(one: Constant, other: Constant): Constant | null {
  const [left, right] = [primitiveOf(one), primitiveOf(other)];
  if (left === null || right === null) return null;
  return typeof left.value === "string" || typeof right.value === "string"
    ? primitive(`${String(left.value)}${String(right.value)}`)
    : primitive(Number(left.value) + Number(right.value));
}
