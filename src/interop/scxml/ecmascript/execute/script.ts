import type {
  AssignmentExpression,
  CallExpression,
  Expression as Node,
  ForStatement,
  Statement,
  UpdateExpression,
  VariableDeclaration,
} from "acorn";
import { refuses, throws } from "../abrupt.ts";
import { arithmetic } from "../evaluate/arithmetic.ts";
import { argumentsOf } from "../evaluate/calls.ts";
import { listOf } from "../evaluate/literals.ts";
import { condition } from "../evaluate/logic.ts";
import { keyOf, keyText } from "../evaluate/members.ts";
import { methodCall } from "../evaluate/methods.ts";
import { bare, parseScript } from "../parse.ts";
import { quoted, spanOf, type Scope } from "../scope.ts";
import type { Text } from "../text.ts";
import { primitive, truthOf, type Constant } from "../values/constant.ts";
import { knownOf, valueOfConstant, type Value } from "../values/value.ts";
import { assign } from "./assign.ts";
import { branch, type Work } from "./branch.ts";
import { locationAt, valueAt } from "./locations.ts";
import { attempted, type Run } from "./run.ts";

/** The statements of a script, in order; `then` is not come to where one of them fails. */
export function runScript(run: Run, text: Text, then: () => void): void {
  let body: ReturnType<typeof parseScript>["body"] = [];
  const isRead = completed(run, () => {
    body = parseScript(text).body;
  });
  if (!isRead) return;
  const statements = body.flatMap((each): readonly Statement[] => {
    switch (each.type) {
      case "ImportDeclaration":
      case "ExportNamedDeclaration":
      case "ExportDefaultDeclaration":
      case "ExportAllDeclaration":
        return [];
      default:
        return [each];
    }
  });
  const functions = statements.filter(isFunction);
  const others = statements.filter((each) => !isFunction(each));
  runStatements(run, [...functions, ...others], text, then);
}

/** Functions are there before the first statement runs. */
function isFunction({ type }: Statement): boolean {
  return type === "FunctionDeclaration";
}

function runStatements(
  run: Run,
  statements: readonly Statement[],
  text: Text,
  then: () => void,
): void {
  const [statement, ...rest] = statements;
  if (statement === undefined) {
    then();
    return;
  }
  const goOn = () => runStatements(run, rest, text, then);
  const scope = run.in(text);
  switch (statement.type) {
    case "BlockStatement":
      runStatements(run, statement.body, text, goOn);
      return;
    case "IfStatement": {
      const { consequent, alternate } = statement;
      runIf(
        run,
        () => condition(statement.test, scope),
        (done) => runStatements(run, [consequent], text, done),
        (done) => runStatements(run, alternate ? [alternate] : [], text, done),
        goOn,
      );
      return;
    }
    case "ForStatement":
      runLoop(run, statement, text, goOn);
      return;
    default:
      if (completed(run, () => runPlain(run, statement, text))) goOn();
  }
}

function runIf(
  run: Run,
  test: () => Value,
  then: Work,
  otherwise: Work,
  behind: () => void,
): void {
  let holds: Value | null = null;
  const isDone = completed(run, () => {
    holds = test();
  });
  if (!isDone) return;
  if (holds === null) behind();
  else branch(run, holds, then, otherwise, behind);
}

/** False where an error has ended the block. What cannot be said is remarked on and left out. */
function completed(run: Run, work: () => void): boolean {
  let isDone = true;
  attempted(work, (error) => {
    isDone = run.heed(error) === "refused";
  });
  return isDone;
}

/** A statement without statements in it. */
function runPlain(run: Run, statement: Statement, text: Text): void {
  const scope = run.in(text);
  switch (statement.type) {
    case "EmptyStatement":
      return;
    case "ExpressionStatement":
      runExpression(run, statement.expression, text);
      return;
    case "VariableDeclaration":
      runDeclaration(run, statement, text);
      return;
    case "FunctionDeclaration": {
      const constant: Constant = {
        kind: "function",
        node: statement,
        text,
        identity: statement,
      };
      const span = spanOf(statement, scope);
      const location = locationAt(statement.id, scope);
      assign(run, location, valueOfConstant(constant, span), span);
      return;
    }
    default:
      throw refuses(
        quoted(statement, scope),
        "of scripts a spec can say assignments, `if`, and loops of which the number is known",
        spanOf(statement, scope),
      );
  }
}

function runDeclaration(run: Run, node: VariableDeclaration, text: Text): void {
  for (const { id, init } of node.declarations) {
    const scope = run.in(text);
    // Declared again a variable keeps what it holds.
    if (!init) continue;
    const value = runValue(run, init, text);
    assign(run, locationAt(id, scope), value, spanOf(id, scope));
  }
}

/** An expression for what it does. */
function runExpression(run: Run, node: Node, text: Text): void {
  const inner = bare(node);
  switch (inner.type) {
    case "AssignmentExpression":
      runAssignment(run, inner, text);
      return;
    case "UpdateExpression":
      runUpdate(run, inner, text);
      return;
    case "SequenceExpression":
      for (const each of inner.expressions) runExpression(run, each, text);
      return;
    case "Literal":
      // "use strict" and the like.
      return;
    case "CallExpression":
      if (isConsole(inner) || runPush(run, inner, text)) return;
      break;
    default:
  }
  run.scope.evaluate(inner, run.in(text));
}

/** What an expression is worth, after what it does. */
function runValue(run: Run, node: Node, text: Text): Value {
  const inner = bare(node);
  if (inner.type === "AssignmentExpression")
    return runAssignment(run, inner, text);
  return run.scope.evaluate(inner, run.in(text));
}

function runAssignment(
  run: Run,
  node: AssignmentExpression,
  text: Text,
): Value {
  const scope = run.in(text);
  const span = spanOf(node, scope);
  const { left, operator } = node;
  const location = locationAt(left, scope);
  const right = runValue(run, node.right, text);
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

function runUpdate(run: Run, node: UpdateExpression, text: Text): void {
  const scope = run.in(text);
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
function runPush(run: Run, node: CallExpression, text: Text): boolean {
  const scope = run.in(text);
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
  assign(run, locationAt(callee.object, scope), after, span);
  return true;
}

const MOST_TURNS = 1_000;

/** As often as it is known to run. */
function runLoop(
  run: Run,
  node: ForStatement,
  text: Text,
  then: () => void,
): void {
  const isBegun = completed(run, () => {
    if (node.init?.type === "VariableDeclaration")
      runDeclaration(run, node.init, text);
    else if (node.init) runExpression(run, node.init, text);
  });
  if (!isBegun) return;
  const turn = (count: number): void => {
    const scope: Scope = run.in(text);
    let goesOn = false;
    const isKnown = completed(run, () => {
      const holds = node.test ? knownOf(condition(node.test, scope)) : null;
      if (holds === null || count > MOST_TURNS)
        throw refuses(
          quoted(node, scope),
          "how often it runs is not known before the machine does",
          spanOf(node, scope),
        );
      goesOn = truthOf(holds);
    });
    if (!isKnown) return;
    if (!goesOn) {
      then();
      return;
    }
    runStatements(run, [node.body], text, () => {
      const isUpdated = completed(run, () => {
        if (node.update) runExpression(run, node.update, text);
      });
      if (isUpdated) turn(count + 1);
    });
  };
  turn(0);
}
