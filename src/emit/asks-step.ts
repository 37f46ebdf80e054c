/** Whether something in a state or a branch is told of the step, so that one must be made. */
import {
  entryOrder,
  isDescendant,
  selfAndDescendants,
  type Behaviour,
  type Effect,
  type Entry,
  type State,
} from "../model/index.ts";
import { asksStep as asks } from "./guards.ts";
import { expressionsOf } from "./walk.ts";

export function entryAsksStep(state: State): boolean {
  return (
    state.enter.some(asksStep) || state.timers.some(({ time }) => asks(time))
  );
}

export function exitAsksStep(state: State): boolean {
  return [...selfAndDescendants(state)].some((each) =>
    each.exit.some(asksStep),
  );
}

function asksStep({ actions, effects }: Behaviour): boolean {
  return actions.length > 0 || stepAsked(effects);
}

export function stepAsked(effects: readonly Effect[]): boolean {
  return effects.some(
    (effect) => effect.kind === "do" || expressionsOf(effect).some(asks),
  );
}

/** Whether something on the way in is told of the step. */
export function entryPathAsksStep(
  targets: readonly State[],
  domain: State,
): boolean {
  return entryOrder(targets, domain).some(isTold);
}

/** Whether something is told of the step when this state is entered, and what is entered with it by default. */
export function defaultEntryAsksStep(state: State): boolean {
  const { parent } = state;
  if (parent === null) return false;
  return entryOrder([state], parent)
    .filter(
      (entry) => entry.state === state || isDescendant(entry.state, state),
    )
    .some(isTold);
}

function isTold(entry: Entry): boolean {
  return entry.kind === "enter"
    ? entryAsksStep(entry.state)
    : stepAsked(entry.state.initial.effects);
}
