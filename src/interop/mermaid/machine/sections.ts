/** What lies between a `<<fork>>` and its `<<join>>`. */
import type { Arrow, Node, Tree } from "../tree/tree.ts";

/**
 * A fork whose ways go on side by side until one join becomes a parallel state: each way is a region of it, which ends where
 * the join stands. Other forks stay as they are.
 */
export function withSections(tree: Tree): Tree {
  return tree.nodes
    .filter(({ stereotype }) => stereotype === "fork")
    .reduce(withSection, tree);
}

/** One way from the fork to the join. */
interface Way {
  readonly first: Node;
  readonly nodes: ReadonlySet<Node>;
}

function withSection(tree: Tree, fork: Node): Tree {
  const { arrows } = tree;
  const leaving = arrows.filter(({ from }) => from === fork);
  const ways = leaving.flatMap(({ to, label }): readonly Way[] =>
    to === "end" || label !== null
      ? []
      : [{ first: to, nodes: reachable(to, arrows) }],
  );
  const join = joinOf(ways, arrows);
  const { parent } = fork;
  const isSection =
    ways.length > 1 &&
    ways.length === leaving.length &&
    parent !== null &&
    join !== null &&
    ways.every((way) => standsAlone(way, fork, join, arrows)) &&
    areDisjoint(ways);
  if (!isSection) return tree;
  fork.stereotype = null;
  fork.parallel = true;
  const regions = ways.map((way, index) => regionOf(way, fork, index));
  join.parent?.children.splice(join.parent.children.indexOf(join), 1);
  return {
    ...tree,
    nodes: tree.nodes.filter((node) => node !== join),
    arrows: arrows.map((arrow): Arrow => {
      const inside = regions.find(({ way }) =>
        arrow.from === fork
          ? arrow.to === way.first
          : arrow.from !== "start" && way.nodes.has(arrow.from),
      );
      if (arrow.from === join) return { ...arrow, from: fork };
      if (inside === undefined) return arrow;
      const { region } = inside;
      if (arrow.from === fork)
        return { ...arrow, from: "start", scope: region };
      return arrow.to === join ? { ...arrow, to: "end", scope: region } : arrow;
    }),
  };
}

/** The states that lead on from one, up to a join. */
function reachable(first: Node, arrows: readonly Arrow[]): ReadonlySet<Node> {
  const found = new Set<Node>();
  const waiting = [first];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next) || next.stereotype === "join") continue;
    found.add(next);
    for (const { from, to } of arrows)
      if (from === next && to !== "end") waiting.push(to);
  }
  return found;
}

/** The one join that all ways lead to. */
function joinOf(ways: readonly Way[], arrows: readonly Arrow[]): Node | null {
  const joins = ways.flatMap(({ nodes }) =>
    arrows.flatMap(({ from, to }) =>
      from !== "start" &&
      nodes.has(from) &&
      to !== "end" &&
      to.stereotype === "join"
        ? [to]
        : [],
    ),
  );
  const [join] = joins;
  return join !== undefined && joins.every((each) => each === join)
    ? join
    : null;
}

/** It is entered by the fork only, left to the join only, and leads there. */
function standsAlone(
  { nodes }: Way,
  fork: Node,
  join: Node,
  arrows: readonly Arrow[],
): boolean {
  const isInside = (end: Arrow["from"] | Arrow["to"]): boolean =>
    typeof end !== "string" && nodes.has(end);
  const touching = arrows.filter(
    ({ from, to }) => isInside(from) || isInside(to),
  );
  return (
    [...nodes].every(({ parent }) => parent === fork.parent) &&
    touching.some(({ to }) => to === join) &&
    touching.every(
      ({ from, to }) =>
        (isInside(from) && (isInside(to) || to === join)) ||
        (from === fork && isInside(to)),
    )
  );
}

function areDisjoint(ways: readonly Way[]): boolean {
  const all = ways.flatMap(({ nodes }) => [...nodes]);
  return new Set(all).size === all.length;
}

function regionOf(
  way: Way,
  fork: Node,
  index: number,
): { readonly way: Way; readonly region: Node } {
  const name = `${fork.name}_${index + 1}`;
  const region: Node = {
    ...fork,
    id: name,
    name,
    parent: fork,
    children: [],
    parallel: false,
    words: new Set(),
    descriptions: [],
    notes: [],
  };
  fork.children.push(region);
  for (const node of way.nodes) {
    node.parent?.children.splice(node.parent.children.indexOf(node), 1);
    node.parent = region;
    region.children.push(node);
  }
  return { way, region };
}
