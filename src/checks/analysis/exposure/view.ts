import {
  ancestors,
  isDescendant,
  selfAndAncestors,
  selfAndDescendants,
  type Leg,
  type State,
  type Strategy,
} from "../../../model/index.ts";
import { adds } from "./scene.ts";

/** What of a strategy a search follows: all of it, or of each parallel state one region. */
export interface View {
  /** States that are not followed: while the parallel state around them is active, any of them may be. */
  readonly unseen: ReadonlySet<State>;
}

export const WHOLE: View = { unseen: new Set() };

/** Views with one region of each parallel state, which together see every region. */
export function regionByRegion({ states }: Strategy): readonly View[] {
  const regions = states.filter(isRegion);
  const seen = new Set<State>();
  const views: View[] = [];
  for (const region of regions.toReversed()) {
    if (seen.has(region)) continue;
    const kept = new Set(selfAndAncestors(region).filter(isRegion));
    const unseen = new Set<State>();
    for (const parallel of states)
      if (parallel.kind === "parallel") {
        const { children } = parallel;
        const one = children.find((each) => kept.has(each)) ?? children[0];
        for (const child of children)
          if (child !== one)
            for (const each of selfAndDescendants(child)) unseen.add(each);
      }
    for (const each of regions) if (!unseen.has(each)) seen.add(each);
    if (!views.some((other) => isSame(other.unseen, unseen)))
      views.push({ unseen });
  }
  return views.toReversed();
}

function isSame(one: ReadonlySet<State>, other: ReadonlySet<State>): boolean {
  return one.size === other.size && [...one].every((each) => other.has(each));
}

function isRegion({ parent }: State): boolean {
  return parent?.kind === "parallel";
}

/** States as targets: for those that are not seen the parallel state around them, unless others lead there. */
export function seenOf(
  { unseen }: View,
  states: readonly State[],
): readonly State[] {
  if (unseen.size === 0) return states;
  const seen = states.filter((state) => !unseen.has(state));
  if (seen.length > 0) return seen;
  return [...new Set(states.map((state) => around(unseen, state)))];
}

function around(unseen: ReadonlySet<State>, state: State): State {
  return [...ancestors(state)].find((each) => !unseen.has(each)) ?? state;
}

/** States that may be active beside these leaves, though nobody follows them. */
export function hiddenBeside(
  { unseen }: View,
  leaves: readonly State[],
): readonly State[] {
  if (unseen.size === 0) return [];
  return [...unseen].filter((state) => {
    const outer = around(unseen, state);
    return leaves.some((leaf) => isDescendant(leaf, outer));
  });
}

/** Legs on which they may open something at any time. */
export function openedBeside(
  view: View,
  leaves: readonly State[],
): ReadonlySet<Leg> {
  return new Set(
    hiddenBeside(view, leaves).flatMap(({ runs }) =>
      runs
        .filter(({ activity }) => adds(activity.words))
        .flatMap(({ activity }) => activity.legs),
    ),
  );
}
