import type { TransitionElement } from "../document/document.ts";
import type { StateNode } from "../states/state-tree.ts";
import { matches } from "./descriptor.ts";

export interface Listener {
  readonly node: StateNode;
  readonly transition: TransitionElement;
}

/** The transitions that hear an event. */
export function listenersTo(
  event: string,
  nodes: readonly StateNode[],
): readonly Listener[] {
  return nodes.flatMap((node) =>
    node.element.transitions
      .filter((transition) => hears(transition, event))
      .map((transition) => ({ node, transition })),
  );
}

export function hears({ events }: TransitionElement, event: string): boolean {
  return events.some(({ value }) => matches(value, event));
}
