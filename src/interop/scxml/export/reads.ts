/** What a state's own text reads. */
import { partsOf, type Expression, type State } from "../../../model/index.ts";

export function readsElapsed(state: State): boolean {
  return expressionsOf(state).some((each) => reads(each, "elapsed"));
}

export function reads(expression: Expression, kind: string): boolean {
  if (expression.kind === kind) return true;
  const inside =
    expression.kind === "guard" && expression.guard.expression !== null
      ? [expression.guard.expression]
      : [];
  return [...partsOf(expression), ...inside].some((part) => reads(part, kind));
}

/** Every expression of a state's own text. */
export function expressionsOf(state: State): readonly Expression[] {
  const branches = [
    ...[...state.reactions, ...state.always, ...state.timers].flatMap(
      (each) => each.branches,
    ),
    ...state.runs.flatMap(({ arms }) => arms.flatMap((arm) => arm.branches)),
  ];
  const effects = [
    ...branches.flatMap((branch) => branch.effects),
    ...[...state.enter, ...state.exit].flatMap((each) => each.effects),
    ...(state.kind === "composite" ? state.initial.effects : []),
  ];
  return [
    ...branches.flatMap(({ guard }) => guard ?? []),
    ...state.timers.map(({ time }) => time),
    ...state.runs.flatMap(({ args }) => args),
    ...effects.flatMap((effect) => {
      if (effect.kind === "set") return [effect.value];
      if (effect.kind === "emit") return effect.args;
      if (effect.kind !== "raise") return [];
      return effect.delay === null
        ? effect.args
        : [...effect.args, effect.delay];
    }),
  ];
}
