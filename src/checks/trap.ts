import { at } from "../diagnostics/index.ts";
import { noWayOut, trap as finding } from "../diagnostics/messages/ends.ts";
import { entryOrder, type State, type Strategy } from "../model/index.ts";
import { outermost } from "./analysis/onward.ts";
import { isInError } from "./analysis/relatives.ts";
import { leavesIn } from "./analysis/steps.ts";
import type { Rule, Subject } from "./subject.ts";

/**
 * FSM203. Guards are not looked into. A round through the state in which the machine begins is a machine that is meant to go on;
 * error states are FSM308's, a single state without a way on FSM202's.
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
export function trapsIn({
  strategy,
  onward,
  spinning,
}: Subject): readonly (readonly State[])[] {
  const starts = startLeaves(strategy);
  const { ends, next } = onward();
  return ends.filter(
    (group) =>
      group.some((leaf) => next(leaf).size > 0) &&
      !group.some(
        (leaf) =>
          (leaf.depth === 0 && leaf.kind === "final") ||
          starts.includes(leaf) ||
          isInError(leaf) ||
          spinning.has(leaf),
      ),
  );
}

export function startLeaves({ root }: Strategy): readonly State[] {
  return leavesIn(entryOrder(root.initial.targets, root));
}
