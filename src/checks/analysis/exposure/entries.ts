/** What a set of transitions leaves and enters, history included: SCXML's algorithm (www.w3.org/TR/scxml, appendix D). */
import {
  ancestors,
  childrenOf,
  isDescendant,
  selfAndAncestors,
  type Branch,
  type CompositeState,
  type State,
  type TargetState,
} from "../../../model/index.ts";
import type { History } from "./known.ts";
import { seenOf, type View } from "./view.ts";

/** What a transition stays inside of; null: it leaves nothing (`stay`). */
export function domainIn(branch: Branch, history: History): State | null {
  const { target, source } = branch;
  if (target === null) return null;
  const states = destinationsOf(branch, history);
  const holds = (around: State): boolean =>
    states.every((state) => isDescendant(state, around));
  if (!target.reenter && source.kind === "composite" && holds(source))
    return source;
  for (let each: State | null = source.parent; each; each = each.parent)
    if (each.kind === "composite" && holds(each)) return each;
  return null;
}

/** Active states below the domain, innermost and last in document order first. */
export function exitsOf(
  branch: Branch,
  leaves: readonly State[],
  history: History,
): readonly State[] {
  const domain = domainIn(branch, history);
  if (domain === null) return [];
  return activeIn(leaves).filter((state) => isDescendant(state, domain));
}

/** Every active state, innermost and last in document order first. */
export function activeIn(leaves: readonly State[]): readonly State[] {
  const known = ACTIVE.get(leaves);
  if (known !== undefined) return known;
  const active = [...new Set(leaves.flatMap(selfAndAncestors))].toSorted(
    (a, b) => b.index - a.index,
  );
  ACTIVE.set(leaves, active);
  return active;
}

const ACTIVE = new WeakMap<readonly State[], readonly State[]>();

export interface Entries {
  /** In the order in which they are entered. */
  readonly states: readonly State[];
  /** Composites whose initial's effects run. */
  readonly byDefault: ReadonlySet<State>;
}

export function entriesOf(
  view: View,
  branches: readonly Branch[],
  history: History,
): Entries {
  const collector = new Collector(view, history);
  for (const branch of branches) {
    const domain = domainIn(branch, history);
    if (domain === null || branch.target === null) continue;
    for (const target of seenTargets(view, branch.target.states))
      collector.target(target, domain);
    for (const state of seenOf(view, destinationsOf(branch, history)))
      collector.around(state, domain);
  }
  return collector.result();
}

export function entriesAtStart(view: View, root: CompositeState): Entries {
  const collector = new Collector(view, new Map());
  collector.byInitial(root);
  return collector.result();
}

/** Of the way that the error policy forces. */
export function entriesOfForced(
  view: View,
  target: State,
  root: State,
): Entries {
  const collector = new Collector(view, new Map());
  collector.below(target);
  collector.around(target, root);
  return collector.result();
}

/** Those that are not seen lead to the parallel state around them, unless others do. */
function seenTargets(
  view: View,
  targets: readonly TargetState[],
): readonly TargetState[] {
  const seen = targets.filter(({ state }) => !view.unseen.has(state));
  if (seen.length > 0) return seen;
  return targets.slice(0, 1).flatMap(({ state, span }) =>
    seenOf(view, [state]).map((each) => ({
      state: each,
      history: "none" as const,
      span,
    })),
  );
}

function destinationsOf(branch: Branch, history: History): readonly State[] {
  return (branch.target?.states ?? []).flatMap((target) =>
    target.history === "none" ? [target.state] : remembered(target, history),
  );
}

function remembered(
  { state, history: depth }: TargetState,
  history: History,
): readonly State[] {
  const leaves = history.get(state);
  if (leaves === undefined)
    return state.kind === "composite"
      ? state.initial.targets
      : childrenOf(state);
  if (depth === "deep") return leaves;
  return childrenOf(state).filter((child) =>
    leaves.some((leaf) => leaf === child || isDescendant(leaf, child)),
  );
}

class Collector {
  private readonly states = new Set<State>();
  private readonly byDefault = new Set<State>();
  private readonly view: View;
  private readonly history: History;

  constructor(view: View, history: History) {
    this.view = view;
    this.history = history;
  }

  result(): Entries {
    const states = [...this.states].toSorted((a, b) => a.index - b.index);
    return { states, byDefault: this.byDefault };
  }

  target(target: TargetState, domain: State): void {
    const { state } = target;
    if (target.history === "none") return this.below(state);
    const states = seenOf(this.view, remembered(target, this.history));
    if (!this.history.has(state)) this.byDefault.add(state);
    for (const each of states) this.below(each);
    const outermost = isDescendant(domain, state) ? domain : state;
    for (const each of states) this.around(each, outermost);
  }

  below(state: State): void {
    this.states.add(state);
    if (state.kind === "composite") this.byInitial(state);
    else if (state.kind === "parallel") this.regions(state.children);
  }

  byInitial(state: CompositeState): void {
    this.byDefault.add(state);
    const targets = seenOf(this.view, state.initial.targets);
    for (const target of targets) this.below(target);
    for (const target of targets) this.around(target, state);
  }

  around(state: State, domain: State): void {
    for (const each of ancestors(state)) {
      if (each === domain) return;
      this.states.add(each);
      if (each.kind === "parallel") this.regions(each.children);
    }
  }

  private regions(regions: readonly State[]): void {
    for (const region of regions)
      if (
        !this.view.unseen.has(region) &&
        ![...this.states].some((state) => isDescendant(state, region))
      )
        this.below(region);
  }
}
