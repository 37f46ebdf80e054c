import type { Expression as Node, ForStatement, Statement } from "acorn";
import { outcomeOf, refuses } from "../abrupt.ts";
import { argumentsOf } from "../evaluate/calls.ts";
import { condition } from "../evaluate/logic.ts";
import { bare, parseScript } from "../parse.ts";
import { quoted, spanOf, type Scope } from "../scope.ts";
import type { Text } from "../text.ts";
import { truthOf, UNDEFINED, type Constant } from "../constants/constant.ts";
import { knownOf, valueOfConstant, type Value } from "../values/value.ts";
import { assign } from "./assign.ts";
import { branch, type Work } from "./branch.ts";
import { locationAt } from "./locations.ts";
import { attempted, type Run } from "./run.ts";
import {
  declaredIn,
  runDeclaration,
  runExpression,
  scopeIn,
  type Frame,
} from "./script-effects.ts";

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
  const frame: Frame = { text, locals: new Map(), depth: 0, function: null };
  runStatements(run, [...functions, ...others], frame, then);
}

/** Functions are there before the first statement runs. */
function isFunction({ type }: Statement): boolean {
  return type === "FunctionDeclaration";
}

function runStatements(
  run: Run,
  statements: readonly Statement[],
  frame: Frame,
  then: () => void,
): void {
  const [statement, ...rest] = statements;
  if (statement === undefined) {
    then();
    return;
  }
  const goOn = () => runStatements(run, rest, frame, then);
  if (!run.takes(frame.text.at(statement.start, statement.end))) return;
  const scope = scopeIn(run, frame);
  switch (statement.type) {
    case "BlockStatement":
      runStatements(run, statement.body, within(frame), goOn);
      return;
    case "IfStatement": {
      const { consequent, alternate } = statement;
      runIf(
        run,
        () => condition(statement.test, scope),
        (done) => runStatements(run, [consequent], within(frame), done),
        (done) =>
          runStatements(run, alternate ? [alternate] : [], within(frame), done),
        goOn,
      );
      return;
    }
    case "ForStatement":
      runLoop(run, statement, frame, goOn);
      return;
    case "ReturnStatement":
      if (frame.function === null) break;
      frame.function.returns();
      return;
    case "VariableDeclaration": {
      let inner: Frame | null = null;
      const isDone = completed(run, () => {
        inner = declaredIn(run, statement, frame);
      });
      if (!isDone) return;
      if (inner === null) break;
      runStatements(run, rest, inner, then);
      return;
    }
    case "ExpressionStatement": {
      const body = calledBody(run, statement.expression, frame, goOn);
      if (body === null) break;
      runStatements(run, body.statements, body.frame, goOn);
      return;
    }
    default:
  }
  if (completed(run, () => runPlain(run, statement, frame))) goOn();
}

/** In a statement that may not come to be. */
function within(frame: Frame): Frame {
  const { function: called } = frame;
  return called === null
    ? frame
    : { ...frame, function: { ...called, isPlain: false } };
}

const DEEPEST = 20;

/** The statements of a function of the document that is called for what it does; null where it is something else. */
function calledBody(
  run: Run,
  expression: Node,
  frame: Frame,
  returns: () => void,
): { readonly statements: readonly Statement[]; readonly frame: Frame } | null {
  const call = bare(expression);
  if (call.type !== "CallExpression" || call.callee.type !== "Identifier")
    return null;
  const holding = run.flow.get(call.callee.name);
  const { knowledge } = run.scope;
  const called = knownOf(
    holding ?? knowledge.datum(call.callee.name) ?? { possible: null },
  );
  const scope = scopeIn(run, frame);
  const outcome = outcomeOf(() => argumentsOf(call, scope));
  const args = (outcome.kind === "value" ? outcome.value : []).flatMap(
    (arg) => knownOf(arg) ?? [],
  );
  if (
    called?.kind !== "function" ||
    called.node.body.type !== "BlockStatement" ||
    frame.depth >= DEEPEST ||
    args.length < call.arguments.length
  )
    return null;
  const span = spanOf(call, scope);
  const locals = new Map<string, Value>();
  called.node.params.forEach((param, index) => {
    if (param.type === "Identifier")
      locals.set(param.name, valueOfConstant(args[index] ?? UNDEFINED, span));
  });
  const { text } = called;
  return {
    statements: called.node.body.body,
    frame: {
      text,
      locals,
      depth: frame.depth + 1,
      function: { returns, isPlain: true },
    },
  };
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
function runPlain(run: Run, statement: Statement, frame: Frame): void {
  const scope = scopeIn(run, frame);
  switch (statement.type) {
    case "EmptyStatement":
      return;
    case "ExpressionStatement":
      runExpression(run, statement.expression, frame);
      return;
    case "VariableDeclaration":
      runDeclaration(run, statement, frame);
      return;
    case "FunctionDeclaration": {
      const constant: Constant = {
        kind: "function",
        node: statement,
        text: frame.text,
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

const MOST_TURNS = 1_000;

/** As often as it is known to run. */
function runLoop(
  run: Run,
  node: ForStatement,
  frame: Frame,
  then: () => void,
): void {
  const isBegun = completed(run, () => {
    if (node.init?.type === "VariableDeclaration")
      runDeclaration(run, node.init, frame);
    else if (node.init) runExpression(run, node.init, frame);
  });
  if (!isBegun) return;
  const turn = (count: number): void => {
    const scope: Scope = scopeIn(run, frame);
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
    runStatements(run, [node.body], within(frame), () => {
      const isUpdated = completed(run, () => {
        if (node.update) runExpression(run, node.update, frame);
      });
      if (isUpdated) turn(count + 1);
    });
  };
  turn(0);
}
