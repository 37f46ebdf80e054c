import type { StateNode } from "../config/machine.ts";
import { initialOf } from "./histories.ts";
import type { Ids } from "./ids.ts";
import { isBelow, isState } from "./nodes.ts";

/** The states in which a transition to some targets ends, where nothing is remembered of them. */
export function enteredBy(
  source: StateNode,
  targets: readonly StateNode[],
  ids: Ids,
): ReadonlySet<StateNode> {
  const meant = targets.map((target) =>
    target.kind === "history" ? (target.parent ?? target) : target,
  );
  const entered = new Set<StateNode>();
  for (const target of meant) {
    enter(target, meant, ids, entered);
    for (
      let each = target.parent;
      each !== null && !isInside(source, each, meant);
      each = each.parent
    )
      entered.add(each);
    for (let each = target.parent; each !== null; each = each.parent) {
      if (each.kind === "parallel") enterRegions(each, meant, ids, entered);
      if (isInside(source, each, meant)) break;
    }
  }
  return entered;
}

/** Whether a state lies around the source and all targets, so that it is not left. */
function isInside(
  source: StateNode,
  state: StateNode,
  targets: readonly StateNode[],
): boolean {
  return [source, ...targets].every((each) => isBelow(each, state));
}

function enter(
  node: StateNode,
  targets: readonly StateNode[],
  ids: Ids,
  entered: Set<StateNode>,
): void {
  if (entered.has(node)) return;
  entered.add(node);
  if (node.kind === "parallel") enterRegions(node, targets, ids, entered);
  if (node.kind === "compound")
    for (const child of initialOf(node, ids))
      enter(child, targets, ids, entered);
}

function enterRegions(
  node: StateNode,
  targets: readonly StateNode[],
  ids: Ids,
  entered: Set<StateNode>,
): void {
  for (const region of node.children.filter(isState))
    if (!targets.some((target) => target === region || isBelow(target, region)))
      enter(region, targets, ids, entered);
}
