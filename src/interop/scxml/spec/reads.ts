import type { Expression } from "../../../syntax/index.ts";

/** The names that an expression reads. */
export function namesIn(expression: Expression): ReadonlySet<string> {
  const names = new Set<string>();
  const waiting = [expression];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === "name") names.add(next.name);
    waiting.push(...partsOf(next));
  }
  return names;
}

function partsOf(expression: Expression): readonly Expression[] {
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
