/** The tree of states and what a transition does to a configuration: SCXML's algorithm (www.w3.org/TR/scxml, appendix D). */
import type {
  CompositeState,
  ParallelState,
  State,
  Strategy,
  Target,
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

/** The innermost composite (or the root) that properly contains all of them: SCXML's least common compound ancestor. */
function leastCommonComposite(states: readonly State[]): CompositeState | null {
  const [first, ...others] = states;
  if (first === undefined) return null;
  for (let each = first.parent; each; each = each.parent) {
    const candidate = each;
    if (
      candidate.kind === "composite" &&
      others.every((other) => isDescendant(other, candidate))
    )
      return candidate;
  }
  return null;
}

/**
 * What a transition stays inside of: everything active below it is left. A composite's transition to its own descendants
 * is internal unless it says `reenter`.
 */
export function domainOf(source: State, target: Target): State | null {
  const targets = target.states.map((each) => each.state);
  const internal =
    !target.reenter &&
    source.kind === "composite" &&
    targets.every((each) => isDescendant(each, source));
  return internal ? source : leastCommonComposite([source, ...targets]);
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
  enterBelow(domain, targets, entries);
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
