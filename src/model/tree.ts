/** The tree of states and what a transition does to a configuration: SCXML's algorithm (www.w3.org/TR/scxml, appendix D). */
import type {
  CompositeState,
  ParallelState,
  State,
  Strategy,
  Target,
  TargetState,
} from "./model.ts";

/** The parents of a state, innermost first, without the root. */
export function ancestors(
  state: State,
): readonly (CompositeState | ParallelState)[] {
  const found: (CompositeState | ParallelState)[] = [];
  for (let each = state.parent; each?.parent; each = each.parent)
    found.push(each);
  return found;
}

/** The state and its parents, innermost first, without the root. */
export function selfAndAncestors(state: State): readonly State[] {
  return [state, ...ancestors(state)];
}

export function isDescendant(state: State, of: State): boolean {
  for (let each = state.parent; each; each = each.parent)
    if (each === of) return true;
  return false;
}

export function childrenOf(state: State): readonly State[] {
  return state.kind === "composite" || state.kind === "parallel"
    ? state.children
    : [];
}

/** The state and all below it, in document order. */
export function* selfAndDescendants(state: State): Generator<State> {
  yield state;
  for (const child of childrenOf(state)) yield* selfAndDescendants(child);
}

/** States that can be active without an active child: those that a configuration names. */
export function isLeaf(state: State): boolean {
  return state.kind === "atomic" || state.kind === "final";
}

/** Every leaf of the strategy in document order. */
export function leavesOf(strategy: Strategy): readonly State[] {
  return strategy.states.filter(isLeaf);
}

/** Whether what a target leads to lies below a state. A history leads to states below its own. */
function leadsBelow({ state, history }: TargetState, of: State): boolean {
  return isDescendant(state, of) || (history !== "none" && state === of);
}

/**
 * What a transition stays inside of: everything active below it is left. A composite's transition to its own descendants
 * is internal unless it says `reenter`; else it is the innermost composite (or the root) that properly contains source and
 * targets, SCXML's least common compound ancestor. Null for one that does not fit into the tree.
 *
 * A deep history that leads back to where the source is may stay inside of less, which only a running machine knows.
 */
export function domainOf(source: State, target: Target): State | null {
  const holds = (state: State) =>
    target.states.every((each) => leadsBelow(each, state));
  if (!target.reenter && source.kind === "composite" && holds(source))
    return source;
  for (let each = source.parent; each; each = each.parent)
    if (each.kind === "composite" && holds(each)) return each;
  return null;
}

/** Two states that can be active at once, neither inside of the other: they lie in different regions of a parallel state. */
export function areConcurrent(one: State, other: State): boolean {
  if (one === other || isDescendant(one, other) || isDescendant(other, one))
    return false;
  for (let each = one.parent; each; each = each.parent)
    if (isDescendant(other, each)) return each.kind === "parallel";
  return false;
}

/** The region that a state is in, itself included; null for none. */
export function regionOf(state: State): State | null {
  for (let each: State | null = state; each; each = each.parent)
    if (each.parent?.kind === "parallel") return each;
  return null;
}

/** One thing that happens on the way in, outermost and first in document order first. */
export type Entry =
  | { readonly kind: "enter"; readonly state: State }
  /** The composite is entered by default: its initial's effects, after its own `enter`. */
  | { readonly kind: "initial"; readonly state: CompositeState };

/**
 * What entering the targets from inside a domain enters, children by default included. History is not resolved here:
 * a history target enters its composite's initial child, as it does when it was never active.
 */
export function entryOrder(
  targets: readonly State[],
  domain: State,
): readonly Entry[] {
  const entries: Entry[] = [];
  const below = targets.flatMap((each) =>
    each === domain && each.kind === "composite"
      ? each.initial.targets
      : [each],
  );
  enterBelow(domain, below, entries);
  return entries;
}

function enterBelow(
  parent: State,
  targets: readonly State[],
  entries: Entry[],
): void {
  for (const child of childrenOnTheWay(parent, targets)) {
    const wanted = targets.filter(
      (target) => target === child || isDescendant(target, child),
    );
    enterState(child, wanted, entries);
  }
}

/** Every region of a parallel state; else the children that are or hold a target, however many others there are. */
function childrenOnTheWay(
  parent: State,
  targets: readonly State[],
): readonly State[] {
  if (parent.kind === "parallel") return parent.children;
  const found = new Set<State>();
  for (const target of targets)
    for (let each: State | null = target; each; each = each.parent)
      if (each.parent === parent) found.add(each);
  return [...found].toSorted((a, b) => a.index - b.index);
}

function enterState(
  state: State,
  targets: readonly State[],
  entries: Entry[],
): void {
  entries.push({ kind: "enter", state });
  const below = targets.filter((target) => target !== state);
  if (state.kind === "composite" && below.length === 0) {
    entries.push({ kind: "initial", state });
    enterBelow(state, state.initial.targets, entries);
  } else enterBelow(state, below, entries);
}
