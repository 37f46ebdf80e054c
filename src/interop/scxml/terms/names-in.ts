import { partsOf } from "../../../syntax/depth.ts";
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
