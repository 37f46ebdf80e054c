import { at, type Diagnostic } from "../diagnostics/index.ts";
import {
  choiceGap as finding,
  restingGap as restsFor,
} from "../diagnostics/messages/guards.ts";
import type { Branch, Event, Expression, Strategy } from "../model/index.ts";
import {
  choicesIn,
  isAnswered,
  othersFor,
  type Choice,
} from "./analysis/choices.ts";
import { exampleAgainst } from "./analysis/example.ts";
import { withinGuards } from "./analysis/expressions.ts";
import {
  asksCode,
  isCovered,
  isNeverTrue,
  meaningOf,
} from "./analysis/guards.ts";
import { Unanimous } from "./analysis/placed.ts";
import { assignmentText } from "./analysis/shown-values.ts";
import { waitsFor } from "./analysis/waits.ts";
import type { Rule } from "./subject.ts";

/**
 * FSM209. Only where values are found for which each guard is false, which are then shown. What another transition for the same
 * event takes, here or around, or an `ignore` or `defer` answers, is no gap; nor is one of an `always` where the machine then
 * rests and waits for something, which is what `always` is for. A choice with a branch that is never true is FSM207's.
 */
export const choiceGap: Rule = {
  name: "choice-gap",
  *check({ strategy, reached }) {
    const found = new Unanimous<Diagnostic>();
    for (const state of strategy.states)
      if (reached.states.has(state))
        for (const choice of choicesIn(state)) {
          const [first] = choice.branches;
          if (first !== undefined && choice.branches.length > 1)
            found.add(first.span, judge(choice, first, strategy));
        }
    yield* found.all();
  },
};

/** Of a choice with more nothing is said: to find a gap beside so many takes too long. */
const MOST_BRANCHES = 100;

function judge(
  choice: Choice,
  first: Branch,
  strategy: Strategy,
): Diagnostic | null {
  if (choice.branches.length > MOST_BRANCHES) return null;
  const guards = guardsOf(choice.branches);
  if (guards === null || guards.some(isUnknown) || hasIdle(guards)) return null;
  if (choice.kind === "always" && waitsFor(choice.state, guards, strategy))
    return null;
  const events: readonly (Event | null)[] =
    choice.events.length > 0 ? choice.events : [null];
  for (const event of events) {
    if (event !== null && isAnswered(choice.state, event)) continue;
    const others = event === null ? [] : othersFor(choice, event);
    const gap = gapBeside(guards, others);
    if (gap !== null)
      return at(
        { span: first.keyword },
        choice.kind === "always"
          ? restsFor(choice.state.path, gap)
          : finding(choice.what, gap),
      );
  }
  return null;
}

/** Null where one of them is an `else`, or has no guard. */
function guardsOf(branches: readonly Branch[]): readonly Expression[] | null {
  const guards = branches.flatMap(({ guard }) =>
    guard === null ? [] : [guard],
  );
  return guards.length === branches.length ? guards : null;
}

/** What code or other regions decide. */
function isUnknown(guard: Expression): boolean {
  return (
    asksCode(guard) ||
    [...withinGuards(guard)].some(({ kind }) => kind === "in")
  );
}

function hasIdle(guards: readonly Expression[]): boolean {
  return guards.some(
    (guard, index) =>
      isNeverTrue(guard) ||
      (index > 0 &&
        isCovered(meaningOf(guard), guards.slice(0, index).map(meaningOf))),
  );
}

/** Values that none of them takes, as text. */
function gapBeside(
  guards: readonly Expression[],
  others: readonly Branch[],
): string | null {
  const beside = others.map(({ guard }) => guard);
  if (beside.includes(null)) return null;
  const known = beside.filter((guard) => guard !== null && !isUnknown(guard));
  const all = [...guards, ...known.filter((guard) => guard !== null)];
  const values = exampleAgainst(all);
  return values === null ? null : assignmentText(guards, values);
}
