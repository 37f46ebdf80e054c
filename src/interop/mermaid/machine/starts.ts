import type { Effect } from "../../../syntax/index.ts";
import type { Remarks } from "../../remarks.ts";
import type { Node } from "../tree/tree.ts";
import { generated, namesBelow } from "./ends.ts";
import { areApart, isInside, type Branch, type Group } from "./group.ts";

/** Where a level begins. */
export interface Start {
  readonly targets: readonly Node[];
  readonly effects: readonly Effect[];
}

export interface Started {
  /** By composite, region, or root. */
  readonly starts: ReadonlyMap<Node, Start>;
  /** With those of the states that had to be made. */
  readonly groups: readonly Group[];
}

/**
 * `[*]` as a source: the initial state of its level. Where a condition or an event stands at the arrow, a state is made
 * that waits for it.
 */
export function resolveStarts(
  groups: readonly Group[],
  root: Node,
  remarks: Remarks,
): Started {
  const names = new Set(namesBelow(root));
  const starts = new Map<Node, Start>();
  const all = groups.filter(({ source }) => source !== "start");
  const levels = new Set(levelsOf(root));
  const starting = new Map<Node, Group[]>();
  for (const group of groups) {
    if (group.source !== "start") continue;
    const { scope, branches } = group;
    if (!levels.has(scope)) checkInside(branches, scope, remarks);
    const known = starting.get(scope);
    if (known === undefined) starting.set(scope, [group]);
    else known.push(group);
  }
  for (const level of levels) {
    const here = starting.get(level) ?? [];
    for (const { branches } of here) checkInside(branches, level, remarks);
    const plain = plainStart(here, level, remarks);
    if (plain !== null) starts.set(level, plain);
    else if (here.length > 0) {
      const waiting = generated("START", level, names);
      level.children.unshift(...level.children.splice(-1));
      starts.set(level, { targets: [waiting], effects: [] });
      all.push(...here.map((group) => ({ ...group, source: waiting })));
    } else {
      const first = firstOf(level, remarks);
      if (first !== null) starts.set(level, first);
    }
  }
  return { starts, groups: all };
}

/** The root, composites and regions that have states of their own, outermost first. */
function levelsOf(node: Node): readonly Node[] {
  const inner = node.children.flatMap(levelsOf);
  return node.children.length > 0 && !node.parallel ? [node, ...inner] : inner;
}

function checkInside(
  branches: readonly Branch[],
  level: Node,
  remarks: Remarks,
): void {
  for (const { goal, span } of branches) {
    const outside =
      goal.kind === "states" &&
      goal.nodes.find((each) => !isInside(each, level) || each === level);
    if (outside)
      remarks.error(
        span,
        `${level.parent === null ? "the diagram" : `\`${level.id}\``} begins with \`${outside.id}\`, which lies elsewhere`,
        "mermaid knows a state by its name alone; a state lies in the composite that declares it, else in the first that begins, ends or goes on with it",
      );
  }
}

/** Targets without conditions: one, or several in different regions. Null where there is more to it. */
function plainStart(
  groups: readonly Group[],
  level: Node,
  remarks: Remarks,
): Start | null {
  const branches = groups.flatMap((group) =>
    group.head.kind === "none" && !group.choice ? group.branches : [],
  );
  const isPlain =
    branches.length > 0 &&
    branches.length === groups.length &&
    branches.every(
      ({ way, goal }) =>
        way.guard === null &&
        !way.otherwise &&
        goal.kind === "states" &&
        goal.nodes.every(({ stereotype }) => stereotype === null),
    );
  if (!isPlain) return null;
  const targets: Node[] = [];
  for (const branch of branches)
    for (const node of nodesOf(branch))
      if (targets.every((other) => areApart(other, node))) targets.push(node);
      else if (!targets.includes(node))
        remarks.lost(
          branch.span,
          `${level.parent === null ? "the diagram" : `\`${level.id}\``} begins twice`,
          `it can begin in one state only, and \`${targets[0]?.id ?? ""}\` is the first`,
        );
  const effects = branches.flatMap(({ way }) => way.effects);
  return { targets, effects };
}

function nodesOf({ goal }: Branch): readonly Node[] {
  return goal.kind === "states" ? goal.nodes : [];
}

/** Where nothing says it: the first state of the text. */
function firstOf(level: Node, remarks: Remarks): Start | null {
  const candidates = level.children.filter(
    ({ stereotype, words }) => stereotype === null && !words.has("final"),
  );
  const [first, another] = candidates;
  if (first === undefined) return null;
  if (another !== undefined)
    remarks.assumed(
      first.span,
      `nothing says where ${level.parent === null ? "the diagram" : `\`${level.id}\``} begins: it begins with \`${first.id}\`, its first state`,
      "`[*] --> X` says so",
    );
  return { targets: [first], effects: [] };
}
