import type { Leg } from "../../../model/index.ts";
import { isAuto } from "./moves.ts";
import { isOpen } from "./scene.ts";
import type { Edge, Exposure, Node } from "./search.ts";

/** Nodes from which a path leads to where a leg is flat. */
export function waysFlat(
  { nodes }: Exposure,
  index: number,
  leg: Leg,
): ReadonlySet<Node> {
  const sources = new Map<Node, Node[]>();
  for (const from of nodes)
    for (const { to } of from.edges) {
      const known = sources.get(to);
      if (known === undefined) sources.set(to, [from]);
      else known.push(from);
    }
  const found = new Set(
    nodes.filter(({ scene }) => !isOpen(scene, index, leg)),
  );
  const work = [...found];
  for (let node = work.pop(); node !== undefined; node = work.pop())
    for (const from of sources.get(node) ?? [])
      if (!found.has(from)) {
        found.add(from);
        work.push(from);
      }
  return found;
}

/** Whether the machine and the venue alone can come from here to where this holds. */
export function comesTo(from: Node, holds: (node: Node) => boolean): boolean {
  const seen = new Set([from]);
  const work = [from];
  for (let node = work.pop(); node !== undefined; node = work.pop()) {
    if (holds(node)) return true;
    for (const { move, to } of node.edges)
      if (isAuto(move) && !seen.has(to)) {
        seen.add(to);
        work.push(to);
      }
  }
  return false;
}

/** All steps of the search. */
export function* edgesOf({ nodes }: Exposure): Generator<Edge> {
  for (const { edges } of nodes) yield* edges;
}
