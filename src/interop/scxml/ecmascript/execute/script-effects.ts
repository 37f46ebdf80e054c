import type {
  AssignmentExpression,
  CallExpression,
  Expression as Node,
  UpdateExpression,
  VariableDeclaration,
} from "acorn";
import { refuses, throws } from "../abrupt.ts";
import { arithmetic } from "../evaluate/arithmetic.ts";
import { argumentsOf } from "../evaluate/calls.ts";
import { listOf } from "../evaluate/literals.ts";
import { keyOf, keyText } from "../evaluate/members.ts";
import { methodCall } from "../evaluate/methods.ts";
import { bare } from "../parse.ts";
import { quoted, spanOf, type Scope } from "../scope.ts";
import type { Text } from "../text.ts";
import { primitive, UNDEFINED } from "../constants/constant.ts";
import { knownOf, valueOfConstant, type Value } from "../values/value.ts";
import { assign } from "./assign.ts";
import { locationAt, valueAt } from "./locations.ts";
import type { Run } from "./run.ts";

/** Where statements stand: in a script, or in a function that one calls. */
export interface Frame {
  readonly text: Text;
  /** Parameters of the function; a script has none. */
  readonly locals: Scope["locals"];
  /** How many functions deep. */
  readonly depth: number;
  /** Null in a script. */
  readonly function: {
    /** What comes behind it. */
    readonly returns: () => void;
    /** Whether the statement always comes to be, so that what it declares is known. */
    readonly isPlain: boolean;
  } | null;
}

export function scopeIn(run: Run, { text, locals, depth }: Frame): Scope {
  return { ...run.in(text), locals, depth };
}

/** A frame in which the variables of a function are known; null for those of a script, which are data. */
export function declaredIn(
  run: Run,
  node: VariableDeclaration,
  frame: Frame,
): Frame | null {
  if (frame.function === null) return null;
  const locals = new Map(frame.locals);
  for (const { id, init } of node.declarations) {
    const scope: Scope = { ...scopeIn(run, frame), locals };
    const span = spanOf(id, scope);
    const value = init
      ? scope.evaluate(init, scope)
      : valueOfConstant(UNDEFINED, span);
    const known = knownOf(value);
    if (id.type !== "Identifier" || known === null || !frame.function.isPlain)
      throw refuses(
        quoted(node, scope),
        "a function that changes data is taken statement by statement: its own variables have to be known",
        span,
      );
    locals.set(id.name, valueOfConstant(known, span));
  }
  return { ...frame, locals };
}

export function runDeclaration(
  run: Run,
  node: VariableDeclaration,
  frame: Frame,
): void {
  for (const { id, init } of node.declarations) {
    const scope = scopeIn(run, frame);
    // Declared again a variable keeps what it holds.
    if (!init) continue;
    const value = runValue(run, init, frame);
    assign(run, locationAt(id, scope), value, spanOf(id, scope));
  }
}

/** An expression for what it does. */
export function runExpression(run: Run, node: Node, frame: Frame): void {
  const inner = bare(node);
  switch (inner.type) {
    case "AssignmentExpression":
      runAssignment(run, inner, frame);
      return;
    case "UpdateExpression":
      runUpdate(run, inner, frame);
      return;
    case "SequenceExpression":
      for (const each of inner.expressions) runExpression(run, each, frame);
      return;
    case "Literal":
      // "use strict" and the like.
      return;
    case "CallExpression":
      if (isConsole(inner) || runPush(run, inner, frame)) return;
      break;
    default:
  }
  run.scope.evaluate(inner, scopeIn(run, frame));
}

/** What an expression is worth, after what it does. */
function runValue(run: Run, node: Node, frame: Frame): Value {
  const inner = bare(node);
  if (inner.type === "AssignmentExpression")
    return runAssignment(run, inner, frame);
  return run.scope.evaluate(inner, scopeIn(run, frame));
}

function runAssignment(
  run: Run,
  node: AssignmentExpression,
  frame: Frame,
): Value {
  const scope = scopeIn(run, frame);
  const span = spanOf(node, scope);
  const { left, operator } = node;
  const location = locationAt(left, scope);
  const right = runValue(run, node.right, frame);
  if (operator === "=") {
    assign(run, location, right, span);
    return right;
  }
  const binary = operator.slice(0, -1);
  if (["&&", "||", "??"].includes(binary))
    throw refuses(
      quoted(node, scope),
      "write the condition and the assignment apart",
      span,
    );
  const value = arithmetic(binary, valueAt(left, scope), right, span);
  assign(run, location, value, span);
  return value;
}

function runUpdate(run: Run, node: UpdateExpression, frame: Frame): void {
  const scope = scopeIn(run, frame);
  const span = spanOf(node, scope);
  const value = arithmetic(
    node.operator === "++" ? "+" : "-",
    valueAt(node.argument, scope),
    valueOfConstant(primitive(1), span),
    span,
  );
  assign(run, locationAt(node.argument, scope), value, span);
}

/** `console.log(…)`: nobody would miss it. */
function isConsole({ callee }: CallExpression): boolean {
  return (
    callee.type === "MemberExpression" &&
    callee.object.type === "Identifier" &&
    callee.object.name === "console"
  );
}

/** `list.push(x)`; false where it is something else. */
function runPush(run: Run, node: CallExpression, frame: Frame): boolean {
  const scope = scopeIn(run, frame);
  const { callee } = node;
  if (callee.type !== "MemberExpression" || callee.object.type === "Super")
    return false;
  if (keyText(keyOf(callee, scope)) !== "push") return false;
  const span = spanOf(node, scope);
  const before = scope.evaluate(callee.object, scope);
  const added = listOf(argumentsOf(node, scope), span);
  const after = methodCall(before, "concat", [added], span);
  if (after === null)
    throw throws(
      `${quoted(callee.object, scope)} is no array`,
      spanOf(callee.object, scope),
    );
  if (after.said.kind === "refused")
    throw refuses(
      quoted(node, scope),
      "a spec has no way to make a list longer: it has to be known before the machine runs",
      span,
    );
  const location = locationAt(callee.object, scope);
  assign(run, { ...location, isPart: true }, after, span);
  return true;
}
