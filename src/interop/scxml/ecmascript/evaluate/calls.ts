import type { CallExpression, Expression as Node, NewExpression } from "acorn";
import { refuses, throws } from "../abrupt.ts";
import { bare } from "../parse.ts";
import { quoted, spanOf, type Scope } from "../scope.ts";
import { mayBeAbsent, scalar } from "../shapes/shape.ts";
import { primitive, primitiveOf } from "../constants/constant.ts";
import { mapped } from "../constants/possible.ts";
import * as say from "../words/say.ts";
import {
  knownOf,
  valueOf,
  valueOfConstant,
  words,
  type Value,
} from "../values/value.ts";
import { callFunction, construct } from "./functions.ts";
import { listOf, recordOf } from "./literals.ts";
import { mathCall } from "./math.ts";
import { keyOf, keyText } from "./members.ts";
import { methodCall } from "./methods.ts";
import { isDeclared } from "./references.ts";
import { truth } from "./truth.ts";

/** `f(x)`: functions that our language has, and functions of the document, of which the body is taken. */
export function call(node: CallExpression, scope: Scope): Value {
  const span = spanOf(node, scope);
  const callee = node.callee.type === "Super" ? null : bare(node.callee);
  if (callee === null) throw refuses("super", "a spec has no classes", span);
  if (callee.type === "MemberExpression") {
    const key = keyText(keyOf(callee, scope));
    const { object } = callee;
    if (object.type !== "Super" && key !== null) {
      if (isGlobal(object, "Math", scope))
        return mathCall(key, argumentsOf(node, scope), span);
      if (isGlobal(object, "Array", scope) && key === "isArray")
        return isArray(argumentsOf(node, scope), span);
      if (!isHost(object, scope)) {
        const method = methodCall(
          scope.evaluate(object, scope),
          key,
          argumentsOf(node, scope),
          span,
        );
        if (method !== null) return method;
      }
    }
    return callValue(callee, node, scope);
  }
  if (callee.type === "Identifier" && !scope.locals.has(callee.name)) {
    if (scope.knowledge.datum(callee.name) === null) {
      const known = globalCall(callee.name, node, scope);
      if (known !== null) return known;
      if (!isDeclared(callee.name, scope))
        throw throws(`${callee.name} is not declared`, spanOf(callee, scope));
      throw refuses(
        quoted(node, scope),
        "a spec calls functions of its own and what is declared in TypeScript",
        span,
      );
    }
  }
  return callValue(callee, node, scope);
}

export function argumentsOf(
  node: CallExpression | NewExpression,
  scope: Scope,
): readonly Value[] {
  return node.arguments.map((argument) => {
    if (argument.type === "SpreadElement")
      throw refuses(
        quoted(node, scope),
        "arguments are said one by one",
        spanOf(node, scope),
      );
    return scope.evaluate(argument, scope);
  });
}

function isGlobal(node: Node, name: string, scope: Scope): boolean {
  return (
    node.type === "Identifier" &&
    node.name === name &&
    !scope.locals.has(name) &&
    scope.knowledge.datum(name) === null
  );
}

/** `Date`, `Object` and the like, of which nothing can be called. */
function isHost(node: Node, scope: Scope): boolean {
  return (
    node.type === "Identifier" &&
    !scope.locals.has(node.name) &&
    scope.knowledge.datum(node.name) === null &&
    isDeclared(node.name, scope) &&
    !node.name.startsWith("_") &&
    node.name !== "undefined"
  );
}

function callValue(callee: Node, node: CallExpression, scope: Scope): Value {
  const span = spanOf(node, scope);
  const host = callee.type === "MemberExpression" ? callee.object : callee;
  if (host.type !== "Super" && isHost(host, scope))
    throw refuses(
      quoted(node, scope),
      "a spec calls functions of its own and what is declared in TypeScript",
      span,
    );
  const value = scope.evaluate(callee, scope);
  const called = knownOf(value);
  if (called?.kind === "function")
    return callFunction(called, argumentsOf(node, scope), span, scope);
  const { kind } = value.shape.base;
  const isOpen =
    ["none", "opaque", "conflict"].includes(kind) || isMethod(callee, scope);
  if (called !== null || !isOpen)
    throw throws(
      `${quoted(callee, scope)} is no function`,
      spanOf(callee, scope),
    );
  throw refuses(
    quoted(node, scope),
    "which function it calls is not known before the machine runs",
    span,
  );
}

/** Whether ECMAScript knows a method of that name, which `methodCall` does not. */
function isMethod(callee: Node, scope: Scope): boolean {
  if (callee.type !== "MemberExpression") return false;
  const name = keyText(keyOf(callee, scope));
  const prototypes = [String, Array, Number, Object].map(
    ({ prototype }) => prototype,
  );
  return name !== null && prototypes.some((prototype) => name in prototype);
}

function isArray(args: readonly Value[], span: Value["span"]): Value {
  const [value] = args;
  if (value === undefined) return valueOfConstant(primitive(false), span);
  const possible = mapped(value.possible, ({ kind }) =>
    primitive(kind === "list"),
  );
  return valueOf(scalar("boolean", span), possible, span, () => {
    if (value.shape.base.kind !== "list") return say.boolean(false, span);
    return mayBeAbsent(value.shape)
      ? say.isGiven(words(value), span)
      : say.boolean(true, span);
  });
}

/** Functions that stand in no object; null for what is none of them. */
function globalCall(
  name: string,
  node: CallExpression,
  scope: Scope,
): Value | null {
  const span = spanOf(node, scope);
  const args = () => argumentsOf(node, scope);
  switch (name) {
    case "In":
      return inState(args(), span, scope);
    case "Boolean": {
      const [value] = args();
      return value === undefined
        ? valueOfConstant(primitive(false), span)
        : truth(value);
    }
    case "Number":
    case "parseFloat":
    case "parseInt":
    case "String":
      return converted(name, args(), span);
    case "isNaN":
    case "isFinite": {
      const [value] = args();
      const known = value === undefined ? null : knownOf(value);
      const simple = known === null ? null : primitiveOf(known);
      if (simple === null) return null;
      const number = Number(simple.value);
      const result =
        name === "isNaN" ? Number.isNaN(number) : Number.isFinite(number);
      return valueOfConstant(primitive(result), span);
    }
    case "Array":
      return listOf(args(), span);
    default:
      return null;
  }
}

/** What is of the type already stays as it is; else it has to be known. */
function converted(
  name: "Number" | "parseFloat" | "parseInt" | "String",
  args: readonly Value[],
  span: Value["span"],
): Value | null {
  const [value, base] = args;
  if (value === undefined) return null;
  const radix = base === undefined ? null : knownOf(base);
  const kind = name === "String" ? "string" : "number";
  const possible = mapped(value.possible, (constant) => {
    const simple = primitiveOf(constant);
    if (simple === null) return null;
    const text = String(simple.value);
    switch (name) {
      case "String":
        return primitive(text);
      case "Number":
        return primitive(Number(simple.value));
      case "parseFloat":
        return primitive(Number.parseFloat(text));
      case "parseInt":
        return primitive(
          Number.parseInt(
            text,
            radix?.kind === "primitive" ? Number(radix.value) : 10,
          ),
        );
    }
  });
  return valueOf(scalar(kind, span), possible, span, () => {
    if (value.shape.base.kind === kind && !mayBeAbsent(value.shape))
      if (name !== "parseInt") return words(value);
    throw refuses(
      `${name} of something else`,
      "a spec makes no numbers of texts and no texts of numbers",
      span,
    );
  });
}

/** SCXML 1.0, section 5.9.1 and appendix B.2.2. */
function inState(
  args: readonly Value[],
  span: Value["span"],
  scope: Scope,
): Value {
  const [id] = args;
  const known = id === undefined ? null : knownOf(id);
  if (known?.kind !== "primitive" || typeof known.value !== "string")
    throw refuses(
      "a state of which the id is not known",
      "`in(STATE)` names its state",
      span,
    );
  const path = scope.document.state(known.value, span);
  if (path === null) return valueOfConstant(primitive(false), span);
  return valueOf(scalar("boolean", span), null, span, () => ({
    kind: "in",
    state: path,
    span,
  }));
}

/** `new F(x)`, of a function of the document; `new Array(x, y)`. */
export function creation(node: NewExpression, scope: Scope): Value {
  const span = spanOf(node, scope);
  const callee = bare(node.callee);
  if (callee.type === "Identifier") {
    if (isGlobal(callee, "Array", scope)) {
      const args = argumentsOf(node, scope);
      if (args.length !== 1) return listOf(args, span);
    }
    if (isGlobal(callee, "Object", scope) && node.arguments.length === 0)
      return recordOf(new Map(), span);
  }
  if (isHost(callee, scope))
    throw refuses(
      quoted(node, scope),
      "a spec holds what JSON can hold; the time is `now`",
      span,
    );
  const called = knownOf(scope.evaluate(callee, scope));
  if (called?.kind !== "function")
    throw refuses(
      quoted(node, scope),
      "what it creates is not known before the machine runs",
      span,
    );
  return construct(called, argumentsOf(node, scope), span, scope);
}
