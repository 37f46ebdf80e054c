import { expandFrom, type WrittenByFrom } from "../items/from.ts";
import { fillState } from "../items/items.ts";
import type { StateNode } from "../names/state-node.ts";
import type { LayerText } from "../policies.ts";
import type { Report } from "../report.ts";
import { checkInitialTails, resolveInitial } from "./initial.ts";
import { checkItems, checkModifiers } from "./modifiers.ts";
import type { StateTree } from "../tree/state-tree.ts";

/** Puts into every state what the texts of all layers, and their `from`, write there. */
export function fillStates(
  tree: StateTree,
  layers: readonly LayerText[],
  whole: boolean,
  report: Report,
): void {
  const written = writtenByFrom(tree, layers);
  for (const node of tree.nodes) {
    const places = layers.map(({ place }) => ({
      ...place,
      node,
      state: node.state,
    }));
    checkModifiers(node, whole, report);
    fillState(places, written.get(node) ?? []);
    checkItems(node, report);
    checkInitialTails(node, { report });
    const { state } = node;
    if (state.kind !== "composite") continue;
    const texts = places.map((place) => ({
      place,
      members: node.texts
        .filter((text) => text.layer === place.names.layer)
        .flatMap((text) => text.declaration.items),
    }));
    const required = whole && !state.modifiers.includes("final");
    resolveInitial({ ...node, state }, texts, required);
  }
  resolveInitial(tree.root, layers, whole);
}

function writtenByFrom(
  { root }: StateTree,
  layers: readonly LayerText[],
): ReadonlyMap<StateNode, readonly WrittenByFrom[]> {
  const written = new Map<StateNode, WrittenByFrom[]>();
  for (const { place, members } of layers)
    for (const member of members) {
      if (member.kind !== "from") continue;
      for (const [node, item] of expandFrom(member, root, place)) {
        const items = written.get(node);
        if (items === undefined) written.set(node, [item]);
        else items.push(item);
      }
    }
  return written;
}
