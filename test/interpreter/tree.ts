/** SCXML's appendix D, read off the recommendation: what a set of transitions leaves and enters. */
import type {
  Branch,
  CompositeState,
  State,
  Strategy,
} from "../../src/model/index.ts";

export function parentsOf(state: State): readonly State[] {
  const found: State[] = [];
  for (let each = state.parent; each !== null; each = each.parent)
    found.push(each);
  return found;
}

export function isBelow(state: State, ancestor: State): boolean {
  return parentsOf(state).includes(ancestor);
}

function targetsOf(branch: Branch): readonly State[] {
  return (branch.target?.states ?? []).map((each) => {
    if (each.history !== "none") throw new Error("history comes later");
    return each.state;
  });
}

/** Null: it leaves nothing (`stay`). */
export function transitionDomain(branch: Branch): State | null {
  if (branch.target === null) return null;
  const targets = targetsOf(branch);
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

export function exitSet(
  branches: readonly Branch[],
  active: readonly State[],
): readonly State[] {
  const left = active.filter((state) =>
    branches.some((branch) => {
      const domain = transitionDomain(branch);
      return domain !== null && isBelow(state, domain);
    }),
  );
  return left.toSorted((a, b) => b.index - a.index);
}

export interface EntrySet {
  readonly states: readonly State[];
  readonly byDefault: ReadonlySet<CompositeState>;
}

export function entrySet(branches: readonly Branch[]): EntrySet {
  const collector = new EntryCollector();
  for (const branch of branches) {
    const domain = transitionDomain(branch);
    if (domain !== null) collector.addAll(targetsOf(branch), domain);
  }
  return collector.result();
}

export function initialEntrySet(strategy: Strategy): EntrySet {
  const collector = new EntryCollector();
  collector.byDefault.add(strategy.root);
  collector.addAll(strategy.root.initial.targets, strategy.root);
  return collector.result();
}

export function entrySetOf(target: State, domain: State): EntrySet {
  const collector = new EntryCollector();
  collector.addAll([target], domain);
  return collector.result();
}

class EntryCollector {
  readonly states = new Set<State>();
  readonly byDefault = new Set<CompositeState>();

  addAll(targets: readonly State[], domain: State): void {
    for (const target of targets) this.addDescendants(target);
    for (const target of targets) this.addAncestors(target, domain);
  }

  result(): EntrySet {
    return {
      states: [...this.states].toSorted((a, b) => a.index - b.index),
      byDefault: this.byDefault,
    };
  }

  private addDescendants(state: State): void {
    this.states.add(state);
    if (state.kind === "composite") {
      this.byDefault.add(state);
      for (const target of state.initial.targets) this.addDescendants(target);
      for (const target of state.initial.targets)
        this.addAncestors(target, state);
    } else if (state.kind === "parallel") this.addRegions(state.children);
  }

  private addAncestors(state: State, domain: State): void {
    for (const ancestor of parentsOf(state)) {
      if (ancestor === domain) return;
      this.states.add(ancestor);
      if (ancestor.kind === "parallel") this.addRegions(ancestor.children);
    }
  }

  private addRegions(regions: readonly State[]): void {
    for (const region of regions) {
      const there = [...this.states].some(
        (state) => state === region || isBelow(state, region),
      );
      if (!there) this.addDescendants(region);
    }
  }
}
