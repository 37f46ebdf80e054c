import type { Expression } from "./ast.ts";

/** Whether an expression has more than so many levels; itself without recursion. */
export function isDeeperThan(expression: Expression, levels: number): boolean {
  let level: readonly Expression[] = [expression];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth >= levels) return true;
    level = level.flatMap(partsOf);
  }
  return false;
}

/** The expressions of which one is made. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "member":
      return [expression.object];
    case "index":
      return [expression.object, expression.index];
    case "call":
      return expression.args;
    case "unary":
      return [expression.operand];
    case "binary":
      return [expression.left, expression.right];
    case "conditional":
      return [expression.condition, expression.then, expression.otherwise];
    case "record":
      return expression.fields.map(({ value }) => value);
    case "list":
      return expression.items;
    default:
      return [];
  }
}
