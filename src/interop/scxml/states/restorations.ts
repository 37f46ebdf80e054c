import { leadsInto, stateOf, type Destination } from "./destinations.ts";
import { isCompound, type Entries } from "./entry.ts";
import type { HistoryNode, StateNode } from "./state-tree.ts";

/** A history that is the initial state of something that is entered by default. */
export interface Restoration {
  readonly history: HistoryNode;
  /** The states on the way whose `<initial>` does something, outermost first. */
  readonly initials: readonly StateNode[];
}

/** What a state that is entered by default restores. */
export function restorationsIn(
  node: StateNode,
  entries: Entries,
): readonly Restoration[] {
  if (node.element.kind === "parallel")
    return node.children.flatMap((child) => restorationsIn(child, entries));
  if (!isCompound(node)) return [];
  const initials = entries.initialContent(node).length > 0 ? [node] : [];
  const destinations = entries.initialOf(node);
  const found = [
    ...destinations.flatMap((each) =>
      each.kind === "history"
        ? [{ history: each.history, initials: [] }]
        : restorationsIn(each.node, entries),
    ),
    ...besides(destinations, node, entries),
  ];
  return found.map(({ history, initials: inner }) => ({
    history,
    initials: [...initials, ...inner],
  }));
}

/** What the regions restore that targets leave to themselves, below a state that contains them all. */
export function besides(
  destinations: readonly Destination[],
  ancestor: StateNode,
  entries: Entries,
): readonly Restoration[] {
  const parallels = new Set<StateNode>();
  for (const destination of destinations) {
    const node = stateOf(destination);
    if (node === ancestor) continue;
    for (
      let above = node.parent;
      above !== null && above !== ancestor;
      above = above.parent
    )
      if (above.element.kind === "parallel") parallels.add(above);
  }
  return [...parallels].flatMap((parallel) =>
    parallel.children
      .filter(
        (region) =>
          !destinations.some(
            (each) => stateOf(each) === region || leadsInto(each, region),
          ),
      )
      .flatMap((region) => restorationsIn(region, entries)),
  );
}
