import type {
  CompositeState,
  State,
  Strategy,
  Timer,
} from "../../../model/index.ts";
import { actionsOf, behavioursOf } from "./effects.ts";
import {
  compact,
  marked,
  oneOrMore,
  type JsonRecord,
  type JsonValue,
} from "./marks.ts";
import { reactionsOf } from "./reactions.ts";
import { invokeOf } from "./runs.ts";
import { HISTORY_KEYS, idOf } from "./targets.ts";
import { transitionsOf, type Around } from "./transitions.ts";
import { textOf } from "./text.ts";

/** Modifiers that XState has no word for are tags. */
const TAGGED = ["exposed", "cancelled", "error", "suspended"] as const;

/** One state with all that lies in it. */
export function stateOf(state: State, around: Around): JsonRecord {
  const { losses } = around;
  const { on, onDone } = reactionsOf(state, around);
  const tags = TAGGED.filter((word) => state.modifiers.includes(word));
  const always = state.always.flatMap((reaction, index) =>
    transitionsOf(
      reaction.branches,
      around,
      state.always.length > 1 ? index : null,
    ),
  );
  for (const { keyword, trigger } of state.defers)
    losses.add(keyword, `\`defer ${trigger.name}\`: XState drops the event`);
  const defer = state.defers.map(({ trigger }) => trigger.name);
  return {
    ...compact({
      description: state.doc,
      type:
        state.kind === "parallel" || state.kind === "final" ? state.kind : null,
      tags,
      entry: oneOrMore(behavioursOf(state.enter, losses)),
      exit: oneOrMore(behavioursOf(state.exit, losses)),
      invoke: oneOrMore(state.runs.map((run) => invokeOf(run, around))),
      on,
      always: oneOrMore(always),
      after: timersOf(state.timers, around),
      onDone: oneOrMore(onDone),
    }),
    ...(state.kind === "composite" ? initialOf(state, around) : {}),
    ...insideOf(state, around),
    ...marked(compact({ defer, ...initialMark(state, around) })),
  };
}

/** `states`, and the histories to which somebody leads. */
export function insideOf(state: State, around: Around): JsonRecord {
  if (state.kind !== "composite" && state.kind !== "parallel") return {};
  const histories = historiesOf(state, around.strategy).map(
    (history): [string, JsonValue] => [
      HISTORY_KEYS[history],
      { type: "history", history },
    ],
  );
  return {
    states: Object.fromEntries([
      ...state.children.map((child): [string, JsonValue] => [
        child.name,
        stateOf(child, around),
      ]),
      ...histories,
    ]),
  };
}

function historiesOf(
  state: State,
  { branches }: Strategy,
): readonly ("shallow" | "deep")[] {
  const wanted = branches.flatMap(({ target }) => target?.states ?? []);
  return (["shallow", "deep"] as const).filter((history) =>
    wanted.some((each) => each.state === state && each.history === history),
  );
}

/** XState begins a composite in one child. */
export function initialOf(
  { initial, children }: CompositeState,
  { losses }: Around,
): JsonRecord {
  const [target] = initial.targets;
  const child = children.find((each) => each === target || holds(each, target));
  if (child === undefined) return {};
  const actions = actionsOf(initial.effects, losses);
  return {
    initial:
      actions.length === 0
        ? child.name
        : { target: child.name, actions: oneOrMore(actions) },
  };
}

/** Where it begins, if XState cannot say it. */
export function initialMark(
  state: State,
  { strategy, losses }: Around,
): JsonRecord {
  if (state.kind !== "composite") return {};
  const { targets, span } = state.initial;
  const [first, second] = targets;
  if (first?.parent === state && second === undefined) return {};
  losses.add(
    span,
    `\`initial\` of ${state === strategy.root ? strategy.name : state.path}: XState begins in one child, not in ${targets.map(({ path }) => path).join(", ")}`,
  );
  return { initial: targets.map((target) => idOf(target, strategy)) };
}

function holds(state: State, inner: State | undefined): boolean {
  for (let each = inner?.parent ?? null; each !== null; each = each.parent)
    if (each === state) return true;
  return false;
}

/** `at` and `every` are delays by name, which XState waits for once. */
function timersOf(timers: readonly Timer[], around: Around): JsonRecord {
  const after = new Map<string, JsonValue[]>();
  const keys = timers.map(keyOf);
  const inOrder = Object.keys(Object.fromEntries(keys.map((key) => [key, 0])));
  const isTold = keys.join("\n") === inOrder.join("\n");
  for (const [index, timer] of timers.entries()) {
    const key = keyOf(timer);
    if (timer.kind !== "after")
      around.losses.add(
        timer.keyword,
        `\`${key}\` is a delay of that name: XState waits for it once`,
      );
    else if (timer.time.kind !== "duration")
      around.losses.add(
        timer.keyword,
        `\`after ${key}\` is a delay of that name: XState waits as long as is implemented under it`,
      );
    after.set(key, [
      ...(after.get(key) ?? []),
      ...transitionsOf(timer.branches, around, isTold ? null : index),
    ]);
  }
  return Object.fromEntries(
    [...after].map(([key, transitions]) => [
      key,
      oneOrMore(
        transitions.length > 1 ? transitions.map(asObject) : transitions,
      ),
    ]),
  );
}

/** XState reads a target alone in a list everywhere but under `after`. */
function asObject(transition: JsonValue): JsonValue {
  return typeof transition === "string" ? { target: transition } : transition;
}

function keyOf({ kind, time }: Timer): string {
  if (kind !== "after") return `${kind} ${textOf(time)}`;
  return time.kind === "duration" ? String(time.value) : textOf(time);
}
