import { at } from "../diagnostics/index.ts";
import { noWayOut, trap as finding } from "../diagnostics/messages/ends.ts";
import { entryOrder, type State, type Strategy } from "../model/index.ts";
import { components } from "./analysis/components.ts";
import { outermost } from "./analysis/onward.ts";
import { isEnd, isInError } from "./analysis/relatives.ts";
import { leavesIn } from "./analysis/steps.ts";
import type { Rule, Subject } from "./subject.ts";

/**
 * FSM203. Guards are not looked into. A round through the state in which the machine begins is a machine that is meant to go on,
 * and so is one behind states that only prepare it; error states are FSM308's, a single state without a way on FSM202's.
 */
export const trap: Rule = {
  name: "trap",
  *check(subject) {
    for (const group of trapsIn(subject)) {
      const { reached } = subject;
      const [nearest] = [...reached.leaves].filter((each) =>
        group.includes(each),
      );
      const [first, ...others] = outermost(group, reached.leaves);
      if (first === undefined || nearest === undefined) continue;
      const named =
        others.length === 0 ? group.filter((leaf) => leaf !== first) : others;
      yield at(
        {
          span: first.span,
          path: reached.pathTo(nearest),
          related: others.map(({ span }) => ({ span, message: noWayOut })),
        },
        finding(
          first.path,
          named.map(({ path }) => path),
          others.length === 0,
        ),
      );
    }
  },
};

/** Leaves of each trap. */
export function trapsIn(subject: Subject): readonly (readonly State[])[] {
  const { strategy, onward, spinning } = subject;
  const starts = startLeaves(strategy);
  const { ends, next } = onward();
  return ends.filter(
    (group) =>
      group.some((leaf) => next(leaf).size > 0) &&
      !group.some(
        (leaf) =>
          isEnd(leaf) ||
          starts.includes(leaf) ||
          isInError(leaf) ||
          spinning.has(leaf),
      ) &&
      !(ends.length === 1 && isPrepared(group, subject)),
  );
}

/**
 * The round for which the machine was made, behind states such as one that logs on: the machine has no final state, and what is not
 * in the round is less, or goes no round of its own and leads on by itself.
 */
function isPrepared(
  group: readonly State[],
  { strategy, reached, onward }: Subject,
): boolean {
  if (strategy.states.some(isEnd)) return false;
  const { next } = onward();
  const members = new Set(group);
  const before = [...reached.leaves].filter(
    (leaf) => !members.has(leaf) && !isInError(leaf),
  );
  const round = outermost(group, reached.leaves);
  if (round.length > 2 && round.length > before.length) return true;
  const goesRound = components(before, (leaf) =>
    [...next(leaf)].filter((each) => !members.has(each)),
  ).some((component) => component.length > 1);
  return (
    !goesRound &&
    startLeaves(strategy).every((leaf) =>
      reached
        .stepsAt(leaf)
        .steps.some(
          ({ cause, branch }) =>
            cause.kind !== "event" && branch.target !== null,
        ),
    )
  );
}

export function startLeaves({ root }: Strategy): readonly State[] {
  return leavesIn(entryOrder(root.initial.targets, root));
}
