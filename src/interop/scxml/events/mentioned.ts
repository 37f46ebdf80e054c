import type { Content } from "../ecmascript/index.ts";
import type { StateNode } from "../states/state-tree.ts";
import { nameIn } from "./descriptor.ts";

/** The names of events that a document says, in its order: in descriptors, and where it raises and sends. */
export function mentionedEvents(
  nodes: readonly StateNode[],
): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { element } of nodes) {
    for (const { events } of element.transitions)
      for (const { value } of events) {
        const name = nameIn(value);
        if (name !== "") names.add(name);
      }
    const blocks = [
      ...element.onentry,
      ...element.onexit,
      ...element.transitions.map(({ content }) => content),
      ...element.histories.map(({ content }) => content),
      ...(element.initial === null ? [] : [element.initial.content]),
    ];
    for (const block of blocks)
      for (const name of namesIn(block)) names.add(name);
  }
  return names;
}

function* namesIn(block: readonly Content[]): Generator<string> {
  for (const content of block)
    if (content.kind === "raise") yield content.event.value;
    else if (content.kind === "send" && content.event !== null)
      yield content.event.value;
    else if (content.kind === "if")
      for (const branch of content.branches) yield* namesIn(branch.content);
    else if (content.kind === "foreach") yield* namesIn(content.content);
}
