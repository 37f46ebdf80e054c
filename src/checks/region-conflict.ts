import { at, type Diagnostic } from "../diagnostics/index.ts";
import {
  otherDirection,
  regionConflict as finding,
} from "../diagnostics/messages/regions.ts";
import {
  areConcurrent,
  isDescendant,
  type Branch,
  type State,
  type Trigger,
} from "../model/index.ts";
import { withinGuards } from "./analysis/expressions.ts";
import { conjunction, formulaOf } from "./analysis/formula.ts";
import { isActiveWith } from "./analysis/relatives.ts";
import { satisfiable } from "./analysis/satisfiable.ts";
import { passageOf, type Step } from "./analysis/steps.ts";
import type { Rule, Subject } from "./subject.ts";

/**
 * FSM215. One trigger, a transition in each of two regions that leaves the parallel state around both, and different targets:
 * document order decides, and the later one is dropped. Guards that cannot hold together make no conflict, nor does a transition
 * around the other one, which loses by rule. One finding for two texts.
 */
export const regionConflict: Rule = {
  name: "region-conflict",
  *check(subject) {
    const found = new Set<string>();
    for (const [trigger, steps] of stepsByTrigger(subject))
      for (const [one, other] of pairsOf(steps)) {
        if (!conflicts(one, other, subject)) continue;
        const [first, second] = inOrder(one.branch, other.branch);
        const key = `${first.span.start} ${second.span.start}`;
        if (found.has(key)) continue;
        found.add(key);
        yield report(trigger, first, second);
      }
  },
};

/** Those that lead to different places. */
function* pairsOf(steps: readonly Step[]): Generator<readonly [Step, Step]> {
  const byTarget = Map.groupBy(steps, ({ branch }) => targetOf(branch));
  const groups = [...byTarget.values()];
  for (const [index, group] of groups.entries())
    for (const others of groups.slice(index + 1))
      for (const one of group)
        for (const other of others)
          if (one.state !== other.state) yield [one, other];
}

/** What leaves a parallel state; one of those that only their leaves tell apart. */
function stepsByTrigger({
  reached,
  strategy,
}: Subject): ReadonlyMap<Trigger, readonly Step[]> {
  const found = new Map<Trigger, Step[]>();
  const seen = new Set<Branch>();
  for (const leaf of reached.leaves)
    for (const step of reached.stepsAt(leaf).steps) {
      const { cause, branch } = step;
      if (cause.kind !== "event" || cause.event.kind !== "trigger") continue;
      if (branch.target === null || step.shadowed || seen.has(branch)) continue;
      const { exits } = passageOf(step, strategy);
      if (!exits.some(({ kind }) => kind === "parallel")) continue;
      if (!asksForStates(branch)) seen.add(branch);
      const { trigger } = cause.event;
      const known = found.get(trigger);
      if (known === undefined) found.set(trigger, [step]);
      else known.push(step);
    }
  return found;
}

function conflicts(one: Step, other: Step, { strategy }: Subject): boolean {
  const { state } = one;
  if (state === null || other.state === null) return false;
  if (!areConcurrent(state, other.state)) return false;
  const leaves = (step: Step, from: State): boolean =>
    passageOf(step, strategy).exits.some(
      (each) => each.kind === "parallel" && isDescendant(from, each),
    );
  if (!leaves(one, other.state) || !leaves(other, state)) return false;
  const surroundings = {
    isActive: (each: State) => isActiveWithBoth(one.leaf, other.leaf, each),
    arithmetic: "real",
  } as const;
  return satisfiable(
    conjunction([
      formulaOf(one.branch.guard, surroundings),
      formulaOf(other.branch.guard, surroundings),
    ]),
  );
}

function isActiveWithBoth(a: State, b: State, state: State): boolean | null {
  const said = [isActiveWith(a, state), isActiveWith(b, state)];
  if (said.includes(true)) return true;
  return said.includes(false) ? false : null;
}

/** Whether its guard may hold beside one leaf and not beside another. */
function asksForStates({ guard }: Branch): boolean {
  return (
    guard !== null &&
    [...withinGuards(guard)].some((part) => part.kind === "in")
  );
}

function targetOf({ target }: Branch): string {
  return (target?.states ?? [])
    .map(({ state, history }) => `${state.index} ${history}`)
    .toSorted()
    .join();
}

function inOrder(one: Branch, other: Branch): readonly [Branch, Branch] {
  return one.source.index <= other.source.index ? [one, other] : [other, one];
}

function report(trigger: Trigger, first: Branch, second: Branch): Diagnostic {
  const related = [
    { span: first.keyword, message: otherDirection(pathOf(first)) },
  ];
  return at(
    { span: second.keyword, related },
    finding(trigger.name, pathOf(first), pathOf(second)),
  );
}

function pathOf({ target }: Branch): string {
  return target?.states.map(({ state }) => state.path).join(", ") ?? "";
}
