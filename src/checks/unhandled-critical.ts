import { at, type Diagnostic } from "../diagnostics/index.ts";
import {
  declaredCritical,
  unhandledCritical as finding,
  unhandledEverywhere,
} from "../diagnostics/messages/reach.ts";
import type { State, Trigger } from "../model/index.ts";
import { uncovered } from "./analysis/coverage.ts";
import { byProof } from "./analysis/guards.ts";
import { canBeActiveTogether, isEnd } from "./analysis/relatives.ts";
import type { Rule, Subject } from "./subject.ts";

/**
 * FSM211. A state handles what a transition of its own or of a state around it names, unless that one's guard never holds;
 * whether a guard that may fail leaves a gap is FSM209's question. Of regions one is enough, if it does in each of its states.
 * Error and suspended states are judged like all others; states in which the machine never rests are not. Where no state at
 * all has an answer there is one finding.
 */
export const unhandledCritical: Rule = {
  name: "unhandled-critical",
  *check(subject) {
    const critical = subject.strategy.triggers.filter((each) => each.critical);
    for (const trigger of critical) yield* judge(trigger, subject);
  },
};

function* judge(
  trigger: Trigger,
  { strategy, reached, spinning }: Subject,
): Generator<Diagnostic> {
  const needs = (leaf: State, inRegion: boolean): boolean =>
    reached.leaves.has(leaf) &&
    !isEnd(leaf) &&
    !spinning.has(leaf) &&
    (inRegion || leaf.kind !== "final") &&
    !reached.stepsAt(leaf).transient;
  const covers = (state: State): boolean => answers(state, trigger);
  const missing = uncovered(strategy.root, { covers, needs });
  const [first] = missing;
  if (first === undefined) return;
  const related = [{ span: trigger.span, message: declaredCritical }];
  const resting = [...reached.leaves].filter((leaf) => needs(leaf, false));
  if (!strategy.states.some(covers)) {
    yield at(
      { span: first.span, related },
      unhandledEverywhere(trigger.name, resting.length),
    );
    return;
  }
  for (const state of missing)
    yield at({ span: state.span, related }, finding(state.path, trigger.name));
}

/** Whether the state itself handles, defers or ignores the trigger, and in every state below it. */
function answers(state: State, trigger: Trigger): boolean {
  const dropped = [...state.defers, ...state.ignores];
  return (
    dropped.some((each) => each.trigger === trigger) ||
    state.reactions.some(
      ({ events, branches, unlessActive }) =>
        (unlessActive === null || !canBeActiveTogether(unlessActive, state)) &&
        events.some(
          (event) => event.kind === "trigger" && event.trigger === trigger,
        ) &&
        branches.some(({ guard }) => byProof(guard, state) !== "never"),
    )
  );
}
