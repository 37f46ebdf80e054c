import { at, type Diagnostic } from "../diagnostics/index.ts";
import {
  neverTrue as finding,
  neverTrueAfter,
  noValue,
  nothingLeft,
} from "../diagnostics/messages/guards.ts";
import type { Branch } from "../model/index.ts";
import { choicesIn, type Choice } from "./analysis/choices.ts";
import {
  isAlwaysTrue,
  isCovered,
  isNeverTrue,
  meaningOf,
} from "./analysis/guards.ts";
import { Unanimous } from "./analysis/placed.ts";
import type { Rule } from "./subject.ts";

/**
 * FSM207. A guard that no value satisfies, by itself or where the branches before it in its choice do not hold. Behind a guard
 * that every value satisfies only that one is told (FSM208).
 */
export const neverTrue: Rule = {
  name: "never-true",
  *check({ strategy, reached }) {
    const found = new Unanimous<Diagnostic>();
    for (const state of strategy.states)
      if (reached.states.has(state))
        for (const choice of choicesIn(state))
          for (const branch of choice.branches)
            found.add(branch.span, judge(branch, choice));
    yield* found.all();
  },
};

function judge(branch: Branch, choice: Choice): Diagnostic | null {
  const { guard, keyword } = branch;
  if (guard === null) return null;
  const told = (message: string) => [{ span: guard.span, message }];
  if (isNeverTrue(guard))
    return at({ span: keyword, related: told(noValue) }, finding(choice.what));
  const before = choice.branches.slice(0, choice.branches.indexOf(branch));
  const isCause = before.some((each) => isAlwaysTrue(each.guard));
  const covered =
    before.length > 0 &&
    !isCause &&
    isCovered(
      meaningOf(guard),
      before.map((each) => meaningOf(each.guard)),
    );
  return covered
    ? at(
        { span: keyword, related: told(nothingLeft) },
        neverTrueAfter(choice.what),
      )
    : null;
}
