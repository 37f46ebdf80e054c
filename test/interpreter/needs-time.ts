import type { Expression } from "../../src/model/index.ts";

/**
 * Whether the clock is read before this guard is asked: something in it, or in a guard that it asks, is about time or
 * is answered by TypeScript, which is told the time.
 */
export function needsTime(expression: Expression): boolean {
  switch (expression.kind) {
    case "now":
    case "elapsed":
      return true;
    case "guard": {
      const own = expression.guard.expression;
      return own === null || needsTime(own) || expression.args.some(needsTime);
    }
    case "member":
      return needsTime(expression.object);
    case "index":
      return needsTime(expression.object) || needsTime(expression.index);
    case "present":
    case "unary":
      return needsTime(expression.operand);
    case "binary":
      return needsTime(expression.left) || needsTime(expression.right);
    case "conditional":
      return [expression.condition, expression.then, expression.otherwise].some(
        needsTime,
      );
    case "function":
      return expression.args.some(needsTime);
    case "record":
      return expression.fields.some(({ value }) => needsTime(value));
    case "list":
      return expression.items.some(needsTime);
    default:
      return false;
  }
}
