import type { Event, State } from "../../../model/index.ts";
import type { JsonRecord, JsonValue } from "./marks.ts";
import { oneOrMore } from "./marks.ts";
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
  const asked = new Map<string, number>();
  for (const { events } of state.reactions)
    for (const event of events)
      asked.set(keyOf(event), (asked.get(keyOf(event)) ?? 0) + 1);
  for (const [index, reaction] of state.reactions.entries()) {
    const { events, branches, unlessActive } = reaction;
    const isAlone =
      events.length === 1 &&
      events.every((event) => asked.get(keyOf(event)) === 1);
    const transitions = transitionsOf(
      branches,
      around,
      isAlone ? null : index,
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
      [...on].map(([key, transitions]) => [key, oneOrMore(transitions)]),
    ),
    onDone,
  };
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
