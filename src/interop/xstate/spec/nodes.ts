/** Questions about the states of a configuration as they lie in each other. */
import type { StateNode } from "../config/machine.ts";

/** A history state is none: it is only a way to others. */
export function isState({ kind }: StateNode): boolean {
  return kind !== "history";
}

/** All below a state, in document order. */
export function* descendants(node: StateNode): Generator<StateNode> {
  for (const child of node.children) {
    yield child;
    yield* descendants(child);
  }
}

/** Whether a state lies below another. */
export function isBelow(node: StateNode, above: StateNode): boolean {
  for (let each = node.parent; each !== null; each = each.parent)
    if (each === above) return true;
  return false;
}
