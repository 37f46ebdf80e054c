import {
  areConcurrent,
  isDescendant,
  regionOf,
  selfAndAncestors,
  type State,
} from "../../model/index.ts";

/** Whether two states can be active at the same time: one inside the other, or in different regions. */
export function canBeActiveTogether(a: State, b: State): boolean {
  return (
    a === b || isDescendant(a, b) || isDescendant(b, a) || areConcurrent(a, b)
  );
}

/** Whether a state is active with a leaf: certain, impossible, or (in another region) null. */
export function isActiveWith(leaf: State, state: State): boolean | null {
  if (state === leaf || isDescendant(leaf, state)) return true;
  return canBeActiveTogether(leaf, state) ? null : false;
}

/** Whether the state or one around it is an error state. */
export function isInError(state: State): boolean {
  return selfAndAncestors(state).some((each) => each.role === "error");
}

export function isSuspended(state: State): boolean {
  return selfAndAncestors(state).some((each) => each.role === "suspended");
}

/** Whether the machine has ended there: a final state inside of a composite ends that composite only. */
export function isEnd(state: State): boolean {
  return state.kind === "final" && state.depth === 0;
}

/** Whether it lies in a region of a parallel state. */
export function isInRegion(state: State): boolean {
  return regionOf(state) !== null;
}
