import {
  partsOf,
  type Effect,
  type Expression,
  type Strategy,
} from "../../model/index.ts";
import { effectsOf } from "./effects.ts";

/** The expression and all within it; the bodies of guards that it calls are not within it. */
export function* within(expression: Expression): Generator<Expression> {
  yield expression;
  for (const part of partsOf(expression)) yield* within(part);
}

/** As `within`, and the bodies of the guards that are called, with what these call. */
export function* withinGuards(expression: Expression): Generator<Expression> {
  for (const part of within(expression)) {
    yield part;
    if (part.kind === "guard" && part.guard.expression !== null)
      yield* withinGuards(part.guard.expression);
  }
}

/** Every expression that stands in a strategy, the outermost ones. */
export function expressionsOf(strategy: Strategy): readonly Expression[] {
  const { params, context, guards, errors, timeout, states } = strategy;
  const found: readonly (Expression | null)[] = [
    ...params.map((each) => each.default),
    ...context.map((each) => each.default),
    ...guards.map((each) => each.expression),
    errors?.limit ?? null,
    errors?.within ?? null,
    timeout?.after ?? null,
    ...strategy.branches.map(({ guard }) => guard),
    ...effectsOf(strategy).flatMap(partsOfEffect),
    ...states.flatMap(({ timers }) => timers.map(({ time }) => time)),
    ...states.flatMap(({ runs }) =>
      runs.flatMap((run) => [
        ...run.args,
        run.retry,
        run.timeout,
        run.backoff?.first ?? null,
        run.backoff?.longest ?? null,
      ]),
    ),
  ];
  return found.filter((each) => each !== null);
}

function partsOfEffect(effect: Effect): readonly (Expression | null)[] {
  switch (effect.kind) {
    case "set":
      return [effect.value];
    case "raise":
      return [...effect.args, effect.delay];
    case "emit":
      return effect.args;
    default:
      return [];
  }
}
