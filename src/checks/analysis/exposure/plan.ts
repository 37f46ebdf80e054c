/** What some transitions do, worked out once for a configuration: nothing in it depends on how far runs are, or on the venue. */
import {
  isDescendant,
  isLeaf,
  type Behaviour,
  type Branch,
  type Effect,
  type State,
  type Strategy,
} from "../../../model/index.ts";
import {
  activeIn,
  entriesAtStart,
  entriesOf,
  entriesOfForced,
  exitsOf,
  type Entries,
} from "./entries.ts";
import type { History } from "./known.ts";
import type { Setting } from "./setting.ts";
import { asksTypeScript } from "./truth.ts";
import type { Act, Plan } from "./worked-out.ts";

interface Place {
  readonly leaves: readonly State[];
  readonly history: History;
}

/** Of transitions that are taken together. */
export function planOf(
  setting: Setting,
  { leaves, history }: Place,
  branches: readonly Branch[],
): Plan {
  const { plans, configurations, histories, view } = setting;
  const key = `${configurations.numberOf(leaves)} ${histories.numberOf(history)} ${branches.map(({ index }) => index).join(",")}`;
  const known = plans.get(key);
  if (known !== undefined) return known;
  const planner = new Planner(setting, leaves, history);
  planner.mayThrow = branches.some(({ guard }) => asksTypeScript(guard));
  planner.leave(
    [
      ...new Set(branches.flatMap((each) => exitsOf(each, leaves, history))),
    ].toSorted((a, b) => b.index - a.index),
  );
  for (const { effects } of branches) planner.perform(effects);
  const entries = entriesOf(view, branches, history);
  planner.enter(entries);
  const [first] = branches;
  const from = first === undefined ? "" : leafOf(first.source, leaves);
  const to = entries.states.find(isLeaf)?.path ?? from;
  const plan = planner.plan(from, to);
  plans.set(key, plan);
  return plan;
}

export function planAtStart(setting: Setting): Plan {
  const { root } = setting.strategy;
  const planner = new Planner(setting, [], new Map());
  planner.enter(entriesAtStart(setting.view, root));
  return planner.plan("", "");
}

/** Of the way that the error policy forces. */
export function planOfForced(
  setting: Setting,
  { leaves, history }: Place,
  target: State,
): Plan {
  const planner = new Planner(setting, leaves, history);
  planner.leave(activeIn(leaves));
  const { root } = setting.strategy;
  planner.enter(entriesOfForced(setting.view, target, root));
  return planner.plan(leaves[0]?.path ?? "", target.path);
}

class Planner {
  mayThrow = false;
  private readonly setting: Setting;
  private readonly acts: Act[] = [];
  private leaves: readonly State[];
  private history: History;

  constructor(setting: Setting, leaves: readonly State[], history: History) {
    this.setting = setting;
    this.leaves = leaves;
    this.history = history;
  }

  plan(from: string, to: string): Plan {
    const { configurations, histories } = this.setting;
    const { acts, mayThrow } = this;
    return {
      leaves: configurations.of(this.leaves),
      history: histories.of(this.history),
      acts,
      mayThrow,
      from,
      to,
    };
  }

  leave(states: readonly State[]): void {
    this.record(states);
    for (const state of states) {
      this.behave(state.exit);
      for (const run of state.runs) this.acts.push({ kind: "leave", run });
    }
    const left = new Set(states);
    this.leaves = this.leaves.filter((leaf) => !left.has(leaf));
  }

  enter({ states, byDefault }: Entries): void {
    const { root } = this.setting.strategy;
    if (byDefault.has(root)) this.perform(root.initial.effects);
    for (const state of states) {
      if (isLeaf(state))
        this.leaves = [...this.leaves, state].toSorted(
          (a, b) => a.index - b.index,
        );
      for (const run of state.runs) this.acts.push({ kind: "enter", run });
      this.behave(state.enter);
      if (state.kind === "composite" && byDefault.has(state))
        this.perform(state.initial.effects);
      if (state.kind === "final") this.reached(state);
    }
  }

  perform(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.kind === "do" || effect.kind === "flat") this.mayThrow = true;
      if (effect.kind === "raise" && effect.delay === null) {
        const { trigger } = effect;
        this.acts.push({ kind: "raise", raised: { kind: "trigger", trigger } });
      }
      if (effect.kind === "flat")
        this.acts.push({ kind: "flat", legs: effect.legs });
    }
  }

  private behave(behaviours: readonly Behaviour[]): void {
    for (const { actions, effects } of behaviours) {
      if (actions.length > 0) this.mayThrow = true;
      this.perform(effects);
    }
  }

  /** Only what some target asks for is remembered. */
  private record(states: readonly State[]): void {
    const asked = rememberedIn(this.setting.strategy);
    const left = states.filter((state) => asked.has(state));
    if (left.length === 0) return;
    this.history = new Map([
      ...this.history,
      ...left.map(
        (state) =>
          [
            state,
            this.leaves.filter((leaf) => isDescendant(leaf, state)),
          ] as const,
      ),
    ]);
  }

  private reached({ parent }: State): void {
    if (parent === null || parent.parent === null) {
      this.acts.push({ kind: "end" });
      return;
    }
    this.raiseDone(parent);
    for (
      let around: State | null = parent.parent;
      around?.kind === "parallel" && isDone(around, this.leaves);
      around = around.parent
    )
      this.raiseDone(around);
  }

  private raiseDone(state: State): void {
    this.acts.push({ kind: "raise", raised: { kind: "done", state } });
  }
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

export function isDone(state: State, leaves: readonly State[]): boolean {
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
