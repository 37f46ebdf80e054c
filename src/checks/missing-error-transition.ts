import { at } from "../diagnostics/index.ts";
import {
  missingErrorPolicy,
  missingErrorTransition as finding,
} from "../diagnostics/messages/failure.ts";
import type { State } from "../model/index.ts";
import { uncovered } from "./analysis/coverage.ts";
import { byProof } from "./analysis/guards.ts";
import { canBeActiveTogether, isInError } from "./analysis/relatives.ts";
import { hears } from "./analysis/steps.ts";
import { deadEnds } from "./dead-end-state.ts";
import type { Rule } from "./subject.ts";

/**
 * FSM301. An error policy is enough for all states. Without one each state needs an `on error` with a target, itself or
 * around it; guards are not looked into, but for those that never hold. Where no state has one, the policy is what is missing,
 * and there is one finding. Where nothing at all leads on, or the machine never rests, that is the fault (FSM202, FSM210).
 */
export const missingErrorTransition: Rule = {
  name: "missing-error-transition",
  *check(subject) {
    const { strategy, reached, spinning } = subject;
    if (strategy.errors !== null) return;
    const stuck = new Set(deadEnds(subject));
    const needs = (leaf: State): boolean =>
      reached.leaves.has(leaf) &&
      leaf.kind !== "final" &&
      !isInError(leaf) &&
      !stuck.has(leaf) &&
      !spinning.has(leaf);
    const covers = leavesOnError;
    const missing = uncovered(strategy.root, { covers, needs });
    const [first] = missing;
    if (first === undefined) return;
    const judged = [...reached.leaves].filter(needs).length;
    if (judged > 1 && !strategy.states.some(covers)) {
      const message = missingErrorPolicy(strategy.name, judged);
      yield at({ span: first.span }, message);
      return;
    }
    for (const state of missing)
      yield at({ span: state.span }, finding(state.path));
  },
};

function leavesOnError(state: State): boolean {
  return state.reactions.some(
    (reaction) =>
      hears(reaction, { kind: "error" }) &&
      (reaction.unlessActive === null ||
        !canBeActiveTogether(reaction.unlessActive, state)) &&
      reaction.branches.some(
        ({ guard, target }) =>
          target !== null && byProof(guard, state) !== "never",
      ),
  );
}
