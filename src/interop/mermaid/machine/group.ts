import type { Span } from "../../../source/index.ts";
import type { Words } from "../diagram/diagram.ts";
import type { Head, Way } from "../label.ts";
import type { Node } from "../tree/tree.ts";

/** Where a branch leads: states, or `[*]` of the level that it is written in. */
export type Goal =
  | { readonly kind: "states"; readonly nodes: readonly Node[] }
  | { readonly kind: "end"; readonly scope: Node };

/** One way on of a state. */
export interface Branch {
  readonly way: Way;
  readonly goal: Goal;
  readonly span: Span;
}

/** A transition: what makes it be tried, and its branches. */
export interface Group {
  readonly source: Node | "start";
  /** The composite, or the region, in whose text it stands. */
  readonly scope: Node;
  readonly head: Head;
  /** Written as a choice, even with one branch. */
  readonly choice: boolean;
  readonly branches: readonly Branch[];
  readonly label: Words | null;
  readonly span: Span;
}

export function leadsTo(branch: Branch, node: Node): boolean {
  return branch.goal.kind === "states" && branch.goal.nodes.includes(node);
}

/** Whether both can be active at once: they lie in different regions of a parallel state. */
export function areApart(one: Node, other: Node): boolean {
  const around = new Map<Node | null, Node>();
  const [left, right] = [one.historyOf ?? one, other.historyOf ?? other];
  for (let each: Node | null = left, below = left; each; each = each.parent) {
    around.set(each, below);
    below = each;
  }
  for (let each: Node | null = right, below = right; each; each = each.parent) {
    const inner = around.get(each);
    if (inner !== undefined)
      return (
        each.parallel && inner !== each && below !== each && inner !== below
      );
    below = each;
  }
  return false;
}

/** The innermost state that contains both; `one` itself where the other lies in it. */
export function commonAround(one: Node, other: Node): Node | null {
  const around = new Set<Node>();
  for (let each: Node | null = one; each; each = each.parent) around.add(each);
  for (let each: Node | null = other.parent; each; each = each.parent)
    if (around.has(each)) return each;
  return null;
}

export function isInside(node: Node, outer: Node): boolean {
  for (let each: Node | null = node; each; each = each.parent)
    if (each === outer) return true;
  return false;
}
