import {
  childrenOf,
  selfAndDescendants,
  type ContextField,
  type Expression,
  type State,
  type Strategy,
} from "../model/index.ts";
import {
  behavioursOf,
  effectsOf,
  expressionsOf,
  parts,
  runExpressions,
  silentEffects,
} from "./walk.ts";

/** What a strategy makes use of: what it does not is not emitted. */
export interface Traits {
  /**
   * Flat, and every event is one step that touches nothing but state and context: such a machine commits in place.
   * All others collect what they do, and go on until they come to rest.
   */
  readonly isPlain: boolean;
  readonly hasAlways: boolean;
  readonly hasEmergencies: boolean;
  /** Something reads the configuration in the middle of a step. */
  readonly readsConfiguration: boolean;
  /** States whose text asks for `elapsed`. */
  readonly timed: ReadonlySet<State>;
  /** Context fields that something may write, in declaration order. */
  readonly written: readonly ContextField[];
  /** Several states may be active at once, or a history leads back: what is taken is picked first, then done by parts. */
  readonly isStatechart: boolean;
  /** The states that a history leads back into, and how. */
  readonly histories: ReadonlyMap<State, ReadonlySet<"shallow" | "deep">>;
  /** Those whose timers go on with what was left of them when a history leads back. */
  readonly resumable: ReadonlySet<State>;
  /** Composites with an `on done`. */
  readonly completed: ReadonlySet<State>;
}

export function traitsOf(strategy: Strategy): Traits {
  const hasAlways = strategy.states.some((state) => state.always.length > 0);
  const hasEmergencies = strategy.triggers.some((each) => each.emergency);
  const histories = historiesOf(strategy);
  return {
    isStatechart:
      histories.size > 0 ||
      strategy.states.some((state) => state.kind === "parallel"),
    histories,
    resumable: resumableIn(histories),
    isPlain: !hasAlways && !hasEmergencies && isPlain(strategy),
    hasAlways,
    hasEmergencies,
    readsConfiguration: [...silentEffects(strategy), ...allEffects(strategy)]
      .flatMap(expressionsOf)
      .some((each) => [...parts(each)].some((part) => part.kind === "in")),
    timed: new Set(
      strategy.states.filter((state) => textOf(state).some(readsElapsed)),
    ),
    written: strategy.context.filter((field) => isWritten(strategy, field)),
    completed: new Set(
      strategy.states.filter((state) =>
        state.reactions.some((reaction) =>
          reaction.events.some((event) => event.kind === "done"),
        ),
      ),
    ),
  };
}

function historiesOf(
  strategy: Strategy,
): ReadonlyMap<State, ReadonlySet<"shallow" | "deep">> {
  const found = new Map<State, Set<"shallow" | "deep">>();
  for (const { target } of strategy.branches)
    for (const { state, history } of target?.states ?? []) {
      if (history === "none") continue;
      const kinds = found.get(state) ?? new Set();
      found.set(state, kinds.add(history));
    }
  return new Map([...found].toSorted(([a], [b]) => a.index - b.index));
}

function resumableIn(
  histories: ReadonlyMap<State, ReadonlySet<"shallow" | "deep">>,
): ReadonlySet<State> {
  return new Set(
    [...histories].flatMap(([state, kinds]) =>
      kinds.has("deep")
        ? [...selfAndDescendants(state)]
        : [state, ...childrenOf(state)],
    ),
  );
}

function allEffects(strategy: Strategy) {
  return [...effectsOf(strategy)];
}

function isPlain(strategy: Strategy): boolean {
  if (strategy.timeout !== null) return false;
  if (historiesOf(strategy).size > 0) return false;
  const effects = allEffects(strategy);
  if (effects.some((effect) => effect.kind !== "set" && effect.kind !== "do"))
    return false;
  if (
    effects
      .flatMap(expressionsOf)
      .some((each) => [...parts(each)].some(isOfMoment))
  )
    return false;
  return strategy.states.every(isPlainState);
}

function isPlainState(state: State): boolean {
  const { defers, runs, timers, reactions, kind } = state;
  if (kind === "composite" || kind === "parallel") return false;
  if (defers.length > 0 || runs.length > 0 || timers.length > 0) return false;
  return reactions.every(
    (reaction) =>
      reaction.events.every((event) => event.kind === "trigger") &&
      reaction.branches.every(({ guard }) => guard === null || isEasy(guard)),
  );
}

/** Asks nothing of time and configuration, or asks a TypeScript guard and nothing else. */
function isEasy(guard: Expression): boolean {
  if (guard.kind === "guard" && guard.guard.expression === null)
    return guard.args.every((arg) => ![...parts(arg)].some(isOfMoment));
  return ![...parts(guard)].some(
    (part) =>
      isOfMoment(part) ||
      (part.kind === "guard" && part.guard.expression === null),
  );
}

function isOfMoment(part: Expression): boolean {
  return part.kind === "now" || part.kind === "elapsed" || part.kind === "in";
}

/** Whether the clock must be read before this is evaluated. */
export function needsTime(expression: Expression): boolean {
  return [...parts(expression)].some(
    (part) =>
      part.kind === "now" ||
      part.kind === "elapsed" ||
      (part.kind === "guard" && part.guard.expression === null),
  );
}

function readsElapsed(expression: Expression): boolean {
  return [...parts(expression)].some((part) => part.kind === "elapsed");
}

/** Every expression whose `elapsed` is time in this state. */
function textOf(state: State): readonly Expression[] {
  const branches = [
    ...[...state.reactions, ...state.always, ...state.timers].flatMap(
      (item) => item.branches,
    ),
    ...state.runs.flatMap((run) => run.arms.flatMap((arm) => arm.branches)),
  ];
  const initial = state.kind === "composite" ? state.initial.effects : [];
  const effects = [
    ...branches.flatMap((branch) => branch.effects),
    ...behavioursOf(state).flatMap((behaviour) => behaviour.effects),
    ...initial,
  ];
  return [
    ...branches.flatMap(({ guard }) => (guard === null ? [] : [guard])),
    ...effects.flatMap(expressionsOf),
    ...state.timers.map((timer) => timer.time),
    ...state.runs.flatMap(runExpressions),
  ];
}

function isWritten(strategy: Strategy, field: ContextField): boolean {
  const behaviours = strategy.states.flatMap(behavioursOf);
  const actions = new Set(behaviours.flatMap((each) => each.actions));
  for (const effect of allEffects(strategy)) {
    if (effect.kind === "set" && effect.field === field) return true;
    if (effect.kind === "do") actions.add(effect.action);
  }
  return [...actions].some(
    ({ writes }) => writes === null || writes.includes(field),
  );
}
