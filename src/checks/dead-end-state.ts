import { at } from "../diagnostics/index.ts";
import {
  deadEndComposite,
  deadEndState as finding,
} from "../diagnostics/messages/reach.ts";
import { entryOrder, type State } from "../model/index.ts";
import { isEnd, isInError, isInRegion } from "./analysis/relatives.ts";
import { leavesIn, passageOf } from "./analysis/steps.ts";
import { waysOn } from "./analysis/ways-on.ts";
import type { Rule, Subject } from "./subject.ts";

/**
 * FSM202. Exits of the states around count, and those of other regions that leave the parallel state. Guards are not looked
 * into. Error states are FSM308's, unreachable states FSM201's. A region that is one atomic state is never judged: it waits by
 * design. A composite that its final child has ended, with nothing that leads on from it, is a dead end as well.
 */
export const deadEndState: Rule = {
  name: "dead-end-state",
  *check(subject) {
    const ended = new Set<State>();
    for (const leaf of deadEnds(subject)) {
      const path = subject.reached.pathTo(leaf);
      if (leaf.kind !== "final") {
        yield at({ span: leaf.span, path }, finding(leaf.path));
        continue;
      }
      const composite = leaf.parent;
      if (composite === null || ended.has(composite)) continue;
      ended.add(composite);
      const related = [{ span: leaf.span, message: "ends it" }];
      yield at(
        { span: composite.span, path, related },
        deadEndComposite(composite.path, leaf.path),
      );
    }
  },
};

/** Leaves in which the machine stays for good, although it should not. */
export function* deadEnds(subject: Subject): Generator<State> {
  const { root } = subject.strategy;
  const { leaves } = subject.reached;
  const starts = new Set(leavesIn(entryOrder(root.initial.targets, root)));
  for (const leaf of leaves)
    if (
      isJudged(leaf) &&
      !subject.spinning.has(leaf) &&
      !(starts.has(leaf) && leadsBack(leaf, subject)) &&
      waysOn(leaf, subject.strategy, leaves).length === 0
    )
      yield leaf;
}

/**
 * Whether a transition leads from a leaf in which the machine begins to there again: as with FSM203, a round through the initial
 * state is a machine that is meant to go on.
 */
function leadsBack(leaf: State, { strategy, reached }: Subject): boolean {
  return reached
    .stepsAt(leaf)
    .steps.some(
      (step) =>
        passageOf(step, strategy).entries.some(
          (entry) => entry.kind === "enter" && entry.state === leaf,
        ) &&
        (step.cause.kind !== "event" || step.cause.event.kind === "trigger"),
    );
}

function isJudged(leaf: State): boolean {
  if (isEnd(leaf) || isInError(leaf)) return false;
  return leaf.kind === "final"
    ? !isInRegion(leaf)
    : leaf.parent?.kind !== "parallel";
}
