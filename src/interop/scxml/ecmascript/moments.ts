import type { At } from "./document.ts";
import type { CurrentEvent } from "./scope.ts";

/** What `_event` may be at a place, each on its own. */
export function moments({ event }: At): readonly CurrentEvent[] {
  if (event.kind !== "bound") return [event];
  const { names, readable, kept = false } = event;
  return names.map((name) => ({
    kind: "bound",
    name,
    names,
    readable,
    kept,
  }));
}
