import type { Leg, State, Strategy, Trigger } from "../../../../model/index.ts";
import { leadsHere } from "../emergency.ts";
import type { Exposure } from "../explore.ts";
import type { Flows } from "../flows.ts";
import { hasEnded, isClosing } from "../scene.ts";
import { pathOf, type Node } from "../search.ts";
import type { Told } from "./told.ts";
import { NOTHING, type Verdict } from "./verdict.ts";

/**
 * FSM404: one for each trigger and each way of answering it, with all states in which it is so.
 *
 * @param told by rules that go before this one; what this one says is added
 */
export function missedEmergencies(
  { strategy, nodes }: Exposure,
  flows: Flows,
  told: Told,
): readonly Verdict[] {
  const emergencies = strategy.triggers.filter(({ emergency }) => emergency);
  const found = new Map<string, { first: Verdict; others: Set<State> }>();
  const named: (readonly [readonly Leg[], State])[] = [];
  for (const node of nodes) {
    const { scene } = node;
    const [leaf] = scene.leaves;
    if (scene.open.size === 0 || hasEnded(scene) || leaf === undefined)
      continue;
    const open = [...scene.open].filter((leg) => !told.has(leg, leaf));
    if (open.length === 0) continue;
    for (const trigger of emergencies) {
      const missed = missedIn(strategy, node, trigger, open, flows);
      if (missed === null) continue;
      named.push([open, leaf]);
      const key = `${trigger.name} ${missed.isTaken}`;
      const known = found.get(key);
      if (known !== undefined) {
        known.others.add(leaf);
        continue;
      }
      const first: Verdict = {
        ...NOTHING,
        rule: "no-emergency-exit",
        span: leaf.span,
        leg: missed.leg,
        state: leaf,
        trigger,
        isTaken: missed.isTaken,
        path: pathOf(node, null),
      };
      found.set(key, { first, others: new Set() });
    }
  }
  for (const [legs, state] of named) told.add(legs, state);
  return [...found.values()].map(({ first, others }) => ({
    ...first,
    others: [...others].filter((each) => each !== first.state),
  }));
}

interface Missed {
  /** It is taken, and what it leads to does not close all. */
  readonly isTaken: boolean;
  /** The first that stays open. */
  readonly leg: Leg | null;
}

/** Null: it brings what is open to a close. */
function missedIn(
  strategy: Strategy,
  node: Node,
  trigger: Trigger,
  open: readonly Leg[],
  flows: Flows,
): Missed | null {
  const leftBy = (at: Node): Leg | null =>
    open.find((leg) => !flows.toClosing(leg).has(at)) ?? null;
  const answers = node.edges.filter(
    ({ move }) =>
      move.cause.kind === "trigger" && move.cause.trigger === trigger,
  );
  const taken = answers.filter(({ move }) => move.isTaken);
  const isIgnored = taken.length === 0 || taken.length < answers.length;
  // Where it leads to already, it has been heard: as if it had just been taken.
  const isHeard = leadsHere(strategy, node.scene, trigger);
  const left = open.find((leg) => !isClosing(node.scene, leg)) ?? null;
  if (isIgnored && !isHeard && left !== null)
    return { isTaken: false, leg: left };
  const places = isIgnored && isHeard ? [node] : taken.map(({ to }) => to);
  for (const place of places) {
    const leg = leftBy(place);
    if (leg !== null) return { isTaken: true, leg };
  }
  return null;
}
