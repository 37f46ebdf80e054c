import { at, type Related } from "../diagnostics/index.ts";
import { unreachableState as finding } from "../diagnostics/messages/reach.ts";
import {
  isLeaf,
  selfAndAncestors,
  selfAndDescendants,
  type Branch,
  type State,
  type Strategy,
} from "../model/index.ts";
import { components } from "./analysis/components.ts";
import { byProof, isNeverTrue } from "./analysis/guards.ts";
import { isInError } from "./analysis/relatives.ts";
import { passageOf, stepsAt } from "./analysis/steps.ts";
import { deadEndState } from "./dead-end-state.ts";
import { missingErrorTransition } from "./missing-error-transition.ts";
import { missingOutcome } from "./missing-outcome.ts";
import { stuckInError } from "./stuck-in-error.ts";
import type { Rule, Subject } from "./subject.ts";
import { trap } from "./trap.ts";

/**
 * FSM201. Initial states, transitions, timers, arms, `recover`, the time-out and the error policy lead in; branches whose
 * guard never holds do not; but where no value at all satisfies it, the guard is the cause, and FSM207 tells it. A state that
 * only other unreachable ones lead to is named with the first of them: it has no cause of its own. Nor has one that nothing in the
 * text leads to while a way is found missing elsewhere: an arm (FSM302), a way on (FSM202, FSM203, FSM308), or for error states
 * the policy (FSM301).
 */
export const unreachableState: Rule = {
  name: "unreachable-state",
  *check(subject) {
    const { strategy } = subject;
    const unreached = outermostUnreached(subject);
    const next = (state: State) => ledTo(state, unreached, strategy);
    const groups = components(unreached, next).toReversed();
    const explained = new Set<State>();
    const ways = branchesByTarget(strategy);
    const isMissed = missedIn(subject);
    for (const group of groups) {
      if (group.some((state) => explained.has(state))) continue;
      const all = behind(group, next).filter((each) => !explained.has(each));
      all.forEach((each) => explained.add(each));
      const [state, ...others] = inOrder(all, group);
      if (state === undefined || isTold(group, ways, subject)) continue;
      if (isForgotten(all, ways) && isMissed(group)) continue;
      const related = neverTaken(state, ways, subject);
      const paths = others.map(({ path }) => path);
      yield at({ span: state.span, related }, finding(state.path, paths));
    }
  },
};

/** Children of an unreachable composite are left out: it stands for them. */
function outermostUnreached({
  strategy,
  reached,
}: Subject): ReadonlySet<State> {
  const { states } = reached;
  return new Set(
    strategy.states.filter(
      (state) =>
        !states.has(state) &&
        (state.parent === null ||
          state.parent === strategy.root ||
          states.has(state.parent)),
    ),
  );
}

/** The unreachable states that an unreachable one leads to. */
function ledTo(
  state: State,
  unreached: ReadonlySet<State>,
  strategy: Strategy,
): readonly State[] {
  const leaves = [...selfAndDescendants(state)].filter(isLeaf);
  const found = new Set<State>();
  for (const leaf of leaves)
    for (const step of stepsAt(leaf, strategy, byProof).steps)
      for (const entered of passageOf(step, strategy).leaves)
        for (const each of selfAndAncestors(entered))
          if (each !== state && unreached.has(each)) found.add(each);
  return [...found];
}

function behind(
  starts: readonly State[],
  next: (state: State) => readonly State[],
): readonly State[] {
  const found = new Set(starts);
  for (const state of found) next(state).forEach((each) => found.add(each));
  return [...found];
}

const byIndex = (a: State, b: State): number => a.index - b.index;

/** The first state of the group in the text, then all others in the order of the text. */
function inOrder(
  all: readonly State[],
  group: readonly State[],
): readonly State[] {
  const [first] = group.toSorted(byIndex);
  const others = all.filter((state) => state !== first).toSorted(byIndex);
  return first === undefined ? others : [first, ...others];
}

/** Whether a guard that is never true keeps the machine from one of them. */
function isTold(
  states: readonly State[],
  ways: Ways,
  subject: Subject,
): boolean {
  return states.some((state) =>
    branchesTo(state, ways, subject).some(({ guard }) => isNeverTrue(guard)),
  );
}

type Ways = ReadonlyMap<State, readonly Branch[]>;

function branchesByTarget({ branches }: Strategy): Ways {
  const found = new Map<State, Branch[]>();
  for (const branch of branches)
    for (const { state } of branch.target?.states ?? []) {
      const known = found.get(state);
      if (known === undefined) found.set(state, [branch]);
      else known.push(branch);
    }
  return found;
}

/** Whether no text leads to any of these states, but their own. */
function isForgotten(states: readonly State[], ways: Ways): boolean {
  const own = new Set(
    states.flatMap((state) => [...selfAndDescendants(state)]),
  );
  return [...own].every((state) =>
    (ways.get(state) ?? []).every(({ source }) => own.has(source)),
  );
}

/** Whether a rule says that there is too little, and what is too little may have led to these states. */
function missedIn(subject: Subject): (states: readonly State[]) => boolean {
  const says = (rules: readonly Rule[]): boolean =>
    rules.some((rule) => [...rule.check(subject)].length > 0);
  let way: boolean | null = null;
  let policy: boolean | null = null;
  return (states) =>
    (way ??= says(WAYS_MISSING)) ||
    (states.every(isInError) && (policy ??= says([missingErrorTransition])));
}

const WAYS_MISSING: readonly Rule[] = [
  missingOutcome,
  deadEndState,
  trap,
  stuckInError,
];

/** Their guards, since it is for these that they are not taken. */
function neverTaken(
  state: State,
  ways: Ways,
  subject: Subject,
): readonly Related[] {
  const places = branchesTo(state, ways, subject).map(
    ({ guard, keyword }) => guard?.span ?? keyword,
  );
  // `from` writes one text into many states.
  const distinct = new Map(places.map((each) => [each.start, each]));
  return [...distinct.values()].map((span) => ({
    span,
    message: "would lead there, but is never taken",
  }));
}

/** Branches that name the state and stand where the machine does get to. */
function branchesTo(
  state: State,
  ways: Ways,
  { reached }: Subject,
): readonly Branch[] {
  return [...selfAndDescendants(state)]
    .flatMap((each) => ways.get(each) ?? [])
    .filter(({ source }) => reached.states.has(source))
    .toSorted((a, b) => a.index - b.index);
}
