/** What TypeScript concludes from tests about references, as far as it gets in the way of generated code. */
import type { Expression } from "../model/index.ts";
import { parts } from "./walk.ts";

/** Of a reference: what TypeScript keeps its conclusions by. Null for what it concludes nothing about. */
export function pathOf(expression: Expression): string | null {
  switch (expression.kind) {
    case "param":
      return `params.${expression.param.name}`;
    case "field":
      return `context.${expression.field.name}`;
    case "payload":
      return `event.${expression.name}`;
    case "argument":
      return `args.${expression.argument.name}`;
    case "error":
      return `error.${expression.name}`;
    case "result":
    case "halted":
      return expression.kind;
    case "member": {
      const object = pathOf(expression.object);
      return object === null ? null : `${object}.${expression.name}`;
    }
    default:
      return null;
  }
}

/** Of the expressions of one method: references that are compared, or tested, more than once. */
export function loosePaths(
  expressions: readonly Expression[],
): ReadonlySet<string> {
  const seen = new Set<string>();
  const loose = new Set<string>();
  for (const expression of expressions)
    for (const part of parts(expression, false))
      for (const path of testedBy(part)) {
        if (seen.has(path)) loose.add(path);
        seen.add(path);
      }
  return loose;
}

function testedBy(part: Expression): readonly string[] {
  const operands =
    part.kind === "binary" && (part.operator === "==" || part.operator === "!=")
      ? [part.left, part.right]
      : part.kind === "member" && part.optional
        ? [part.object]
        : part.type.kind === "boolean"
          ? [part]
          : [];
  return operands.flatMap((each) => pathOf(each) ?? []);
}
