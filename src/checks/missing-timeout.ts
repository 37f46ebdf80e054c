import { at, type Diagnostic } from "../diagnostics/index.ts";
import {
  missingTimeout as finding,
  waitsForOutsideOnly,
} from "../diagnostics/messages/failure.ts";
import {
  entryOrder,
  isDescendant,
  isLeaf,
  selfAndAncestors,
  selfAndDescendants,
  type Run,
  type State,
  type Trigger,
} from "../model/index.ts";
import { uncovered } from "./analysis/coverage.ts";
import { triggersRaised } from "./analysis/effects.ts";
import { reachableFrom } from "./analysis/reachability.ts";
import { isInError, isSuspended } from "./analysis/relatives.ts";
import { leavesIn, passageOf, type Step } from "./analysis/steps.ts";
import { waysOn } from "./analysis/ways-on.ts";
import type { Rule, Subject } from "./subject.ts";

/**
 * FSM303. Two findings: a run that nothing bounds (no `timeout` of its own, no timer of the state or one around it, none in
 * every child where it can still run), an error where exposed; and an exposed state that only triggers from outside lead on
 * from. The strategy's `timeout` bounds no run, since it fires once and never after an error, but it does lead on. A trigger that
 * the strategy raises itself is not from outside.
 */
export const missingTimeout: Rule = {
  name: "missing-timeout",
  *check(subject) {
    yield* unboundedRuns(subject);
    yield* waitingStates(subject);
  },
};

function* unboundedRuns(subject: Subject): Generator<Diagnostic> {
  for (const state of subject.reached.states)
    for (const run of state.runs) {
      if (run.timeout !== null || !isWaitedFor(run)) continue;
      if (selfAndAncestors(state).some(hasTimer)) continue;
      if (!isLeaf(state) && isBoundedBelow(state, run, subject)) continue;
      yield at(
        { span: run.keyword },
        finding(run.activity.name, state.exposed),
      );
    }
}

/** Work without a `done` arm goes on beside the rest, such as a stream: nobody waits for its end, unless it is an order. */
function isWaitedFor({ activity, arms }: Run): boolean {
  return (
    activity.words.length > 0 || arms.some(({ outcome }) => outcome === "done")
  );
}

function hasTimer({ timers }: State): boolean {
  return timers.length > 0;
}

/** Whether every non-final child in which the run can still be under way has a timer. */
function isBoundedBelow(state: State, run: Run, subject: Subject): boolean {
  const { strategy } = subject;
  const goesOn = (step: Step): boolean =>
    !ends(step, run) && !passageOf(step, strategy).exits.includes(state);
  const starts = enteredWith(state, subject);
  const during = reachableFrom(starts, strategy, goesOn).leaves;
  const needs = (leaf: State): boolean =>
    during.has(leaf) && leaf.kind !== "final";
  return uncovered(state, { covers: hasTimer, needs }).length === 0;
}

/** Leaves of a composite that some step enters together with it. */
function enteredWith(
  state: State,
  { strategy, reached }: Subject,
): ReadonlySet<State> {
  const { root, errors } = strategy;
  const entries = [
    entryOrder(root.initial.targets, root),
    errors === null ? [] : entryOrder([errors.target], root),
    ...[...reached.leaves].flatMap((leaf) =>
      reached
        .stepsAt(leaf)
        .steps.map((step) => passageOf(step, strategy).entries),
    ),
  ].filter((each) =>
    each.some((entry) => entry.kind === "enter" && entry.state === state),
  );
  return new Set(
    entries.flatMap(leavesIn).filter((leaf) => isDescendant(leaf, state)),
  );
}

function ends({ cause }: Step, run: Run): boolean {
  return (
    cause.kind === "outcome" && cause.run === run && cause.outcome !== "partial"
  );
}

function* waitingStates(subject: Subject): Generator<Diagnostic> {
  const { strategy, reached } = subject;
  const raised = triggersRaised(strategy);
  const waits = new Map<State, boolean>();
  for (const leaf of reached.leaves)
    if (isJudged(leaf, subject)) {
      const ways = waysOn(leaf, strategy, reached.leaves);
      if (ways.length > 0)
        waits.set(
          leaf,
          ways.every((step) => isFromOutside(step, raised)),
        );
    }
  const missing = uncovered(strategy.root, {
    covers: (state) => waits.get(state) === false,
    needs: (leaf) => waits.has(leaf),
  });
  for (const state of missing)
    for (const exposed of state.exposed ? [state] : leavesBelow(state, waits))
      yield at({ span: exposed.span }, waitsForOutsideOnly(exposed.path));
}

function isJudged(leaf: State, { reached }: Subject): boolean {
  return (
    leaf.exposed &&
    leaf.kind !== "final" &&
    !isInError(leaf) &&
    !isSuspended(leaf) &&
    !reached.stepsAt(leaf).transient
  );
}

function isFromOutside({ cause }: Step, raised: ReadonlySet<Trigger>): boolean {
  return (
    cause.kind === "event" &&
    cause.event.kind === "trigger" &&
    !raised.has(cause.event.trigger)
  );
}

function leavesBelow(
  state: State,
  waits: ReadonlyMap<State, boolean>,
): readonly State[] {
  return [...selfAndDescendants(state)].filter(
    (each) => waits.get(each) === true,
  );
}
