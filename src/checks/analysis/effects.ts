import type {
  Action,
  Behaviour,
  Effect,
  Strategy,
  Trigger,
} from "../../model/index.ts";

/** Every `enter` and `exit` of a strategy. */
export function behavioursOf(strategy: Strategy): readonly Behaviour[] {
  return strategy.states.flatMap(({ enter, exit }) => [...enter, ...exit]);
}

/** Every effect of a strategy: of branches, of `enter` and `exit`, of initial tails. */
export function effectsOf(strategy: Strategy): readonly Effect[] {
  return [
    ...strategy.branches.flatMap(({ effects }) => effects),
    ...behavioursOf(strategy).flatMap(({ effects }) => effects),
    ...[strategy.root, ...strategy.states].flatMap((state) =>
      state.kind === "composite" ? state.initial.effects : [],
    ),
  ];
}

/** Actions that the strategy calls somewhere. */
export function actionsCalled(strategy: Strategy): ReadonlySet<Action> {
  return new Set([
    ...behavioursOf(strategy).flatMap(({ actions }) => actions),
    ...effectsOf(strategy).flatMap((effect) =>
      effect.kind === "do" ? [effect.action] : [],
    ),
  ]);
}

/** Triggers that the strategy raises itself, at once or later. */
export function triggersRaised(strategy: Strategy): ReadonlySet<Trigger> {
  return new Set(
    effectsOf(strategy).flatMap((effect) =>
      effect.kind === "raise" ? [effect.trigger] : [],
    ),
  );
}
