import {
  historyOfAtomic,
  targetsNotApart,
} from "../../../diagnostics/messages/meaning.ts";
import type * as Ast from "../../../syntax/ast.ts";
import { printStatePath } from "../../../syntax/print.ts";
import type { State, Target, TargetState } from "../../model.ts";
import { findState } from "../names/find.ts";
import { ancestors, areConcurrent, isDescendant } from "../../tree.ts";
import type { ItemPlace } from "./place.ts";

/** Where a tail leads; null for `stay`, and where no target can be had. */
export function buildTarget(end: Ast.End, place: ItemPlace): Target | null {
  if (end.kind === "stay") return null;
  const states = buildTargetStates(end.targets, place);
  if (states.length === 0) return null;
  return { states, reenter: end.reenter !== null };
}

export function buildTargetStates(
  targets: readonly Ast.Target[],
  place: ItemPlace,
): readonly TargetState[] {
  const states: TargetState[] = [];
  for (const { history, path, span } of targets) {
    const node = findState(path, place);
    if (node === null) continue;
    const { state } = node;
    if (history !== "none" && !hasChildren(state)) {
      if (!place.report.isWhole(node.span)) continue;
      place.report.add(
        { span, related: [{ message: "has no children", span: node.span }] },
        historyOfAtomic({
          state: state.path,
          text: printStatePath(path),
        }),
      );
      continue;
    }
    const clash = states.find((other) => !areConcurrent(other.state, state));
    if (clash === undefined) states.push({ history, state, span });
    else
      place.report.add(
        {
          span,
          related: [
            { message: "the other target", span: clash.span },
            ...around(state, clash.state).map((each) => ({
              message: "not `parallel`",
              span: each.span,
            })),
          ],
        },
        targetsNotApart({ one: clash.state.path, other: state.path }),
      );
  }
  return states;
}

/** The composite in which two states are apart: only one of its children is active. */
function around(one: State, other: State): readonly State[] {
  const shared = ancestors(one).filter((each) => isDescendant(other, each));
  return shared
    .filter(({ kind, parent }) => kind === "composite" && parent !== null)
    .slice(0, 1);
}

function hasChildren({ kind }: State): boolean {
  return kind === "composite" || kind === "parallel";
}
