import type { Remarks } from "../../remarks.ts";
import type { Node } from "../tree/tree.ts";
import { both, isActive } from "../vocabulary/nodes.ts";
import {
  areApart,
  commonAround,
  leadsTo,
  type Branch,
  type Group,
} from "./group.ts";

/** `<<fork>>`: one transition with several targets, where these lie in different regions. */
export function resolveForks(
  groups: readonly Group[],
  nodes: readonly Node[],
  remarks: Remarks,
): readonly Group[] {
  return nodes
    .filter(({ stereotype }) => stereotype === "fork")
    .reduce((all, fork) => resolveFork(all, fork, remarks), groups);
}

function resolveFork(
  groups: readonly Group[],
  fork: Node,
  remarks: Remarks,
): readonly Group[] {
  const leaving = groups.filter(({ source }) => source === fork);
  const branches = leaving.flatMap((group) => group.branches);
  const targets = branches.flatMap(({ goal }) =>
    goal.kind === "states" ? goal.nodes : [],
  );
  const [first] = targets;
  const rest = groups.filter((each) => !leaving.includes(each));
  if (first === undefined) {
    remarks.lost(
      fork.span,
      `nothing leads on from the fork \`${fork.id}\``,
      "a fork divides one transition into several regions",
    );
    return rest.filter(
      (group) => !group.branches.some((branch) => leadsTo(branch, fork)),
    );
  }
  const kept = targets.filter((target, index) =>
    targets.slice(0, index).every((other) => areApart(other, target)),
  );
  if (kept.length < targets.length)
    remarks.lost(
      fork.span,
      `\`${fork.id}\` leads to states that cannot be active together; only \`${first.id}\` is kept`,
      "states are active together where they lie in different regions of one composite state, which `--` divides",
    );
  reportConditions(leaving, "a fork", remarks);
  const effects = leaving.flatMap(effectsOf);
  return rest.map((group) => ({
    ...group,
    branches: group.branches.map((branch): Branch =>
      leadsTo(branch, fork)
        ? {
            ...branch,
            way: {
              ...branch.way,
              effects: [...branch.way.effects, ...effects],
            },
            goal: {
              kind: "states",
              nodes: kept.length < targets.length ? [first] : kept,
            },
          }
        : branch,
    ),
  }));
}

/**
 * `<<join>>`: a transition of the parallel state, taken once all the states that lead there are active. `pathOf`: what a
 * state is called in the spec.
 */
export function resolveJoins(
  groups: readonly Group[],
  nodes: readonly Node[],
  pathOf: (node: Node) => readonly string[],
  remarks: Remarks,
): readonly Group[] {
  return nodes
    .filter(({ stereotype }) => stereotype === "join")
    .reduce((all, join) => resolveJoin(all, join, pathOf, remarks), groups);
}

function resolveJoin(
  groups: readonly Group[],
  join: Node,
  pathOf: (node: Node) => readonly string[],
  remarks: Remarks,
): readonly Group[] {
  const leaving = groups.filter(({ source }) => source === join);
  const entering = groups.filter(({ branches }) =>
    branches.some((branch) => leadsTo(branch, join)),
  );
  const rest = groups.filter(
    (each) => !leaving.includes(each) && !entering.includes(each),
  );
  const sources = entering.flatMap(({ source }) =>
    source === "start" ? [] : [source],
  );
  const [first, ...others] = sources;
  if (leaving.length === 0 || first === undefined) {
    remarks.lost(
      join.span,
      leaving.length === 0
        ? `nothing leads on from the join \`${join.id}\``
        : `nothing leads to the join \`${join.id}\``,
      "a join is no state: it is where several regions become one transition",
    );
    return rest;
  }
  const around = others.reduce<Node | null>(
    (common, other) => (common === null ? null : commonAround(common, other)),
    first,
  );
  const apart = sources.every((source, index) =>
    sources.slice(0, index).every((other) => areApart(other, source)),
  );
  if (sources.length > 1 && around !== null && apart) {
    const waits = sources
      .map((source) => isActive(pathOf(source)))
      .reduce((all, each) => both(all, each) ?? all);
    for (const { head, span } of entering)
      if (head.kind !== "none") loseEvent(span, "a join", remarks);
    const conditions = entering
      .flatMap(({ head, branches }) =>
        head.kind === "none" ? branches.map(({ way }) => way.guard) : [],
      )
      .reduce(both, waits);
    const before = entering.flatMap(effectsOf);
    const joined = leaving.map((group): Group => ({
      ...group,
      source: around,
      head:
        group.head.kind === "none"
          ? { kind: "item", text: "always", triggers: [] }
          : group.head,
      branches: group.branches.map((branch) => ({
        ...branch,
        way: {
          ...branch.way,
          guard: both(conditions, branch.way.guard),
          otherwise: false,
          effects: [...before, ...branch.way.effects],
        },
      })),
    }));
    return [...rest, ...joined];
  }
  if (sources.length > 1)
    remarks.lost(
      join.span,
      `\`${join.id}\` waits for states that cannot be active together; each goes on alone`,
      "states are active together where they lie in different regions of one composite state, which `--` divides",
    );
  return [...rest, ...passedThrough(entering, leaving, join, remarks)];
}

/** Without waiting: what leads to the join leads on to where it leads. */
function passedThrough(
  entering: readonly Group[],
  leaving: readonly Group[],
  join: Node,
  remarks: Remarks,
): readonly Group[] {
  return entering.flatMap((group) => {
    const others = group.branches.filter((branch) => !leadsTo(branch, join));
    const into = group.branches.filter((branch) => leadsTo(branch, join));
    const onward = leaving.map((next): Group => {
      const isTwice = group.head.kind !== "none" && next.head.kind !== "none";
      if (isTwice) loseEvent(next.span, "a join", remarks);
      const branches = into.flatMap(({ way }) =>
        next.branches.map((branch): Branch => ({
          ...branch,
          way: {
            ...branch.way,
            guard: both(way.guard, isTwice ? null : branch.way.guard),
            effects: [...way.effects, ...(isTwice ? [] : branch.way.effects)],
          },
        })),
      );
      const head = group.head.kind === "none" ? next.head : group.head;
      return { ...next, ...group, head, branches };
    });
    return others.length === 0
      ? onward
      : [{ ...group, branches: others }, ...onward];
  });
}

/** What is done on the way; without the event that it belongs to, nothing. */
function effectsOf({ head, branches }: Group): Branch["way"]["effects"] {
  return head.kind === "none" ? branches.flatMap(({ way }) => way.effects) : [];
}

function reportConditions(
  groups: readonly Group[],
  what: string,
  remarks: Remarks,
): void {
  for (const { head, branches, span } of groups)
    if (head.kind !== "none" || branches.some(({ way }) => way.guard !== null))
      loseEvent(span, what, remarks);
}

function loseEvent(span: Group["span"], what: string, remarks: Remarks): void {
  remarks.lost(
    span,
    `this label is an event or a condition at ${what}`,
    "a fork and a join are part of a transition, whose event stands where it begins",
  );
}
