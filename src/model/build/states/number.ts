import type { Branch, State, StrategyTimeout } from "../../model.ts";
import type { Parts } from "../items/parts.ts";
import type { StateTree } from "../tree/state-tree.ts";

/** Numbers branches, timers and runs in document order of the states, and in a state as they are tried. */
export function numberItems(
  { nodes }: StateTree,
  timeout: StrategyTimeout | null,
  parts: Parts,
): readonly Branch[] {
  const states = nodes.map((node) => node.state);
  const branches = [
    ...states.flatMap(branchesOf),
    ...(timeout === null ? [] : [timeout.branch]),
  ];
  number(branches, parts.branches);
  number(
    states.flatMap((state) => state.timers),
    parts.timers.map(({ timer }) => timer),
  );
  number(
    states.flatMap((state) => state.runs),
    parts.runs.map(({ run }) => run),
  );
  return branches;
}

function branchesOf(state: State): readonly Branch[] {
  return [
    ...state.reactions,
    ...state.always,
    ...state.timers,
    ...state.runs.flatMap((run) => run.arms),
  ].flatMap((item) => item.branches);
}

/** Items that were built but replaced by a child's keep -1: they are not in the model. */
function number(
  items: readonly object[],
  built: readonly { index: number }[],
): void {
  const indices = new Map<object, number>(
    items.map((item, index) => [item, index]),
  );
  for (const item of built) item.index = indices.get(item) ?? -1;
}
