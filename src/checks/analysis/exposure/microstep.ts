import {
  isDescendant,
  isLeaf,
  type Behaviour,
  type Branch,
  type Effect,
  type Leg,
  type Run,
  type State,
  type Strategy,
} from "../../../model/index.ts";
import type { Draft, Raised } from "./draft.ts";
import {
  activeIn,
  domainIn,
  entriesOf,
  exitsOf,
  type Entries,
} from "./entries.ts";
import { leaving, MADE_FLAT, type LegChange } from "./leg-change.ts";
import { adds, type LegState } from "./scene.ts";
import { asksTypeScript } from "./truth.ts";

/**
 * One microstep: what some branches leave, do and enter, and what that does to the exposure.
 *
 * @param label what brought it about, for people
 */
export function microstep(
  strategy: Strategy,
  draft: Draft,
  branches: readonly Branch[],
  label: string,
): Draft {
  const { history, leaves } = draft;
  const left = [
    ...new Set(branches.flatMap((each) => exitsOf(each, leaves, history))),
  ].toSorted((a, b) => b.index - a.index);
  const entries = entriesOf(branches, history);
  let next: Draft = {
    ...draft,
    taken: [...draft.taken, ...branches],
    mayThrow:
      draft.mayThrow || branches.some(({ guard }) => asksTypeScript(guard)),
  };
  next = leave(strategy, next, left);
  for (const { effects } of branches) next = perform(strategy, next, effects);
  next = enter(strategy, next, entries);
  const [first] = branches;
  if (first === undefined) return next;
  const from = leafOf(first.source, draft.leaves);
  const to = entries.states.find(isLeaf)?.path ?? from;
  return { ...next, path: [...next.path, { from, on: label, to }] };
}

/** A branch that leaves an error or suspended state, which an outside trigger does to end a halt. */
export function leavesRest(branches: readonly Branch[], draft: Draft): boolean {
  return branches.some((branch) => {
    const domain = domainIn(branch, draft.history);
    return (
      domain !== null &&
      activeIn(draft.leaves).some(
        (state) => state.role !== "normal" && isDescendant(state, domain),
      )
    );
  });
}

export function leave(
  strategy: Strategy,
  draft: Draft,
  states: readonly State[],
): Draft {
  let next = { ...draft, history: recorded(strategy, draft, states) };
  for (const state of states) {
    next = behave(strategy, next, state.exit);
    next = abandon(strategy, next, state.runs);
    next = { ...next, leaves: next.leaves.filter((leaf) => leaf !== state) };
  }
  return next;
}

export function enter(
  strategy: Strategy,
  draft: Draft,
  { states, byDefault }: Entries,
): Draft {
  const { root } = strategy;
  let next = byDefault.has(root)
    ? perform(strategy, draft, root.initial.effects)
    : draft;
  for (const state of states) {
    next = {
      ...next,
      leaves: isLeaf(state) ? inOrder([...next.leaves, state]) : next.leaves,
      runs: new Map([
        ...next.runs,
        ...state.runs.map((run) => [run, "fresh"] as const),
      ]),
    };
    next = behave(strategy, next, state.enter);
    if (state.kind === "composite" && byDefault.has(state))
      next = perform(strategy, next, state.initial.effects);
    if (state.kind === "final") next = reached(next, state);
  }
  return next;
}

/** Changes some legs. */
export function changed<T extends LegState | LegChange>(
  strategy: Strategy,
  legs: readonly T[],
  those: readonly Leg[],
  change: (leg: T) => T,
): readonly T[] {
  return legs.map((leg, index) => {
    const declared = strategy.legs[index];
    return declared !== undefined && those.includes(declared)
      ? change(leg)
      : leg;
  });
}

function behave(
  strategy: Strategy,
  draft: Draft,
  behaviours: readonly Behaviour[],
): Draft {
  let next = draft;
  for (const { actions, effects } of behaviours) {
    if (actions.length > 0) next = { ...next, mayThrow: true };
    next = perform(strategy, next, effects);
  }
  return next;
}

function perform(
  strategy: Strategy,
  draft: Draft,
  effects: readonly Effect[],
): Draft {
  let next = draft;
  for (const effect of effects) {
    if (effect.kind === "do") next = { ...next, mayThrow: true };
    if (effect.kind === "raise" && effect.delay === null) {
      const { trigger } = effect;
      const raised: Raised = { kind: "trigger", trigger };
      next = { ...next, queue: [...next.queue, raised] };
    }
    if (effect.kind === "flat") next = assertFlat(strategy, next, effect.legs);
  }
  return next;
}

function assertFlat(
  strategy: Strategy,
  draft: Draft,
  legs: readonly Leg[],
): Draft {
  const slips = legs.flatMap((leg) =>
    [...draft.runs].some(
      ([run, phase]) =>
        (phase === "live" || phase === "part") &&
        adds(run.activity.words) &&
        run.activity.legs.includes(leg),
    )
      ? [{ kind: "flat", leg } as const]
      : [],
  );
  return {
    ...draft,
    mayThrow: true,
    changes: changed(strategy, draft.changes, legs, () => MADE_FLAT),
    slips: [...draft.slips, ...slips],
  };
}

/** A run that is left is told to stop: whether its order did is not known. */
function abandon(
  strategy: Strategy,
  draft: Draft,
  runs: readonly Run[],
): Draft {
  let { changes } = draft;
  const kept = new Map(draft.runs);
  for (const run of runs) {
    const phase = kept.get(run);
    kept.delete(run);
    const isOut = phase === "live" || phase === "part";
    if (!isOut || !adds(run.activity.words)) continue;
    changes = changed(strategy, changes, run.activity.legs, (change) =>
      leaving(change, phase),
    );
  }
  return { ...draft, runs: kept, changes };
}

/** Only what some target asks for is remembered. */
function recorded(
  strategy: Strategy,
  { leaves, history }: Draft,
  states: readonly State[],
): ReadonlyMap<State, readonly State[]> {
  const asked = rememberedIn(strategy);
  const left = states.filter((state) => asked.has(state));
  if (left.length === 0) return history;
  return new Map([
    ...history,
    ...left.map(
      (state) =>
        [state, leaves.filter((leaf) => isDescendant(leaf, state))] as const,
    ),
  ]);
}

const REMEMBERED = new WeakMap<Strategy, ReadonlySet<State>>();

function rememberedIn(strategy: Strategy): ReadonlySet<State> {
  const known = REMEMBERED.get(strategy);
  if (known !== undefined) return known;
  const found = new Set(
    strategy.branches.flatMap(({ target }) =>
      (target?.states ?? [])
        .filter(({ history }) => history !== "none")
        .map(({ state }) => state),
    ),
  );
  REMEMBERED.set(strategy, found);
  return found;
}

function reached(draft: Draft, state: State): Draft {
  const { parent } = state;
  if (parent === null || parent.parent === null)
    return { ...draft, ended: true, queue: [] };
  const done: Raised[] = [{ kind: "done", state: parent }];
  for (
    let around: State | null = parent.parent;
    around?.kind === "parallel" && isDone(around, draft.leaves);
    around = around.parent
  )
    done.push({ kind: "done", state: around });
  return { ...draft, queue: [...draft.queue, ...done] };
}

function isDone(state: State, leaves: readonly State[]): boolean {
  if (state.kind === "composite")
    return state.children.some(
      (child) => child.kind === "final" && leaves.includes(child),
    );
  if (state.kind === "parallel")
    return state.children.every((child) => isDone(child, leaves));
  return false;
}

function leafOf(state: State, leaves: readonly State[]): string {
  const leaf = leaves.find(
    (each) => each === state || isDescendant(each, state),
  );
  return leaf?.path ?? leaves[0]?.path ?? "";
}

function inOrder(leaves: readonly State[]): readonly State[] {
  return leaves.toSorted((a, b) => a.index - b.index);
}
