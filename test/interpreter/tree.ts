/** SCXML's appendix D, read off the recommendation: what a set of transitions leaves and enters. */
import type {
  Branch,
  CompositeState,
  State,
  Strategy,
  TargetState,
} from "../../src/model/index.ts";

/** The atomic states that were active below a state when it was last left; null where it never was. */
export type Recorded = (state: State) => readonly State[] | null;

export function parentsOf(state: State): readonly State[] {
  const found: State[] = [];
  for (let each = state.parent; each !== null; each = each.parent)
    found.push(each);
  return found;
}

export function isBelow(state: State, ancestor: State): boolean {
  for (let each = state.parent; each !== null; each = each.parent)
    if (each === ancestor) return true;
  return false;
}

export function childrenOf(state: State): readonly State[] {
  return state.kind === "composite" || state.kind === "parallel"
    ? state.children
    : [];
}

/** What a history leads to now: getEffectiveTargetStates of a pseudo-state that is a child of its state. */
function historyOf(
  { state, history }: TargetState,
  recorded: Recorded,
): { readonly states: readonly State[]; readonly isDefault: boolean } {
  const leaves = recorded(state);
  if (leaves === null) {
    const states =
      state.kind === "composite" ? state.initial.targets : childrenOf(state);
    return { states, isDefault: true };
  }
  if (history === "deep") return { states: leaves, isDefault: false };
  const states = childrenOf(state).filter((child) =>
    leaves.some((leaf) => leaf === child || isBelow(leaf, child)),
  );
  return { states, isDefault: false };
}

function effectiveTargets(
  branch: Branch,
  recorded: Recorded,
): readonly State[] {
  return (branch.target?.states ?? []).flatMap((target) =>
    target.history === "none"
      ? [target.state]
      : historyOf(target, recorded).states,
  );
}

/** Null: it leaves nothing (`stay`). */
export function transitionDomain(
  branch: Branch,
  recorded: Recorded,
): State | null {
  if (branch.target === null) return null;
  const targets = effectiveTargets(branch, recorded);
  if (
    !branch.target.reenter &&
    branch.source.kind === "composite" &&
    targets.every((target) => isBelow(target, branch.source))
  )
    return branch.source;
  for (const ancestor of parentsOf(branch.source))
    if (
      ancestor.kind === "composite" &&
      targets.every((target) => isBelow(target, ancestor))
    )
      return ancestor;
  throw new Error("no domain");
}

/** Of one transition. */
export function exitSet(
  branch: Branch,
  active: readonly State[],
  recorded: Recorded,
): readonly State[] {
  const domain = transitionDomain(branch, recorded);
  if (domain === null) return [];
  return active.filter((state) => isBelow(state, domain));
}

export interface EntrySet {
  /** In the order in which they are entered. */
  readonly states: readonly State[];
  readonly byDefault: ReadonlySet<State>;
  /** Those that a history brings back: their timers go on. */
  readonly restored: ReadonlySet<State>;
}

export function entrySet(
  branches: readonly Branch[],
  recorded: Recorded,
): EntrySet {
  const collector = new EntryCollector(recorded);
  for (const branch of branches) {
    const domain = transitionDomain(branch, recorded);
    if (domain === null || branch.target === null) continue;
    for (const target of branch.target.states)
      collector.addTarget(target, domain);
    for (const state of effectiveTargets(branch, recorded))
      collector.addAncestors(state, domain);
  }
  return collector.result();
}

export function initialEntrySet({ root }: Strategy): EntrySet {
  const collector = new EntryCollector(() => null);
  collector.addDefault(root);
  return collector.result();
}

export function entrySetOf(target: State, domain: State): EntrySet {
  const collector = new EntryCollector(() => null);
  collector.addDescendants(target);
  collector.addAncestors(target, domain);
  return collector.result();
}

class EntryCollector {
  private readonly states = new Set<State>();
  private readonly byDefault = new Set<State>();
  private readonly restored = new Set<State>();
  private readonly recorded: Recorded;

  constructor(recorded: Recorded) {
    this.recorded = recorded;
  }

  result(): EntrySet {
    return {
      states: [...this.states].toSorted((a, b) => a.index - b.index),
      byDefault: this.byDefault,
      restored: this.restored,
    };
  }

  /**
   * Of a history's parents only what lies inside of the domain. The recommendation adds all up to the state whose history it is,
   * and so enters again what a deep history from inside has not left; nobody can mean that.
   */
  addTarget(target: TargetState, domain: State): void {
    if (target.history === "none") {
      this.addDescendants(target.state);
      return;
    }
    const { states, isDefault } = historyOf(target, this.recorded);
    if (isDefault) this.byDefault.add(target.state);
    else this.addRestored(target.state, states);
    for (const state of states) this.addDescendants(state);
    const outermost = isBelow(domain, target.state) ? domain : target.state;
    for (const state of states) this.addAncestors(state, outermost);
  }

  addDescendants(state: State): void {
    this.states.add(state);
    if (state.kind === "composite") this.addDefault(state);
    else if (state.kind === "parallel") this.addRegions(state.children);
  }

  addDefault(state: CompositeState): void {
    this.byDefault.add(state);
    for (const target of state.initial.targets) this.addDescendants(target);
    for (const target of state.initial.targets)
      this.addAncestors(target, state);
  }

  addAncestors(state: State, domain: State): void {
    for (const ancestor of parentsOf(state)) {
      if (ancestor === domain) return;
      this.states.add(ancestor);
      if (ancestor.kind === "parallel") this.addRegions(ancestor.children);
    }
  }

  /** The state whose history it is, what it brings back, and what lies between. */
  private addRestored(state: State, states: readonly State[]): void {
    this.restored.add(state);
    for (const each of states)
      for (const between of [each, ...parentsOf(each)]) {
        if (between === state) break;
        this.restored.add(between);
      }
  }

  private addRegions(regions: readonly State[]): void {
    for (const region of regions)
      if (![...this.states].some((state) => isBelow(state, region)))
        this.addDescendants(region);
  }
}
