/** All expressions and effects of a strategy, for questions about the whole of it. */
import {
  partsOf,
  type Behaviour,
  type Branch,
  type Effect,
  type Expression,
  type Reaction,
  type Run,
  type State,
  type Strategy,
  type Timer,
} from "../model/index.ts";

/** The expression and all that it is made of; with `guards` also what declared guards say. */
export function* parts(
  expression: Expression,
  guards = true,
): Generator<Expression> {
  yield expression;
  for (const child of partsOf(expression)) yield* parts(child, guards);
  if (guards && expression.kind === "guard") {
    const { expression: own } = expression.guard;
    if (own !== null) yield* parts(own, guards);
  }
}

export function expressionsOf(effect: Effect): readonly Expression[] {
  switch (effect.kind) {
    case "set":
      return [effect.value];
    case "raise":
      return effect.delay === null
        ? effect.args
        : [...effect.args, effect.delay];
    case "emit":
      return effect.args;
    default:
      return [];
  }
}

export function behavioursOf(state: State): readonly Behaviour[] {
  return [...state.enter, ...state.exit];
}

/** Of `enter`, `exit` and initial transitions: what is done without an event of its own. */
export function* silentEffects(strategy: Strategy): Generator<Effect> {
  for (const state of [strategy.root, ...strategy.states]) {
    for (const behaviour of behavioursOf(state)) yield* behaviour.effects;
    if (state.kind === "composite") yield* state.initial.effects;
  }
}

export function* effectsOf(strategy: Strategy): Generator<Effect> {
  yield* silentEffects(strategy);
  for (const branch of branchesOf(strategy)) yield* branch.effects;
}

export function* branchesOf(strategy: Strategy): Generator<Branch> {
  for (const state of strategy.states) yield* branchesIn(state);
}

export function* branchesIn(state: State): Generator<Branch> {
  const items: readonly (Reaction | Timer)[] = [
    ...state.reactions,
    ...state.always,
    ...state.timers,
  ];
  for (const item of items) yield* item.branches;
  for (const run of state.runs) for (const arm of run.arms) yield* arm.branches;
}

export function runExpressions(run: Run): readonly Expression[] {
  const { args, retry, backoff, timeout } = run;
  return [retry, backoff?.first, backoff?.longest, timeout, ...args].filter(
    (each) => each !== null && each !== undefined,
  );
}
