import { components } from "../components.ts";
import type { Edge, Microsteps, Node } from "./microsteps.ts";

/**
 * Ways around: in each knot of the graph the shortest way back from each node, first over steps without a guard, then over
 * all. Not every cycle, of which there may be too many, but each node's shortest of either kind.
 */
export function* roundsIn(microsteps: Microsteps): Generator<readonly Edge[]> {
  const starts = microsteps.starts();
  const next = (node: Node): readonly Node[] =>
    microsteps.from(node).map(({ to }) => to);
  for (const knot of components(starts, next)) {
    const inside = new Set(knot);
    const isLoop =
      knot.length > 1 || knot.some((node) => next(node).includes(node));
    if (!isLoop) continue;
    for (const free of [true, false])
      for (const node of knot) {
        const round = shortestRound(node, (each) =>
          microsteps
            .from(each)
            .filter(
              ({ step, to }) =>
                inside.has(to) && (!free || step.branch.guard === null),
            ),
        );
        if (round !== null) yield round;
      }
  }
}

function shortestRound(
  start: Node,
  edges: (node: Node) => readonly Edge[],
): readonly Edge[] | null {
  const ways = new Map<Node, readonly Edge[]>([[start, []]]);
  for (const [node, way] of ways)
    for (const edge of edges(node)) {
      const longer = [...way, edge];
      if (edge.to === start) return longer;
      if (!ways.has(edge.to)) ways.set(edge.to, longer);
    }
  return null;
}
