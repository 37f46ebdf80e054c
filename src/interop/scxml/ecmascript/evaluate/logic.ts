import type {
  ConditionalExpression,
  Expression as Node,
  LogicalExpression,
} from "acorn";
import type { Span } from "../../../../source/index.ts";
import type { Expression } from "../../../../syntax/index.ts";
import { Abrupt, refuses } from "../abrupt.ts";
import { bare } from "../parse.ts";
import { quoted, spanOf, type Scope } from "../scope.ts";
import { coerced } from "../values/coerce.ts";
import { join, mayBeAbsent, present, scalar } from "../shapes/shape.ts";
import { primitive, truthOf } from "../constants/constant.ts";
import { combined, unite } from "../constants/possible.ts";
import * as say from "../words/say.ts";
import { knownOf, valueOf, words, type Value } from "../values/value.ts";
import { negated, truth } from "./truth.ts";

/** What a condition needs of an expression: whether it is true. */
export function condition(node: Node, scope: Scope): Value {
  const inner = bare(node);
  if (inner.type === "LogicalExpression" && inner.operator !== "??")
    return both(inner, inner.operator === "&&", scope);
  if (inner.type === "UnaryExpression" && inner.operator === "!")
    return negated(condition(inner.argument, scope));
  return truth(scope.evaluate(inner, scope));
}

/** `&&` and `||` where only their truth matters. */
function both(node: LogicalExpression, isAnd: boolean, scope: Scope): Value {
  const span = spanOf(node, scope);
  const left = condition(node.left, scope);
  const known = knownOf(left);
  if (known !== null && truthOf(known) !== isAnd) return left;
  const right = later(
    left,
    isAnd,
    (inner) => condition(node.right, inner),
    node.right,
    scope,
  );
  const possible = combined(left.possible, right.possible, (one, other) =>
    primitive(
      isAnd ? truthOf(one) && truthOf(other) : truthOf(one) || truthOf(other),
    ),
  );
  return valueOf(scalar("boolean", span), possible, span, () => {
    const join = isAnd ? say.and : say.or;
    return join(words(left), words(right), span);
  });
}

/**
 * What is evaluated only where a condition holds, or, `when` false, does not. An error in it is an error at times only, which
 * cannot be known before the machine runs.
 */
function later(
  holds: Value,
  when: boolean,
  evaluate: (scope: Scope) => Value,
  node: Node,
  scope: Scope,
): Value {
  const inner: Scope = { ...scope, requires: [] };
  const value = attempt(() => evaluate(inner), holds, node, scope);
  if (inner.requires.length > 0 && holds.said.kind !== "refused") {
    const reached = when ? holds.said : say.not(holds.said, holds.span);
    for (const each of inner.requires)
      scope.requires.push(unlessUnreached(reached, each, holds.span));
  }
  return value;
}

function attempt(
  evaluate: () => Value,
  holds: Value,
  node: Node,
  scope: Scope,
): Value {
  try {
    return evaluate();
  } catch (error) {
    if (
      !(error instanceof Abrupt) ||
      error.outcome.kind === "refused" ||
      knownOf(holds) !== null
    )
      throw error;
    throw refuses(
      `${quoted(node, scope)}: ${error.outcome.message}`,
      "whether that error comes up is not known before the machine runs",
      error.outcome.span,
    );
  }
}

/** What is required where something is reached: nothing where reaching it says so already. */
function unlessUnreached(
  reached: Expression,
  required: Expression,
  span: Span,
): Expression {
  const rest = say.and(reached, required, span);
  const isSaid = say.conjuncts(rest).length === say.conjuncts(reached).length;
  return isSaid
    ? say.boolean(true, span)
    : say.or(say.not(reached, span), required, span);
}

/** `&&`, `||` and `??` where the value matters. */
export function logical(node: LogicalExpression, scope: Scope): Value {
  const span = spanOf(node, scope);
  if (node.operator === "??") return coalescing(node, scope);
  const isAnd = node.operator === "&&";
  const left = scope.evaluate(node.left, scope);
  const holds = truth(left);
  const known = knownOf(holds);
  if (known !== null && truthOf(known) !== isAnd) return left;
  const right = later(
    holds,
    isAnd,
    (inner) => scope.evaluate(node.right, inner),
    node.right,
    scope,
  );
  if (known !== null) return right;
  const isBoolean = [left, right].every(
    ({ shape }) => shape.base.kind === "boolean" && !mayBeAbsent(shape),
  );
  if (isBoolean) return both(node, isAnd, scope);
  const kept = isAnd ? left.shape : present(left.shape);
  const shape = join(kept, right.shape);
  return valueOf(shape, unite(left.possible, right.possible), span, () => {
    const one = coerced(left, shape);
    const other = coerced(right, shape);
    const isDefault = !isAnd && other.kind === "number" && other.value === 0;
    if (isDefault && mayBeAbsent(left.shape))
      return say.binary("??", one, other, span);
    return isAnd
      ? say.conditional(words(holds), other, one, span)
      : say.conditional(words(holds), one, other, span);
  });
}

function coalescing(node: LogicalExpression, scope: Scope): Value {
  const span = spanOf(node, scope);
  const left = scope.evaluate(node.left, scope);
  const { shape } = left;
  if (!mayBeAbsent(shape) && shape.base.kind !== "none") return left;
  if (shape.base.kind === "none") return scope.evaluate(node.right, scope);
  const absent: Value = valueOf(scalar("boolean", span), null, span, () =>
    say.isNull(words(left), span),
  );
  const right = later(
    absent,
    true,
    (inner) => scope.evaluate(node.right, inner),
    node.right,
    scope,
  );
  const joined = join(present(shape), right.shape);
  return valueOf(joined, unite(left.possible, right.possible), span, () =>
    say.binary("??", coerced(left, joined), coerced(right, joined), span),
  );
}

/** `a ? b : c`. */
export function conditional(node: ConditionalExpression, scope: Scope): Value {
  const span = spanOf(node, scope);
  const holds = condition(node.test, scope);
  const known = knownOf(holds);
  if (known !== null)
    return scope.evaluate(
      truthOf(known) ? node.consequent : node.alternate,
      scope,
    );
  const branch = (side: Node, when: boolean) =>
    later(holds, when, (inner) => scope.evaluate(side, inner), side, scope);
  const then = branch(node.consequent, true);
  const otherwise = branch(node.alternate, false);
  const shape = join(then.shape, otherwise.shape);
  const possible = unite(then.possible, otherwise.possible);
  return valueOf(shape, possible, span, () =>
    say.conditional(
      words(holds),
      coerced(then, shape),
      coerced(otherwise, shape),
      span,
    ),
  );
}
