import type { BinaryExpression, UnaryExpression } from "acorn";
import type { Expression } from "../../../../syntax/index.ts";
import { refuses } from "../abrupt.ts";
import { bare } from "../parse.ts";
import { quoted, spanOf, type Scope } from "../scope.ts";
import { describe, scalar } from "../shapes/shape.ts";
import {
  primitive,
  primitiveOf,
  typeOf,
  UNDEFINED,
  type Constant,
} from "../constants/constant.ts";
import { mapped, type Possible } from "../constants/possible.ts";
import * as say from "../words/say.ts";
import {
  knownOf,
  valueOf,
  valueOfConstant,
  words,
  type Value,
} from "../values/value.ts";
import { typeEquality, typeOfShape } from "./equality.ts";
import { condition } from "./logic.ts";
import { isDeclared } from "./references.ts";
import { negated } from "./truth.ts";

export function unary(node: UnaryExpression, scope: Scope): Value {
  const span = spanOf(node, scope);
  const { operator } = node;
  switch (operator) {
    case "!":
      return negated(condition(node.argument, scope));
    case "typeof":
      return typeOfNode(node, scope);
    case "void": {
      scope.evaluate(node.argument, scope);
      return valueOfConstant(UNDEFINED, span);
    }
    case "-":
    case "+":
    case "~":
      return signed(operator, node, scope);
    default:
      throw refuses(
        quoted(node, scope),
        `a spec has nothing like ${operator}`,
        span,
      );
  }
}

function signed(
  operator: "-" | "+" | "~",
  node: UnaryExpression,
  scope: Scope,
): Value {
  const span = spanOf(node, scope);
  const value = scope.evaluate(node.argument, scope);
  value.hint?.({ kind: "number", span });
  const possible = mapped(value.possible, (constant) => {
    const simple = primitiveOf(constant);
    if (simple === null) return null;
    const number = Number(simple.value);
    if (operator === "+") return primitive(number);
    return primitive(operator === "-" ? -number : ~number);
  });
  const shape = {
    ...scalar("number", span),
    undefined: value.shape.undefined,
  };
  return valueOf(shape, possible, span, () => {
    if (value.shape.base.kind !== "number" || operator === "~")
      throw refuses(
        `${operator} of ${describe(value.shape.base)}`,
        "a spec computes with numbers only, and not with their bits",
        span,
      );
    const text = words(value);
    if (operator === "+") return text;
    if (text.kind === "number") return say.number(-text.value, span);
    const operand = say.given(text);
    const minus: Expression = { kind: "unary", operator: "-", operand, span };
    if (!value.shape.undefined) return minus;
    return say.orNull(say.isNull(text, span), minus, span);
  });
}

/** Null where it is a name that nothing has, of which `typeof` takes no offence. */
function operandOf(node: UnaryExpression, scope: Scope): Value | null {
  const operand = bare(node.argument);
  return operand.type === "Identifier" && !isDeclared(operand.name, scope)
    ? null
    : scope.evaluate(operand, scope);
}

function typeOfNode(node: UnaryExpression, scope: Scope): Value {
  const span = spanOf(node, scope);
  const value = operandOf(node, scope);
  if (value === null) return valueOfConstant(primitive("undefined"), span);
  const possible = typesOf(value);
  return valueOf(scalar("string", span), possible, span, () => {
    const type = typeOfShape(value);
    if (value.shape.null || type === null || possible === null)
      throw refuses(
        quoted(node, scope),
        "a spec's types are known, and null and undefined one",
        span,
      );
    const text = say.string(type, span);
    if (!value.shape.undefined) return text;
    const absent = say.isNull(words(value), span);
    return say.conditional(absent, say.string("undefined", span), text, span);
  });
}

function typesOf(value: Value): Possible {
  const known = mapped(value.possible, (each) => primitive(typeOf(each)));
  const type = typeOfShape(value);
  if (known !== null || value.shape.base.kind === "conflict") return known;
  const types: Constant[] = type === null ? [] : [primitive(type)];
  if (value.shape.undefined) types.push(primitive("undefined"));
  if (value.shape.null && type !== "object") types.push(primitive("object"));
  return types;
}

/** `typeof x === "string"`, either way round; null where it is something else. */
export function typeComparison(
  node: BinaryExpression,
  scope: Scope,
): Value | null {
  if (node.left.type === "PrivateIdentifier") return null;
  const sides = [bare(node.left), bare(node.right)];
  const question = sides.find(
    (side) => side.type === "UnaryExpression" && side.operator === "typeof",
  );
  const answer = sides.find((side) => side !== question);
  if (question?.type !== "UnaryExpression" || answer === undefined) return null;
  const name = knownOf(scope.evaluate(answer, scope));
  if (name?.kind !== "primitive" || typeof name.value !== "string") return null;
  const span = spanOf(node, scope);
  const value = operandOf(question, scope) ?? valueOfConstant(UNDEFINED, span);
  return typeEquality(value, name.value, span);
}
