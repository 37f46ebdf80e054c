import type {
  BlockStatement,
  Expression as Node,
  Statement,
  VariableDeclaration,
} from "acorn";
import type { Span } from "../../../../source/index.ts";
import { refuses } from "../abrupt.ts";
import { bare } from "../parse.ts";
import { quoted, spanOf, type Scope } from "../scope.ts";
import { coerced } from "../values/coerce.ts";
import { join } from "../shapes/shape.ts";
import { truthOf, UNDEFINED, type Constant } from "../constants/constant.ts";
import { unite } from "../constants/possible.ts";
import * as say from "../words/say.ts";
import {
  knownOf,
  valueOf,
  valueOfConstant,
  words,
  type Value,
} from "../values/value.ts";
import { recordOf } from "./literals.ts";
import { condition } from "./logic.ts";

type FunctionConstant = Extract<Constant, { kind: "function" }>;

const DEEPEST = 20;

/** What a function without side effects returns, in the place of its call. */
export function callFunction(
  called: FunctionConstant,
  args: readonly Value[],
  span: Span,
  scope: Scope,
): Value {
  const inner = enter(called, args, span, scope);
  const { body } = called.node;
  const value =
    body.type === "BlockStatement"
      ? returned(body.body, inner)
      : inner.evaluate(body, inner);
  return { ...(value ?? valueOfConstant(UNDEFINED, span)), span };
}

/** What `new` makes of a function that does nothing but `this.x = …`. */
export function construct(
  called: FunctionConstant,
  args: readonly Value[],
  span: Span,
  scope: Scope,
): Value {
  const inner = enter(called, args, span, scope);
  const { body } = called.node;
  const members = new Map<string, Value>();
  for (const statement of statementsOf(body)) {
    const expression =
      statement.type === "ExpressionStatement"
        ? bare(statement.expression)
        : null;
    const target =
      expression?.type === "AssignmentExpression" ? expression.left : null;
    if (
      expression?.type !== "AssignmentExpression" ||
      expression.operator !== "=" ||
      target?.type !== "MemberExpression" ||
      target.object.type !== "ThisExpression" ||
      target.computed ||
      target.property.type !== "Identifier"
    )
      throw refuses(
        quoted(statement, inner),
        "of a constructor only `this.x = …` can be said",
        spanOf(statement, inner),
      );
    members.set(target.property.name, inner.evaluate(expression.right, inner));
  }
  return recordOf(members, span);
}

function statementsOf(body: BlockStatement | Node): readonly Statement[] {
  return body.type === "BlockStatement" ? body.body : [];
}

function enter(
  { node, text }: FunctionConstant,
  args: readonly Value[],
  span: Span,
  scope: Scope,
): Scope {
  if (scope.depth >= DEEPEST)
    throw refuses(
      "a function that calls itself",
      "a call is replaced by what the function returns, which would have no end",
      span,
    );
  const locals = new Map<string, Value>();
  node.params.forEach((param, index) => {
    if (param.type !== "Identifier")
      throw refuses(
        "a parameter that is no plain name",
        "what it takes apart would have to be put in its place",
        span,
      );
    locals.set(param.name, args[index] ?? valueOfConstant(UNDEFINED, span));
  });
  return { ...scope, text, locals, depth: scope.depth + 1 };
}

/** Null where no `return` is come to. */
function returned(
  statements: readonly Statement[],
  scope: Scope,
): Value | null {
  const [statement, ...rest] = statements;
  if (statement === undefined) return null;
  switch (statement.type) {
    case "ReturnStatement":
      return statement.argument
        ? scope.evaluate(statement.argument, scope)
        : null;
    case "EmptyStatement":
      return returned(rest, scope);
    case "BlockStatement":
      return returned([...statement.body, ...rest], scope);
    case "VariableDeclaration":
      return returned(rest, declared(statement, scope));
    case "IfStatement": {
      const holds = condition(statement.test, scope);
      const known = knownOf(holds);
      const then = [statement.consequent, ...rest];
      const otherwise = statement.alternate
        ? [statement.alternate, ...rest]
        : rest;
      if (known !== null)
        return returned(truthOf(known) ? then : otherwise, scope);
      const span = spanOf(statement, scope);
      const nothing = valueOfConstant(UNDEFINED, span);
      const one = returned(then, scope) ?? nothing;
      const other = returned(otherwise, scope) ?? nothing;
      const shape = join(one.shape, other.shape);
      return valueOf(shape, unite(one.possible, other.possible), span, () =>
        say.conditional(
          words(holds),
          coerced(one, shape),
          coerced(other, shape),
          span,
        ),
      );
    }
    default:
      throw refuses(
        quoted(statement, scope),
        "of a function that is called only what it returns can be said",
        spanOf(statement, scope),
      );
  }
}

function declared(node: VariableDeclaration, scope: Scope): Scope {
  let inner = scope;
  for (const { id, init } of node.declarations) {
    if (id.type !== "Identifier")
      throw refuses(
        quoted(node, scope),
        "a variable is a plain name",
        spanOf(node, scope),
      );
    const value = init
      ? inner.evaluate(init, inner)
      : valueOfConstant(UNDEFINED, spanOf(id, scope));
    inner = { ...inner, locals: new Map([...inner.locals, [id.name, value]]) };
  }
  return inner;
}
