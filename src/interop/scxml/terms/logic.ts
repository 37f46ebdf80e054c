/** Conditions put together from others, with what is always true or false worked out. */
import type { Span } from "../../../source/index.ts";
import type { Expression, StatePath } from "../../../syntax/index.ts";

export function truth(value: boolean, span: Span): Expression {
  return { kind: "boolean", value, span };
}

/** Null: always. */
export type Condition = Expression | null;

export function both(one: Condition, other: Condition): Condition {
  if (one === null || isTruth(one, true)) return other;
  if (other === null || isTruth(other, true)) return one;
  if (isTruth(one, false)) return one;
  if (isTruth(other, false)) return other;
  return binary("and", one, other);
}

export function either(one: Expression, other: Expression): Expression {
  if (isTruth(one, true) || isTruth(other, false)) return one;
  if (isTruth(other, true) || isTruth(one, false)) return other;
  return binary("or", one, other);
}

export function not(operand: Expression): Expression {
  if (operand.kind === "boolean") return truth(!operand.value, operand.span);
  if (operand.kind === "unary" && operand.operator === "not")
    return operand.operand;
  return { kind: "unary", operator: "not", operand, span: operand.span };
}

/** A value that depends on a condition. */
export function choose(
  condition: Condition,
  then: Expression,
  otherwise: Expression,
): Expression {
  if (condition === null || isTruth(condition, true)) return then;
  if (isTruth(condition, false)) return otherwise;
  return { kind: "conditional", condition, then, otherwise, span: then.span };
}

export function isTruth(condition: Condition, value: boolean): boolean {
  return condition === null
    ? value
    : condition.kind === "boolean" && condition.value === value;
}

export function name(text: string, span: Span): Expression {
  return { kind: "name", name: text, span };
}

/** `event.FIELD` */
export function eventField(field: string, span: Span): Expression {
  return {
    kind: "member",
    object: name("event", span),
    name: { text: field, span },
    optional: false,
    span,
  };
}

export function isActive(state: string, span: Span): Expression {
  return { kind: "in", state: statePath(state, span), span };
}

export function statePath(state: string, span: Span): StatePath {
  return { names: [{ text: state, span }], span };
}

function binary(
  operator: "and" | "or",
  left: Expression,
  right: Expression,
): Expression {
  return { kind: "binary", operator, left, right, span: left.span };
}
