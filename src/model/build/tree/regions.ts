import type { State } from "../../model.ts";

/** Whether two states lie in different regions of one parallel state, so that both can be active at once. */
export function apart(a: State, b: State): boolean {
  if (a === b) return false;
  const above = new Set<State>();
  for (let each: State | null = a; each; each = each.parent) above.add(each);
  if (above.has(b)) return false;
  for (let each = b.parent; each; each = each.parent)
    if (above.has(each)) return each !== a && each.kind === "parallel";
  return false;
}
