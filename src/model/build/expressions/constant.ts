import type { Expression } from "../../model.ts";

/** The value of a number or duration that is written out, in ms; null for all else. */
export function constantOf(expression: Expression): number | null {
  if (expression.kind === "number" || expression.kind === "duration")
    return expression.value;
  if (expression.kind !== "unary" || expression.operator !== "-") return null;
  const operand = constantOf(expression.operand);
  return operand === null ? null : -operand;
}
