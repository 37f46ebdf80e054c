/** Expressions of our language, made no longer than they need to be. */
import type { Span } from "../../../../source/index.ts";
import {
  printExpression,
  type BinaryOperator,
  type Expression,
} from "../../../../syntax/index.ts";

export function number(value: number, span: Span): Expression {
  const isNegative = value < 0 || Object.is(value, -0);
  const positive: Expression = { kind: "number", value: Math.abs(value), span };
  return isNegative
    ? { kind: "unary", operator: "-", operand: positive, span }
    : positive;
}

export function string(value: string, span: Span): Expression {
  return { kind: "string", value, span };
}

export function boolean(value: boolean, span: Span): Expression {
  return { kind: "boolean", value, span };
}

export function nothing(span: Span): Expression {
  return { kind: "null", span };
}

export function name(text: string, span: Span): Expression {
  return { kind: "name", name: text, span };
}

export function member(
  object: Expression,
  text: string,
  span: Span,
): Expression {
  return {
    kind: "member",
    object,
    name: { text, span },
    optional: false,
    span,
  };
}

export function call(
  callee: string,
  args: readonly Expression[],
  span: Span,
): Expression {
  return { kind: "call", callee: { text: callee, span }, args, span };
}

export function binary(
  operator: BinaryOperator,
  left: Expression,
  right: Expression,
  span: Span,
): Expression {
  return { kind: "binary", operator, left, right, span };
}

export function isNull(operand: Expression, span: Span): Expression {
  return isOrNull(operand)
    ? operand.condition
    : binary("==", operand, nothing(span), span);
}

export function isGiven(operand: Expression, span: Span): Expression {
  return not(isNull(operand, span), span);
}

/** The value where it is not null: of `c ? null : x` it is `x`. */
export function given(operand: Expression): Expression {
  return isOrNull(operand) ? operand.otherwise : operand;
}

/** Null where something is absent, else a value. */
export function orNull(
  absent: Expression,
  value: Expression,
  span: Span,
): Expression {
  return conditional(absent, nothing(span), value, span);
}

function isOrNull(
  expression: Expression,
): expression is Extract<Expression, { kind: "conditional" }> {
  if (expression.kind !== "conditional" || expression.then.kind !== "null")
    return false;
  const { otherwise } = expression;
  if (otherwise.kind === "binary") return otherwise.operator !== "??";
  return ["number", "string", "unary"].includes(otherwise.kind);
}

const OPPOSITE: Partial<Record<BinaryOperator, BinaryOperator>> = {
  "==": "!=",
  "!=": "==",
};

export function not(operand: Expression, span: Span): Expression {
  if (operand.kind === "boolean") return boolean(!operand.value, span);
  if (operand.kind === "unary" && operand.operator === "not")
    return operand.operand;
  if (operand.kind === "binary" && operand.operator === "or")
    return and(not(operand.left, span), not(operand.right, span), span);
  if (operand.kind === "binary") {
    const opposite = OPPOSITE[operand.operator];
    if (opposite !== undefined) return { ...operand, operator: opposite };
  }
  return { kind: "unary", operator: "not", operand, span };
}

/** What holds already is not said again behind it. */
export function and(
  left: Expression,
  right: Expression,
  span: Span,
): Expression {
  if (left.kind === "boolean") return left.value ? right : left;
  if (right.kind === "boolean") return right.value ? left : right;
  const known = new Set(conjuncts(left).map(printExpression));
  return conjuncts(right)
    .filter((each) => !known.has(printExpression(each)))
    .reduce((all, each) => binary("and", all, each, span), left);
}

export function or(
  left: Expression,
  right: Expression,
  span: Span,
): Expression {
  if (left.kind === "boolean") return left.value ? left : right;
  if (right.kind === "boolean") return right.value ? right : left;
  return binary("or", left, right, span);
}

export function conditional(
  condition: Expression,
  then: Expression,
  otherwise: Expression,
  span: Span,
): Expression {
  if (condition.kind === "boolean") return condition.value ? then : otherwise;
  if (printExpression(then) === printExpression(otherwise)) return then;
  return { kind: "conditional", condition, then, otherwise, span };
}

export function isLiteral({ kind }: Expression): boolean {
  return ["number", "string", "boolean", "null"].includes(kind);
}

/** `a`, `b` and `c` of `a and b and c`. */
export function conjuncts(expression: Expression): readonly Expression[] {
  return expression.kind === "binary" && expression.operator === "and"
    ? [...conjuncts(expression.left), ...conjuncts(expression.right)]
    : [expression];
}
