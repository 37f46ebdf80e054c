import { printEffect, printExpression } from "../../../syntax/index.ts";
import type { Head } from "../label.ts";
import type { Remarks } from "../../remarks.ts";
import { areApart, type Branch, type Group } from "./group.ts";

/**
 * Arrows of one state that say the same: to different regions they are one transition with several targets; else only the
 * first can ever be taken, and the others are left out and reported.
 */
export function mergeTwins(
  groups: readonly Group[],
  remarks: Remarks,
): readonly Group[] {
  const kept: Group[] = [];
  const lastOf = new Map<Group["source"], number>();
  /** By source and head: what has no condition, behind which nothing is tried any more. */
  const closed = new Map<Group["source"], Set<string>>();
  for (const group of elseLast(groups)) {
    const last = lastOf.get(group.source) ?? -1;
    const merged = withBoth(kept[last], group);
    if (merged !== null) {
      kept[last] = merged;
      continue;
    }
    const heads = closed.get(group.source) ?? new Set();
    closed.set(group.source, heads);
    const head = textOf(group.head);
    if (group.source !== "start" && heads.has(head)) {
      remarks.lost(
        group.span,
        `${group.head.kind === "none" ? "another arrow without a label" : `another arrow for \`${head}\``} leaves \`${group.source.id}\` before this one`,
        "nothing says which of them is meant, and the first would always be taken; only it is kept",
      );
      continue;
    }
    if (group.branches.some(isOpen)) heads.add(head);
    lastOf.set(group.source, kept.push(group) - 1);
  }
  return kept;
}

/** Outside of a choice `else` means: after the others of the same kind. */
function elseLast(groups: readonly Group[]): readonly Group[] {
  const isElse = ({ choice, branches }: Group): boolean =>
    !choice && branches.some(({ way }) => way.otherwise);
  return [
    ...groups.filter((group) => !isElse(group)),
    ...groups.filter(isElse),
  ];
}

function isOpen({ way }: Branch): boolean {
  return way.guard === null;
}

export function textOf(head: Head): string {
  switch (head.kind) {
    case "none":
      return "";
    case "item":
      return head.text;
    case "arm":
      return `${head.activity} ${head.outcomes.join(", ")}`;
  }
}

/** One transition to the targets of both; null where they are no such twins. */
function withBoth(one: Group | undefined, other: Group): Group | null {
  if (one === undefined || one.choice || other.choice) return null;
  const [first] = one.branches;
  const [second] = other.branches;
  if (first?.goal.kind !== "states" || second?.goal.kind !== "states")
    return null;
  const targets = first.goal.nodes;
  const added = second.goal.nodes;
  const isTwin =
    one.scope === other.scope &&
    textOf(one.head) === textOf(other.head) &&
    wayText(first) === wayText(second) &&
    targets.every((target) => added.every((each) => areApart(target, each)));
  if (!isTwin) return null;
  const goal = { kind: "states", nodes: [...targets, ...added] } as const;
  return { ...one, branches: [{ ...first, goal }] };
}

function wayText({ way }: Branch): string {
  const guard = way.guard === null ? "" : printExpression(way.guard);
  const effects = way.effects.map(printEffect).join(" ");
  return `${guard} ${way.otherwise} ${effects} ${way.stays} ${way.reenters}`;
}
