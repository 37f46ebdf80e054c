import type { Expression } from "./model.ts";

/** The expressions directly inside of one. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "member":
      return [expression.object];
    case "index":
      return [expression.object, expression.index];
    case "present":
    case "unary":
      return [expression.operand];
    case "binary":
      return [expression.left, expression.right];
    case "conditional":
      return [expression.condition, expression.then, expression.otherwise];
    case "function":
    case "guard":
      return expression.args;
    case "record":
      return expression.fields.map((field) => field.value);
    case "list":
      return expression.items;
    default:
      return [];
  }
}
