import type { TransitionElement } from "../document/document.ts";
import type { StateNode } from "../states/state-tree.ts";
import { nameIn } from "./descriptor.ts";

export interface Listener {
  readonly node: StateNode;
  readonly transition: TransitionElement;
}

/** The transitions of a document by what they hear. */
export class Listeners {
  readonly #byPrefix = new Map<string, Listener[]>();

  constructor(nodes: readonly StateNode[]) {
    for (const node of nodes)
      for (const transition of node.element.transitions)
        for (const { value } of transition.events)
          add(this.#byPrefix, nameIn(value), { node, transition });
  }

  /** Those that hear an event. */
  to(event: string): readonly Listener[] {
    const found = prefixesOf(event).flatMap(
      (prefix) => this.#byPrefix.get(prefix) ?? [],
    );
    return [...new Set(found)];
  }
}

/** The events of a document by what hears them. */
export class Vocabulary {
  readonly #places = new Map<string, number>();
  readonly #byPrefix = new Map<string, string[]>();

  constructor(events: Iterable<string>) {
    for (const event of events) {
      this.#places.set(event, this.#places.size);
      for (const prefix of prefixesOf(event))
        add(this.#byPrefix, prefix, event);
    }
  }

  /** At least as many as a transition hears. */
  atMost({ events }: TransitionElement): number {
    return events.reduce(
      (all, { value }) =>
        all + (this.#byPrefix.get(nameIn(value))?.length ?? 0),
      0,
    );
  }

  /** The events that a transition hears, in the vocabulary's order. */
  heardBy({ events }: TransitionElement): readonly string[] {
    const heard = new Set(
      events.flatMap(({ value }) => this.#byPrefix.get(nameIn(value)) ?? []),
    );
    return [...heard].toSorted(
      (a, b) => (this.#places.get(a) ?? 0) - (this.#places.get(b) ?? 0),
    );
  }
}

/** `""`, `a`, `a.b` of `a.b`: what a descriptor may say that matches it (SCXML, 3.12.1); `""` is `*`. */
function prefixesOf(event: string): readonly string[] {
  const prefixes = ["", event];
  for (
    let dot = event.lastIndexOf(".");
    dot > 0;
    dot = event.lastIndexOf(".", dot - 1)
  )
    prefixes.push(event.slice(0, dot));
  return prefixes;
}

function add<Value>(
  map: Map<string, Value[]>,
  key: string,
  value: Value,
): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
