import type { Remarks } from "../../remarks.ts";
import type { Node } from "../tree/tree.ts";
import { both } from "../vocabulary/nodes.ts";
import { leadsTo, type Branch, type Group } from "./group.ts";

/**
 * `<<choice>>`: what leads there goes on by its branches. One that something is done on the way to, or that a level begins
 * with, becomes a state that is left at once: then its conditions are asked afterwards, as UML has it.
 */
export function resolveChoices(
  groups: readonly Group[],
  nodes: readonly Node[],
  remarks: Remarks,
): readonly Group[] {
  return nodes
    .filter(({ stereotype }) => stereotype === "choice")
    .reduce((all, choice) => resolve(all, choice, remarks), groups);
}

function resolve(
  groups: readonly Group[],
  choice: Node,
  remarks: Remarks,
): readonly Group[] {
  const leaving = groups.filter(({ source }) => source === choice);
  const entering = groups.filter(({ branches }) =>
    branches.some((branch) => leadsTo(branch, choice)),
  );
  if (leaving.length === 0 || entering.length === 0) {
    remarks.lost(
      choice.span,
      leaving.length === 0
        ? `nothing leads on from the choice \`${choice.id}\``
        : `nothing leads to the choice \`${choice.id}\``,
      "a choice is no state: it is where one transition divides into several",
    );
    return groups.filter(
      (each) => !leaving.includes(each) && !entering.includes(each),
    );
  }
  if (!entering.every(mayDivide) || !leaving.every(isCondition)) {
    choice.stereotype = null;
    return groups;
  }
  const ways = openLast(
    inOrder(leaving.flatMap(({ branches }) => branches)),
    choice,
    remarks,
  );
  return groups.flatMap((group) => {
    if (leaving.includes(group)) return [];
    if (!entering.includes(group)) return [group];
    const branches = group.branches.flatMap((branch) =>
      leadsTo(branch, choice) ? divided(branch, ways) : [branch],
    );
    return [{ ...group, choice: true, branches }];
  });
}

/** It does nothing before the conditions are asked, and starts at a state. */
function mayDivide({ source, branches }: Group): boolean {
  const isState =
    source !== "start" &&
    (source.stereotype === null || source.stereotype === "choice");
  return (
    isState &&
    source.stereotype === null &&
    branches.every(({ way }) => way.effects.length === 0 && !way.otherwise)
  );
}

function isCondition({ head, source, branches }: Group): boolean {
  return (
    head.kind === "none" && branches.every((branch) => !isLoop(branch, source))
  );
}

function isLoop(branch: Branch, source: Group["source"]): boolean {
  return source !== "start" && leadsTo(branch, source);
}

/** `else` is asked last. */
function inOrder(branches: readonly Branch[]): readonly Branch[] {
  return branches.toSorted(
    (a, b) => Number(a.way.otherwise) - Number(b.way.otherwise),
  );
}

/** Behind the first without a condition none is asked. */
function openLast(
  branches: readonly Branch[],
  choice: Node,
  remarks: Remarks,
): readonly Branch[] {
  const open = branches.findIndex(({ way }) => way.guard === null);
  if (open < 0) return branches;
  for (const { span } of branches.slice(open + 1))
    remarks.lost(
      span,
      `another arrow without a condition leaves \`${choice.id}\` before this one`,
      "the first would always be taken; only it is kept",
    );
  return branches.slice(0, open + 1);
}

function divided(before: Branch, ways: readonly Branch[]): readonly Branch[] {
  const { guard } = before.way;
  return ways.map((branch) => ({
    ...branch,
    way: {
      ...branch.way,
      guard: both(guard, branch.way.guard),
      otherwise: branch.way.otherwise && guard === null,
    },
  }));
}
