/**
 * Where the machine can get to of itself and by what it is told, guards not looked into: the graph behind FSM203 and FSM204.
 * What only a failure or a restart takes is no way on.
 */
import {
  ancestors,
  areConcurrent,
  type State,
  type Strategy,
} from "../../model/index.ts";
import { components } from "./components.ts";
import { passageOf } from "./steps.ts";
import { waysOn } from "./ways-on.ts";

export interface Onward {
  readonly next: (leaf: State) => ReadonlySet<State>;
  /** Sets of leaves that lead to each other and nowhere else; concurrent ones are one set. */
  readonly ends: readonly (readonly State[])[];
}

export function onward(strategy: Strategy, leaves: ReadonlySet<State>): Onward {
  const known = new Map<State, ReadonlySet<State>>();
  const next = (leaf: State): ReadonlySet<State> => {
    const before = known.get(leaf);
    if (before !== undefined) return before;
    const found = new Set(
      waysOn(leaf, strategy, leaves)
        .flatMap((step) => passageOf(step, strategy).leaves)
        .filter((each) => each !== leaf && leaves.has(each)),
    );
    known.set(leaf, found);
    return found;
  };
  const closed = components(leaves, next).filter((group) => {
    const members = new Set(group);
    return group.every((leaf) =>
      [...next(leaf)].every((entered) => members.has(entered)),
    );
  });
  return { next, ends: joined(closed) };
}

/** Sets whose leaves are active at the same time: nothing leaves the parallel state around them. */
function joined(
  groups: readonly (readonly State[])[],
): readonly (readonly State[])[] {
  const found: State[][] = [];
  for (const group of groups) {
    const together = found.find((other) =>
      other.some((one) => group.some((leaf) => areConcurrent(one, leaf))),
    );
    if (together === undefined) found.push([...group]);
    else together.push(...group);
  }
  return found;
}

/** The states that a reader would name: a state in place of its leaves, where all of its reached ones are among them. */
export function outermost(
  group: readonly State[],
  leaves: ReadonlySet<State>,
): readonly State[] {
  const inGroup = countedAround(group);
  const inAll = countedAround(leaves);
  const whole = (state: State): boolean =>
    inGroup.get(state) === inAll.get(state);
  const found = new Set(
    group.map((leaf) => {
      let outer: State = leaf;
      for (let each = leaf.parent; each?.parent; each = each.parent) {
        if (!whole(each)) break;
        outer = each;
      }
      return outer;
    }),
  );
  return [...found].toSorted((a, b) => a.index - b.index);
}

/** How many of the leaves lie in each state around them. */
function countedAround(leaves: Iterable<State>): ReadonlyMap<State, number> {
  const counts = new Map<State, number>();
  for (const leaf of leaves)
    for (const state of ancestors(leaf))
      counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
}
