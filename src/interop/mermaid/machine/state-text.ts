/** States as `.fsm`. */
import { printEffect } from "../../../syntax/index.ts";
import type { Remarks } from "../../remarks.ts";
import type { Node } from "../tree/tree.ts";
import { docLines } from "../vocabulary/found.ts";
import type { Behaviour } from "./behaviours.ts";
import type { Group } from "./group.ts";
import type { Paths } from "./paths.ts";
import type { Start } from "./starts.ts";
import {
  headText,
  stateChildren,
  tailText,
  type Targets,
} from "./transitions.ts";

/** All that is known of the states when they are written down. */
export interface Known {
  readonly groups: ReadonlyMap<Node, readonly Group[]>;
  readonly starts: ReadonlyMap<Node, Start>;
  readonly behaviours: ReadonlyMap<Node, Behaviour>;
  readonly paths: Paths;
  readonly targets: Targets;
  readonly remarks: Remarks;
}

/** The states of a level, with the words that say where it begins. */
export function levelText(level: Node, known: Known): readonly string[] {
  const start = known.starts.get(level);
  const children = stateChildren(level);
  if (start === undefined && children.length > 0 && !level.parallel)
    known.remarks.error(
      level.span,
      `${level.parent === null ? "the diagram" : `\`${level.id}\``} has no state to begin with`,
      "a composite begins in one of its states that is not its end",
    );
  const [target] = start?.targets ?? [];
  const isChild =
    start?.effects.length === 0 &&
    start.targets.length === 1 &&
    target?.parent === level;
  const tail =
    start === undefined || isChild
      ? []
      : [
          [
            "initial",
            ...start.effects.map(printEffect),
            `-> ${start.targets.map((each) => known.paths.textOf(each)).join(", ")}`,
          ].join(" "),
        ];
  return [
    ...tail,
    ...children.flatMap((child) =>
      stateText(child, isChild && child === target, known),
    ),
  ];
}

function stateText(
  node: Node,
  initial: boolean,
  known: Known,
): readonly string[] {
  const behaviour = known.behaviours.get(node);
  const groups = known.groups.get(node) ?? [];
  const words = new Set(node.words);
  if (initial) words.add("initial");
  if (node.parallel && stateChildren(node).length > 0) words.add("parallel");
  const doc = behaviour?.docs.filter((line) => line !== "").join("\n") ?? "";
  reportEndless(node, groups, known.remarks);
  return [
    ...docLines(doc === "" ? null : doc),
    [...words, "state", node.name, "{"].join(" "),
    ...(behaviour?.items ?? []),
    ...runsText(behaviour, groups, known),
    ...groups
      .filter(({ head }) => head.kind !== "arm")
      .map((group) => `${headText(group)} ${tailText(group, known.targets)}`),
    ...levelText(node, known),
    "}",
  ];
}

function runsText(
  behaviour: Behaviour | undefined,
  groups: readonly Group[],
  known: Known,
): readonly string[] {
  const runs = behaviour?.runs ?? [];
  const arms = groups.flatMap((group) =>
    group.head.kind === "arm" ? [{ group, head: group.head }] : [],
  );
  for (const { group, head } of arms)
    if (!runs.some(({ activity }) => activity === head.activity))
      known.remarks.error(
        group.span,
        `\`${group.source === "start" ? "" : group.source.id}\` does not run \`${head.activity}\``,
        "an outcome belongs to a `run` of the state that it leaves",
      );
  return runs.map(({ activity, text }) => {
    const lines = arms
      .filter(({ head }) => head.activity === activity)
      .map(
        ({ group }) => `${headText(group)} ${tailText(group, known.targets)}`,
      );
    return `${text} { ${lines.join(" ")} }`;
  });
}

/** A way on that waits for the end of a composite in which nothing ends. */
function reportEndless(
  node: Node,
  groups: readonly Group[],
  remarks: Remarks,
): void {
  if (stateChildren(node).length === 0 || canEnd(node)) return;
  for (const { head, span } of groups)
    if (head.kind === "none")
      remarks.assumed(
        span,
        `this way on waits for the end of \`${node.id}\`, in which nothing leads to \`[*]\``,
        "an arrow without a label leaves a composite state when that has ended",
      );
}

function canEnd(node: Node): boolean {
  const children = stateChildren(node);
  return node.parallel
    ? children.every((region) => canEnd(region))
    : children.some(({ words }) => words.has("final"));
}
