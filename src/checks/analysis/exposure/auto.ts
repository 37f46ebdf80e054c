import type { Branch, Effect, State, Trigger } from "../../../model/index.ts";
import { activeIn } from "./entries.ts";
import type { Exposure } from "./explore.ts";
import type { Edge } from "./search.ts";

/** Tells which steps the machine and the venue make alone: no person, no crash, no error limit has a hand in them. */
export function autoSteps({ strategy }: Exposure): (edge: Edge) => boolean {
  const isAwaited = awaited(strategy.branches);
  return ({ from, move: { cause } }) => {
    switch (cause.kind) {
      case "timer":
      case "outcome":
        return true;
      case "trigger":
        return activeIn(from.scene.leaves).some((state) =>
          isAwaited(state, cause.trigger),
        );
      default:
        return false;
    }
  };
}

/** Whether a trigger comes by itself while a state is active: each way into it raises it with a delay, or its `enter` does. */
function awaited(
  branches: readonly Branch[],
): (state: State, trigger: Trigger) => boolean {
  const raised = new Set(
    branches.flatMap(({ effects, source }) => [
      ...delayed(effects),
      ...source.enter.flatMap((each) => delayed(each.effects)),
    ]),
  );
  const known = new Map<State, Map<Trigger, boolean>>();
  return (state, trigger) => {
    if (!raised.has(trigger)) return false;
    const answers = known.get(state) ?? new Map<Trigger, boolean>();
    known.set(state, answers);
    let answer = answers.get(trigger);
    if (answer === undefined) {
      const into = branches.filter(({ target }) =>
        target?.states.some((each) => each.state === state),
      );
      answer =
        state.enter.some(({ effects }) => delayed(effects).includes(trigger)) ||
        (into.length > 0 &&
          into.every(({ effects }) => delayed(effects).includes(trigger)));
      answers.set(trigger, answer);
    }
    return answer;
  };
}

function delayed(effects: readonly Effect[]): readonly Trigger[] {
  return effects.flatMap((effect) =>
    effect.kind === "raise" && effect.delay !== null ? [effect.trigger] : [],
  );
}
