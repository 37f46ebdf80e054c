import type { State, Strategy } from "../../../../model/index.ts";
import { isAlwaysTrue, isNeverTrue } from "../../guards.ts";
import { activeIn } from "../entries.ts";
import type { Exposure } from "../explore.ts";
import { adds } from "../scene.ts";
import type { Node } from "../search.ts";
import { NOTHING, type Verdict } from "./verdict.ts";

/** FSM412: silent on states that only a mended finding lets come about. */
export function falseExposures({
  strategy,
  nodes,
}: Exposure): readonly Verdict[] {
  const clean = new Set<State>();
  const open = new Set<State>();
  const behind = behindRepairs(nodes);
  for (const node of nodes) {
    const { scene, isClean } = node;
    for (const state of activeIn(scene.leaves)) {
      if (isClean) clean.add(state);
      if (scene.open.size > 0 || behind.has(node)) open.add(state);
    }
  }
  return strategy.states
    .filter(
      (state) => isMarkedItself(state) && clean.has(state) && !open.has(state),
    )
    .map(falselyExposed);
}

/** Guards that decide nothing, or states that nothing leads to, may be why nothing is ever opened: they are another finding. */
export function isRuledOut(
  { states, branches }: Strategy,
  reached: ReadonlySet<State>,
): boolean {
  return (
    branches.some(
      ({ source, guard }) =>
        guard !== null &&
        reached.has(source) &&
        (isNeverTrue(guard) || isAlwaysTrue(guard)),
    ) ||
    states.some(
      (state) =>
        !reached.has(state) &&
        state.runs.some(({ activity }) => adds(activity.words)),
    )
  );
}

/** FSM412 where no order is ever sent. */
export function idleMarks(
  { states }: Strategy,
  reached: ReadonlySet<State>,
): readonly Verdict[] {
  return states
    .filter((state) => isMarkedItself(state) && reached.has(state))
    .map(falselyExposed);
}

function isMarkedItself({ modifiers, role }: State): boolean {
  return modifiers.includes("exposed") && role !== "error";
}

function falselyExposed(state: State): Verdict {
  return { ...NOTHING, rule: "false-exposure", span: state.span, state };
}

/** Had it not been mended, something might be open there. */
function behindRepairs(nodes: readonly Node[]): ReadonlySet<Node> {
  const found = new Set(
    nodes.flatMap(({ edges }) =>
      edges
        .filter(({ exposed, slips }) => exposed.length + slips.length > 0)
        .map(({ to }) => to),
    ),
  );
  // A set takes what is added while it is walked.
  for (const node of found) for (const { to } of node.edges) found.add(to);
  return found;
}
