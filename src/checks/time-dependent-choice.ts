import { at } from "../diagnostics/index.ts";
import { timeDependentChoice as finding } from "../diagnostics/messages/data.ts";
import type { Diagnostic } from "../diagnostics/index.ts";
import type { Expression, State } from "../model/index.ts";
import { withinGuards } from "./analysis/expressions.ts";
import { Unanimous } from "./analysis/placed.ts";
import { canBeActiveTogether } from "./analysis/relatives.ts";
import type { Rule, Subject } from "./subject.ts";

/**
 * FSM218. An `always` whose guard reads `now` or `elapsed`, while nothing that comes by itself would make the machine look again:
 * no timer in any state that is active with it. A choice on a trigger is made when the trigger comes, and
 * needs no second look.
 */
export const timeDependentChoice: Rule = {
  name: "time-dependent-choice",
  *check(subject) {
    const found = new Unanimous<Diagnostic>();
    for (const state of subject.strategy.states)
      if (subject.reached.states.has(state))
        for (const { branches } of state.always) {
          const [first] = branches;
          if (first === undefined) continue;
          const asks = branches.some(({ guard }) => readsTime(guard));
          found.add(
            first.span,
            asks && !looksAgain(state, subject)
              ? at({ span: first.keyword }, finding(state.path))
              : null,
          );
        }
    yield* found.all();
  },
};

function readsTime(guard: Expression | null): boolean {
  return (
    guard !== null &&
    [...withinGuards(guard)].some(
      ({ kind }) => kind === "now" || kind === "elapsed",
    )
  );
}

function looksAgain(state: State, { strategy }: Subject): boolean {
  return strategy.states.some(
    (each) => each.timers.length > 0 && canBeActiveTogether(each, state),
  );
}
