import type { StateNode, Transition } from "../config/machine.ts";
import type { Remarks } from "../../remarks.ts";
import { isBelow, isState } from "./nodes.ts";

/** Where XState does otherwise than SCXML's algorithm, and nobody can have meant it: the machine goes on as SCXML says. */
export function saySkipped(
  source: StateNode,
  targets: readonly StateNode[],
  span: Transition["span"],
  report: Remarks,
): void {
  for (const { kind, parent } of targets)
    if (kind === "history" && parent !== null && isBelow(source, parent))
      report.assumed(
        span,
        "a history is led to from inside of its own state",
        "XState then enters states again that it has not left; here each is left before it is entered again, or stays",
      );
  for (const { initial } of targets.flatMap((each) => begun(each, targets)))
    if (initial !== null && initial.actions.length > 0)
      report.assumed(
        initial.span,
        "these actions are called whenever the state begins",
        "XState leaves them out where a transition leads into another region, or a history brings the state back",
      );
}

/** What begins because of a target, without being one. */
function begun(
  target: StateNode,
  targets: readonly StateNode[],
): readonly StateNode[] {
  const found: StateNode[] = [];
  if (target.kind === "history") found.push(...(target.parent?.children ?? []));
  for (let each = target.parent; each !== null; each = each.parent)
    if (each.kind === "parallel") found.push(...beside(each, targets));
  return found;
}

/** The regions of a parallel state into which nothing leads. */
function beside(
  { children }: StateNode,
  targets: readonly StateNode[],
): readonly StateNode[] {
  return children.filter(
    (region) =>
      isState(region) &&
      !targets.some((target) => target === region || isBelow(target, region)),
  );
}
