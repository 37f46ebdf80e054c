import {
  domainOf,
  isDescendant,
  type Branch,
  type State,
  type Strategy,
  type TargetState,
} from "../../../model/index.ts";
import type { Losses } from "./losses.ts";
import { compact, oneOrMore, type JsonRecord } from "./marks.ts";

/** The keys of history states: words of the language, so that no state is called so. */
export const HISTORY_KEYS = { shallow: "history", deep: "deep" } as const;

/** `#Strategy.A.B`, the id that XState gives a state by itself. */
export function idOf(state: State, strategy: Strategy): string {
  return ["#" + strategy.name, ...keysOf(state)].join(".");
}

function keysOf(state: State): readonly string[] {
  const keys: string[] = [];
  for (let each: State | null = state; each?.parent; each = each.parent)
    keys.unshift(each.name);
  return keys;
}

/** `target` and `reenter` of a branch; nothing for `stay`. */
export function targetOf(
  branch: Branch,
  strategy: Strategy,
  losses: Losses,
): JsonRecord {
  const { source, target } = branch;
  if (target === null) return {};
  const isInside = target.states.every(
    ({ state }) => state === source || isDescendant(state, source),
  );
  const leaves = target.reenter || !isInside || !stays(branch);
  sayDifferent(branch, losses);
  return compact({
    target: oneOrMore(
      target.states.map((each) => written(each, source, strategy)),
    ),
    reenter: isInside && leaves ? true : null,
  });
}

/** Whether the transition stays inside of its source without being told to: only a composite's to its own descendants. */
function stays({ source, target }: Branch): boolean {
  return target !== null && domainOf(source, target) === source;
}

function written(
  { state, history }: TargetState,
  source: State,
  strategy: Strategy,
): string {
  if (history !== "none")
    return `${idOf(state, strategy)}.${HISTORY_KEYS[history]}`;
  if (state.parent === source) return `.${state.name}`;
  return state.parent === source.parent ? state.name : idOf(state, strategy);
}

/** XState stays in a parallel state while a transition leads from one region to another. */
function sayDifferent(
  { source, target, keyword }: Branch,
  losses: Losses,
): void {
  if (target === null || target.reenter) return;
  const states = [source, ...target.states.map(({ state }) => state)];
  for (let each = source.parent; each !== null; each = each.parent) {
    const outer = each;
    if (!states.every((state) => isDescendant(state, outer))) continue;
    if (each.kind === "parallel")
      losses.add(
        keyword,
        `a transition between regions of ${each.path}: XState stays in ${each.path} then, with its timers and activities`,
      );
    return;
  }
}
