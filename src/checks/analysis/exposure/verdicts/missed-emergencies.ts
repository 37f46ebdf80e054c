import type { Leg, State, Strategy, Trigger } from "../../../../model/index.ts";
import { leadsHere } from "../emergency.ts";
import type { Exposure } from "../explore.ts";
import type { Flows } from "../flows.ts";
import { hasEnded, isClosing } from "../scene.ts";
import { pathOf, type Node } from "../search.ts";
import { NOTHING, type Verdict } from "./verdict.ts";

/** FSM404: one for each trigger and each way of answering it, with all states in which it is so. */
export function missedEmergencies(
  { strategy, nodes }: Exposure,
  flows: Flows,
): readonly Verdict[] {
  const emergencies = strategy.triggers.filter(({ emergency }) => emergency);
  const found = new Map<string, { first: Verdict; others: Set<State> }>();
  for (const node of nodes) {
    const { scene } = node;
    if (scene.open.size === 0 || hasEnded(scene)) continue;
    const open = [...scene.open];
    for (const trigger of emergencies) {
      const missed = missedIn(strategy, node, trigger, open, flows);
      const [leaf] = scene.leaves;
      if (missed === null || leaf === undefined) continue;
      const key = `${trigger.name} ${missed}`;
      const known = found.get(key);
      if (known !== undefined) {
        known.others.add(leaf);
        continue;
      }
      const first: Verdict = {
        ...NOTHING,
        rule: "no-emergency-exit",
        span: leaf.span,
        leg: open[0] ?? null,
        state: leaf,
        trigger,
        path: pathOf(node, null),
      };
      found.set(key, { first, others: new Set() });
    }
  }
  return [...found.values()].map(({ first, others }) => ({
    ...first,
    others: [...others].filter((each) => each !== first.state),
  }));
}

/** Null: it brings what is open to a close. */
function missedIn(
  strategy: Strategy,
  node: Node,
  trigger: Trigger,
  open: readonly Leg[],
  flows: Flows,
): "not taken" | "taken" | null {
  const comesToClose = (at: Node): boolean =>
    open.every((leg) => flows.toClosing(leg).has(at));
  const answers = node.edges.filter(
    ({ move }) =>
      move.cause.kind === "trigger" && move.cause.trigger === trigger,
  );
  const taken = answers.filter(({ move }) => move.isTaken);
  const isIgnored = taken.length === 0 || taken.length < answers.length;
  // Where it leads to already, it has been heard: as if it had just been taken.
  const isHeard = leadsHere(strategy, node.scene, trigger);
  if (isIgnored && !isHeard && !open.every((leg) => isClosing(node.scene, leg)))
    return "not taken";
  if (isIgnored && isHeard) return comesToClose(node) ? null : "not taken";
  return taken.every(({ to }) => comesToClose(to)) ? null : "taken";
}
