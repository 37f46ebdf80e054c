import type { StateNode, Text, Transition } from "../config/machine.ts";
import { isInternal, isWildcard, type Events } from "./events.ts";

/** What a state has to say of some events, in the order in which it is asked. */
export interface Handling {
  readonly events: readonly string[];
  readonly descriptor: Text;
  readonly candidates: readonly Transition[];
}

/** Which transitions of a state an event can take. */
export class Handlers {
  readonly #events: Events;
  readonly #known = new Map<StateNode, readonly Handling[]>();

  constructor(events: Events) {
    this.#events = events;
  }

  /**
   * Exact descriptors before wildcards, longer wildcards before shorter ones. An event for which an earlier one always has an
   * answer is left out of later ones.
   */
  of(node: StateNode): readonly Handling[] {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    const found: Handling[] = [];
    const answered = new Set<string>();
    for (const { descriptor, candidates } of inOrder(node)) {
      if (candidates.length === 0 || isInternal(descriptor.text)) continue;
      const events = this.#events
        .matching(descriptor.text)
        .filter((event) => !answered.has(event));
      if (events.length > 0) found.push({ events, descriptor, candidates });
      if (candidates.some(({ guard }) => guard === null))
        for (const event of events) answered.add(event);
    }
    this.#known.set(node, found);
    return found;
  }

  /** What a state may do about one event. */
  candidates(node: StateNode, event: string): readonly Transition[] {
    return this.of(node)
      .filter(({ events }) => events.includes(event))
      .flatMap((handling) => handling.candidates);
  }
}

function inOrder(
  node: StateNode,
): readonly Pick<Handling, "descriptor" | "candidates">[] {
  const byText = new Map<string, Pick<Handling, "descriptor" | "candidates">>();
  for (const { descriptor, candidates } of node.on) {
    const same = byText.get(descriptor.text);
    byText.set(descriptor.text, {
      descriptor: same?.descriptor ?? descriptor,
      candidates: [...(same?.candidates ?? []), ...candidates],
    });
  }
  const all = [...byText.values()];
  const wild = all.filter(({ descriptor }) => isWildcard(descriptor.text));
  return [
    ...all.filter(({ descriptor }) => !isWildcard(descriptor.text)),
    ...wild.toSorted(
      (a, b) => b.descriptor.text.length - a.descriptor.text.length,
    ),
  ];
}
