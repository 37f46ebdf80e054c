import type { Branch, Event, State } from "../../../model/index.ts";
import type { JsonRecord, JsonValue } from "./marks.ts";
import { OWN_EVENTS } from "./own-events.ts";
import { transitionsOf, type Around } from "./transitions.ts";

export interface Reacting {
  readonly on: JsonRecord;
  readonly onDone: readonly JsonValue[];
}

/** `on` and `ignore` of a state. */
export function reactionsOf(state: State, around: Around): Reacting {
  const on = new Map<string, JsonValue[]>();
  const onDone: JsonValue[] = [];
  const isTold = isToldByKeys(state);
  for (const [index, reaction] of state.reactions.entries()) {
    const { events, branches, unlessActive } = reaction;
    const transitions = transitionsOf(
      branches,
      around,
      isTold ? null : index,
      unlessActive,
    );
    for (const event of events) {
      const key = keyOf(event);
      if (event.kind === "error" || event.kind === "recover")
        around.losses.add(
          reaction.keyword,
          `\`on ${event.kind}\`: XState sends nothing like it`,
        );
      const list = event.kind === "done" ? onDone : (on.get(key) ?? []);
      list.push(...transitions);
      if (event.kind !== "done") on.set(key, list);
    }
  }
  for (const { trigger } of state.ignores)
    on.set(trigger.name, [...(on.get(trigger.name) ?? []), {}]);
  return {
    on: Object.fromEntries(
      [...on].map(([key, transitions]) => {
        const [first, second] = transitions;
        const isOne = first !== undefined && second === undefined;
        return [key, isOne ? first : transitions];
      }),
    ),
    onDone,
  };
}

/** Whether each event has an item of its own, in the order of the keys: then they tell which items there were. */
function isToldByKeys({ reactions }: State): boolean {
  const keys = reactions.flatMap(({ events }) => events.map(keyOf));
  const done = keys.indexOf("");
  return (
    reactions.every(({ events }) => events.length === 1) &&
    new Set(keys).size === keys.length &&
    (done === -1 || done === keys.length - 1) &&
    !reactions.some(({ branches }) => branches.some(isNothing))
  );
}

/** Without a number it would read as `ignore`. */
function isNothing({ guard, effects, target }: Branch): boolean {
  return guard === null && effects.length === 0 && target === null;
}

function keyOf(event: Event): string {
  switch (event.kind) {
    case "trigger":
      return event.trigger.name;
    case "error":
    case "recover":
      return OWN_EVENTS[event.kind];
    case "done":
      return "";
  }
}
