/** Transitions that `from` has written into many states, told once. */
import {
  ancestors,
  isDescendant,
  type Deferral,
  type State,
  type Strategy,
} from "../../../model/index.ts";
import { itemsOf, triggersOf, type Item } from "./items.ts";

/** An item of a `from`, and the states that it was written into. */
export interface WrittenIntoMany {
  /** As the spec names them: `*`, `exposed`, `A, B`. */
  readonly named: string;
  readonly states: readonly State[];
  /** The items that say the same, one for each state. */
  readonly items: readonly Item[];
}

/** Fewer arrows than this are clearer than words. */
const MANY = 3;

export function writtenIntoMany(
  strategy: Strategy,
): readonly WrittenIntoMany[] {
  const groups = new Map<string, { state: State; item: Item }[]>();
  for (const state of strategy.states)
    for (const item of itemsOf(state)) {
      if (item.from === null) continue;
      const { file, start } = item.from.keyword;
      const key = JSON.stringify([file.path, start, item.event]);
      const group = groups.get(key) ?? [];
      group.push({ state, item });
      groups.set(key, group);
    }
  return [...groups.values()]
    .filter((group) => group.length >= MANY)
    .map((group) => ({
      named: group[0]?.item.from?.states ?? "",
      states: group.map(({ state }) => state),
      items: group.map(({ item }) => item),
    }));
}

export interface PutAsideInMany {
  readonly word: "defer" | "ignore";
  readonly triggers: string;
  readonly states: readonly State[];
}

/** What `from` has made many states defer or ignore. */
export function putAsideInMany(strategy: Strategy): readonly PutAsideInMany[] {
  return (["defer", "ignore"] as const).flatMap((word) => {
    const groups = new Map<string, { state: State; deferral: Deferral }[]>();
    for (const state of strategy.states)
      for (const deferral of word === "defer" ? state.defers : state.ignores) {
        if (deferral.origin !== "from") continue;
        const { file, start } = deferral.keyword;
        const key = JSON.stringify([file.path, start]);
        const group = groups.get(key) ?? [];
        group.push({ state, deferral });
        groups.set(key, group);
      }
    return [...groups.values()]
      .map((group) => ({
        word,
        triggers: triggersOf(group.map(({ deferral }) => deferral)),
        states: [...new Set(group.map(({ state }) => state))],
      }))
      .filter(({ states }) => states.length >= MANY);
  });
}

/** The innermost state that all of these lie in; null for the strategy itself. */
export function commonParent(states: readonly State[]): State | null {
  const [first, ...others] = states;
  if (first === undefined) return null;
  return (
    ancestors(first).find((each) =>
      others.every((other) => isDescendant(other, each)),
    ) ?? null
  );
}
