import { at, type PathStep } from "../diagnostics/index.ts";
import { errorPingPong as finding } from "../diagnostics/messages/time.ts";
import {
  isDescendant,
  type Effect,
  type Event,
  type State,
  type Strategy,
} from "../model/index.ts";
import type { Reachability } from "./analysis/reachability.ts";
import { isInError } from "./analysis/relatives.ts";
import { labelOf, passageOf, sameEvent, type Step } from "./analysis/steps.ts";
import type { Rule } from "./subject.ts";

/**
 * FSM309. A recovery after which `always`, raised events and `done` of composites certainly lead back into the error state. Where
 * a guard may lead elsewhere it is a test of whether all is well again, and none.
 */
export const errorPingPong: Rule = {
  name: "error-ping-pong",
  *check({ strategy, reached }) {
    const told = new Set<State>();
    for (const leaf of reached.leaves) {
      if (!isInError(leaf)) continue;
      for (const step of reached.stepsAt(leaf).steps) {
        const { leaves } = passageOf(step, strategy);
        const [first, another] = leaves;
        if (step.shadowed || first === undefined || another !== undefined)
          continue;
        if (isInError(first) || told.has(first)) continue;
        const way = wayBack(step, first, { strategy, reached });
        if (way === null) continue;
        told.add(first);
        const [, ...back] = way;
        const keywords = new Map(
          back.map(({ branch }) => [branch.keyword.start, branch.keyword]),
        );
        const related = [...keywords.values()].map((span) => ({
          span,
          message: "leads back",
        }));
        const { keyword } = step.branch;
        yield at(
          { span: keyword, related, path: pathOf(way, strategy) },
          finding(first.path, errorStateOf(leaf).path),
        );
      }
    }
  },
};

interface Surroundings {
  readonly strategy: Strategy;
  readonly reached: Reachability;
}

/** The steps of a way round that nothing else can be instead of; null: it comes to rest, or may go elsewhere. */
function wayBack(
  recovery: Step,
  first: State,
  { strategy, reached }: Surroundings,
): readonly Step[] | null {
  const home = errorStateOf(recovery.leaf);
  const way = [recovery];
  const passed = new Set<State>();
  let leaf = first;
  let waiting = raisedBy(recovery, strategy);
  while (leaf !== home && !isDescendant(leaf, home)) {
    if (passed.has(leaf)) return null;
    passed.add(leaf);
    const { steps, transient } = reached.stepsAt(leaf);
    const [event] = waiting;
    const possible = steps.filter(
      ({ cause, shadowed }) =>
        !shadowed &&
        (transient ||
          (event !== undefined &&
            cause.kind === "event" &&
            sameEvent(cause.event, event))),
    );
    if (!transient) waiting = waiting.slice(1);
    const [only, another] = possible;
    if (only === undefined || another !== undefined) return null;
    if (only.branch.guard !== null && !transient) return null;
    const [next, beside] = passageOf(only, strategy).leaves;
    if (next === undefined || beside !== undefined) return null;
    waiting = [...waiting, ...raisedBy(only, strategy)];
    way.push(only);
    leaf = next;
  }
  return way;
}

/** In the order in which they are raised, at once. */
function raisedBy(step: Step, strategy: Strategy): readonly Event[] {
  const { exits, entries, leaves } = passageOf(step, strategy);
  const effects = [
    ...exits.flatMap(({ exit }) => exit.flatMap((each) => each.effects)),
    ...step.branch.effects,
    ...entries.flatMap((entry) =>
      entry.kind === "initial"
        ? entry.state.initial.effects
        : entry.state.enter.flatMap((each) => each.effects),
    ),
  ];
  const hasEnded = leaves.some(
    ({ kind, parent }) =>
      kind === "final" && parent?.kind === "composite" && parent.depth >= 0,
  );
  return [
    ...effects.flatMap(eventOf),
    ...(hasEnded ? [{ kind: "done" } as const] : []),
  ];
}

function eventOf(effect: Effect): readonly Event[] {
  return effect.kind === "raise" && effect.delay === null
    ? [{ kind: "trigger", trigger: effect.trigger }]
    : [];
}

/** The outermost one around a leaf. */
function errorStateOf(leaf: State): State {
  let found = leaf;
  for (let each: State | null = leaf; each; each = each.parent)
    if (each.role === "error") found = each;
  return found;
}

function pathOf(way: readonly Step[], strategy: Strategy): readonly PathStep[] {
  return way.map((step) => ({
    from: step.leaf.path,
    on: labelOf(step.cause),
    to: passageOf(step, strategy).leaves[0]?.path ?? "",
  }));
}
