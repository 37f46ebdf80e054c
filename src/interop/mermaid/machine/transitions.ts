/** Transitions as `.fsm`. */
import { printEffect, printExpression } from "../../../syntax/index.ts";
import type { Remarks } from "../../remarks.ts";
import type { Node } from "../tree/tree.ts";
import type { Branch, Group } from "./group.ts";
import { textOf } from "./merge.ts";
import type { Paths } from "./paths.ts";

/** What stands before a tail: `on X`, `always`, `done`. */
export function headText(group: Group): string {
  const { source, head } = group;
  if (head.kind !== "none") {
    return head.kind === "arm" ? head.outcomes.join(", ") : textOf(head);
  }
  return source !== "start" && stateChildren(source).length > 0
    ? "on done"
    : "always";
}

/** The children that are states of the spec. */
export function stateChildren(node: Node): readonly Node[] {
  return node.children.filter(({ stereotype }) => stereotype === null);
}

/** A branch, or a choice of several. */
export function tailText(
  { choice, branches }: Group,
  targets: Targets,
): string {
  const [first] = branches;
  const isPlain =
    first !== undefined &&
    branches.length === 1 &&
    (!choice || first.way.guard === null);
  if (isPlain) return branchText(first, targets, false);
  const lines = branches.map((each) => branchText(each, targets, true));
  return `{ ${lines.join(" ")} }`;
}

function branchText(
  { way, goal, span }: Branch,
  targets: Targets,
  inChoice: boolean,
): string {
  const condition =
    way.guard === null
      ? inChoice
        ? ["else"]
        : []
      : [`when ${printExpression(way.guard)}`];
  const nodes = goal.kind === "states" ? goal.nodes : [];
  const names = nodes.map((node) => targets.textOf(node, span));
  const end = way.stays
    ? ["stay"]
    : [`-> ${names.join(", ")}`, ...(way.reenters ? ["reenter"] : [])];
  return [...condition, ...way.effects.map(printEffect), ...end].join(" ");
}

/** What branches lead to. */
export class Targets {
  readonly #paths: Paths;
  readonly #remarks: Remarks;

  constructor(paths: Paths, remarks: Remarks) {
    this.#paths = paths;
    this.#remarks = remarks;
  }

  /** `A.B`, `deep history A`. */
  textOf(node: Node, span: Branch["span"]): string {
    const { stereotype } = node;
    if (stereotype !== "history" && stereotype !== "deep history")
      return this.#paths.textOf(node);
    const of = node.historyOf;
    if (of === null || stateChildren(of).length === 0) {
      this.#remarks.error(
        span,
        `\`${node.id}\` is the history of no composite state`,
        "a history belongs to the composite state that it stands in",
      );
      return "";
    }
    const word = stereotype === "history" ? "history" : "deep history";
    return `${word} ${this.#paths.textOf(of)}`;
  }
}
