import type { Remarks } from "../../remarks.ts";
import type { Node } from "../tree/tree.ts";
import type { Branch, Group } from "./group.ts";

/**
 * `[*]` as a target: a final state of its level, made where something leads there. A state that says itself that it is
 * final needs none.
 */
export function resolveEnds(
  groups: readonly Group[],
  root: Node,
  remarks: Remarks,
): readonly Group[] {
  const names = new Set(namesBelow(root));
  const ends = new Map<Node, Node>();
  const endOf = (scope: Node): Node => {
    const known = ends.get(scope);
    if (known !== undefined) return known;
    const made = generated("END", scope, names);
    made.words.add("final");
    ends.set(scope, made);
    return made;
  };
  return groups.flatMap((group) => {
    if (group.source !== "start" && group.source.words.has("final")) {
      if (group.branches.every(({ goal }) => goal.kind === "end")) return [];
    }
    for (const { goal, span } of group.branches)
      if (goal.kind === "end" && goal.scope.parallel)
        remarks.error(
          span,
          "no state lies in the region that ends here",
          "`[*]` ends the region in whose text it stands, and its states are declared elsewhere",
        );
    const branches = group.branches.map((branch): Branch =>
      branch.goal.kind === "end"
        ? {
            ...branch,
            goal: { kind: "states", nodes: [endOf(branch.goal.scope)] },
          }
        : branch,
    );
    return [{ ...group, branches }];
  });
}

/** A state that the diagram has no name for: `START`, `END`, in a composite with its name before it. */
export function generated(
  wish: string,
  parent: Node,
  names: Set<string>,
): Node {
  let name = parent.parent === null ? wish : `${parent.name}_${wish}`;
  while (names.has(name)) name += "_";
  names.add(name);
  const made: Node = {
    id: name,
    name,
    parent,
    children: [],
    span: parent.span,
    parallel: false,
    stereotype: null,
    historyOf: null,
    words: new Set(),
    descriptions: [],
    notes: [],
  };
  parent.children.push(made);
  return made;
}

export function namesBelow(node: Node): readonly string[] {
  return node.children.flatMap((child) => [child.name, ...namesBelow(child)]);
}
