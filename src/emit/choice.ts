/** What a state does with the triggers that its text mentions: which branches, and what comes when none is taken. */
import {
  ancestors,
  areConcurrent,
  isDescendant,
  selfAndAncestors,
  type Branch,
  type Reaction,
  type State,
  type Strategy,
  type Trigger,
} from "../model/index.ts";

/** The triggers that this state's own items mention, in the strategy's order. */
export function mentionedBy(
  state: State,
  strategy: Strategy,
): readonly Trigger[] {
  return strategy.triggers.filter(
    (trigger) =>
      reactionsTo(state, trigger).length > 0 ||
      defersIt(state, trigger) ||
      ignoresIt(state, trigger),
  );
}

/** Those that may exist while this state is active, in the order in which they are tried. */
export function reactionsTo(
  state: State,
  trigger: Trigger,
): readonly Reaction[] {
  return visible(state, state.reactions).filter((reaction) =>
    reaction.events.some(
      (event) => event.kind === "trigger" && event.trigger === trigger,
    ),
  );
}

export function reactionsToKind(
  state: State,
  kind: "error" | "done" | "recover",
): readonly Reaction[] {
  return visible(state, state.reactions).filter((reaction) =>
    reaction.events.some((event) => event.kind === kind),
  );
}

/** Without those that are hidden whenever this state is active. */
export function visible(
  state: State,
  reactions: readonly Reaction[],
): readonly Reaction[] {
  return reactions.filter(
    ({ unlessActive }) =>
      unlessActive === null ||
      !(unlessActive === state || isDescendant(state, unlessActive)),
  );
}

/** The state that hides it, where that depends on what else is active. */
export function hiderOf(
  { unlessActive }: Reaction,
  state: State,
): State | null {
  if (unlessActive === null) return null;
  return isDescendant(unlessActive, state) || areConcurrent(unlessActive, state)
    ? unlessActive
    : null;
}

export function defersIt(state: State, trigger: Trigger): boolean {
  return state.defers.some((each) => each.trigger === trigger);
}

export function ignoresIt(state: State, trigger: Trigger): boolean {
  return state.ignores.some((each) => each.trigger === trigger);
}

/** The next parent that mentions the trigger. */
export function parentFor(state: State, trigger: Trigger): State | null {
  return (
    ancestors(state).find(
      (each) =>
        reactionsTo(each, trigger).length > 0 ||
        defersIt(each, trigger) ||
        ignoresIt(each, trigger),
    ) ?? null
  );
}

/** Whether the search from here outwards ends at an `ignore`, if no guard holds on the way. */
export function endsInIgnore(state: State, trigger: Trigger): boolean {
  for (const each of selfAndAncestors(state)) {
    if (defersIt(each, trigger)) return false;
    if (ignoresIt(each, trigger)) return true;
  }
  return false;
}

/** The next state outwards, this one included, for which it holds. */
export function nearest(
  state: State,
  holds: (state: State) => boolean,
): State | null {
  return selfAndAncestors(state).find(holds) ?? null;
}

/** Up to the first that has no guard: what stands behind it is never tried. */
export function triable(branches: readonly Branch[]): readonly Branch[] {
  const end = branches.findIndex(({ guard }) => guard === null);
  return end < 0 ? branches : branches.slice(0, end + 1);
}

/** Whether one of these is always taken. */
export function isSure(branches: readonly Branch[]): boolean {
  return branches.some(({ guard }) => guard === null);
}
