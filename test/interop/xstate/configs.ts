/** What a configuration names, found by walking through it. */
import type { Names } from "./xstate-side.ts";

export interface Named extends Names {
  readonly events: readonly string[];
}

/** Of version 5's spelling; a delay that is a number is none. */
export function namesIn(config: unknown): Named {
  const guards = new Set<string>();
  const actions = new Set<string>();
  const activities = new Set<string>();
  const delays = new Set<string>();
  const events = new Set<string>();
  const add = (to: Set<string>, value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) add(to, each);
    else if (typeof value === "string") to.add(value);
    else if (isObject(value) && typeof value["type"] === "string") {
      if (value["type"] === "xstate.raise") {
        const { event } = Object(value["params"] ?? value);
        events.add(String(Object(event).type));
      } else to.add(value["type"]);
    }
  };
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) walk(each);
    if (!isObject(value)) return;
    for (const [key, part] of Object.entries(value)) {
      if (key === "guard") add(guards, part);
      else if (["entry", "exit", "actions"].includes(key)) add(actions, part);
      else if (key === "src") add(activities, part);
      if (!isObject(part) || !["on", "after", "states"].includes(key))
        walk(part);
      else
        for (const [name, inner] of Object.entries(part)) {
          if (key === "on" && !name.includes("*")) events.add(name);
          if (key === "after" && Number.isNaN(Number(name))) delays.add(name);
          walk(inner);
        }
    }
  };
  walk(config);
  return {
    guards: [...guards],
    actions: [...actions],
    activities: [...activities],
    delays: [...delays],
    events: [...events],
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
