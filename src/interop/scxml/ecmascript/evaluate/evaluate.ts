import type { BinaryExpression, Expression as Node } from "acorn";
import { refuses } from "../abrupt.ts";
import { isMeta } from "../knowledge/event.ts";
import { bare } from "../parse.ts";
import { quoted, spanOf, type Scope } from "../scope.ts";
import { mayBeAbsent, scalar, shapeOf } from "../shapes/shape.ts";
import { primitive, type Constant } from "../constants/constant.ts";
import { mapped } from "../constants/possible.ts";
import * as say from "../words/say.ts";
import {
  knownOf,
  valueOf,
  valueOfConstant,
  words,
  type Value,
} from "../values/value.ts";
import { arithmetic } from "./arithmetic.ts";
import { argumentsOf, call, creation } from "./calls.ts";
import { equality } from "./equality.ts";
import { array, literalValue, record, template } from "./literals.ts";
import { conditional, logical } from "./logic.ts";
import { chain, keyOf, keyText, member } from "./members.ts";
import { containment } from "./methods.ts";
import { reference } from "./references.ts";
import { negated } from "./truth.ts";
import { typeComparison, unary } from "./unary.ts";

/** What an expression of ECMAScript is worth in our language. Throws `Abrupt` for errors and for what it cannot say. */
export function evaluate(node: Node, scope: Scope): Value {
  switch (node.type) {
    case "ParenthesizedExpression":
      return evaluate(node.expression, scope);
    case "Literal":
      return literalValue(node, scope);
    case "TemplateLiteral":
      return template(node, scope);
    case "ArrayExpression":
      return array(node, scope);
    case "ObjectExpression":
      return record(node, scope);
    case "Identifier":
      return reference(node, scope);
    case "MemberExpression":
      return member(node, scope);
    case "ChainExpression":
      return chain(node, scope);
    case "UnaryExpression":
      return unary(node, scope);
    case "BinaryExpression":
      return binary(node, scope);
    case "LogicalExpression":
      return logical(node, scope);
    case "ConditionalExpression":
      return conditional(node, scope);
    case "CallExpression":
      return call(node, scope);
    case "NewExpression":
      return creation(node, scope);
    case "FunctionExpression":
    case "ArrowFunctionExpression": {
      const constant: Constant = {
        kind: "function",
        node,
        text: scope.text,
        identity: node,
      };
      const span = spanOf(node, scope);
      return {
        ...valueOfConstant(constant, span),
        shape: shapeOf(constant, span),
      };
    }
    case "AssignmentExpression":
    case "UpdateExpression":
      throw refuses(
        quoted(node, scope),
        "an expression of a spec changes nothing: `set` does",
        spanOf(node, scope),
      );
    default:
      throw refuses(
        quoted(node, scope),
        "expressions of a spec have nothing like it",
        spanOf(node, scope),
      );
  }
}

function binary(node: BinaryExpression, scope: Scope): Value {
  const span = spanOf(node, scope);
  const { operator } = node;
  if (node.left.type === "PrivateIdentifier")
    throw refuses(quoted(node, scope), "a spec has no classes", span);
  const isEquality = ["===", "!==", "==", "!="].includes(operator);
  if (isEquality) {
    const same =
      typeComparison(node, scope) ??
      search(node, scope) ??
      equality(
        evaluate(node.left, scope),
        evaluate(node.right, scope),
        operator.length === 2,
        span,
      );
    return operator.startsWith("!") ? negated(same) : same;
  }
  if (operator === "in") return membership(node, scope);
  if (operator === "instanceof") return instance(node, scope);
  return (
    search(node, scope) ??
    arithmetic(
      operator,
      evaluate(node.left, scope),
      evaluate(node.right, scope),
      span,
    )
  );
}

/** `x.indexOf(y) === -1`, `x.indexOf(y) >= 0` and their like; null where it is something else. */
function search(node: BinaryExpression, scope: Scope): Value | null {
  if (node.left.type === "PrivateIdentifier") return null;
  const left = bare(node.left);
  if (
    left.type !== "CallExpression" ||
    left.callee.type !== "MemberExpression" ||
    left.callee.object.type === "Super" ||
    keyText(keyOf(left.callee, scope)) !== "indexOf"
  )
    return null;
  const bound = knownOf(evaluate(node.right, scope));
  if (bound?.kind !== "primitive") return null;
  const isContained = CONTAINED[`${node.operator} ${String(bound.value)}`];
  if (isContained === undefined) return null;
  const [part] = argumentsOf(left, scope);
  const object = evaluate(left.callee.object, scope);
  if (part === undefined || knownOf(object) !== null) return null;
  return containment(object, part, isContained, spanOf(node, scope));
}

/** What it says; `!==` is taken for `===`, which the caller negates. */
const CONTAINED: Readonly<Record<string, boolean>> = {
  "=== -1": false,
  "== -1": false,
  "!== -1": false,
  "!= -1": false,
  "> -1": true,
  ">= 0": true,
  "< 0": false,
};

/** `"key" in object`. */
function membership(node: BinaryExpression, scope: Scope): Value {
  const span = spanOf(node, scope);
  if (node.left.type === "PrivateIdentifier")
    throw refuses(quoted(node, scope), "a spec has no classes", span);
  const key = keyText(evaluate(node.left, scope));
  const right = bare(node.right);
  if (right.type === "Identifier" && right.name === "_event") {
    evaluate(right, scope);
    const has = key === "name" || key === "data" || isMeta(key ?? "");
    return valueOfConstant(primitive(has), span);
  }
  const object = evaluate(right, scope);
  const possible = mapped(object.possible, (constant) =>
    constant.kind === "object" && key !== null
      ? primitive(constant.fields.has(key))
      : null,
  );
  return valueOf(scalar("boolean", span), possible, span, () => {
    const { base } = object.shape;
    const field =
      base.kind === "record" && key !== null ? base.fields.get(key) : undefined;
    if (field !== undefined && !mayBeAbsent(field))
      return say.boolean(true, span);
    throw refuses(
      quoted(node, scope),
      "which fields a record has is known from its type",
      span,
    );
  });
}

/** `x instanceof Array`, `x instanceof Object`. */
function instance(node: BinaryExpression, scope: Scope): Value {
  const span = spanOf(node, scope);
  if (node.left.type === "PrivateIdentifier")
    throw refuses(quoted(node, scope), "a spec has no classes", span);
  const object = evaluate(node.left, scope);
  const right = bare(node.right);
  const name = right.type === "Identifier" ? right.name : "";
  const kinds =
    name === "Array" ? ["list"] : name === "Object" ? ["list", "object"] : null;
  if (kinds === null)
    throw refuses(
      quoted(node, scope),
      "a spec has no classes; arrays and objects can be told",
      span,
    );
  const possible = mapped(object.possible, ({ kind }) =>
    primitive(kinds.includes(kind)),
  );
  return valueOf(scalar("boolean", span), possible, span, () => {
    const kind =
      object.shape.base.kind === "record" ? "object" : object.shape.base.kind;
    if (!kinds.includes(kind)) return say.boolean(false, span);
    return mayBeAbsent(object.shape)
      ? say.isGiven(words(object), span)
      : say.boolean(true, span);
  });
}
