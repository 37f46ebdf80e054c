import type { Run, Strategy } from "../../../../model/index.ts";
import type { Exposure } from "../explore.ts";
import { edgesOf, type Flows } from "../flows.ts";
import type { Scene } from "../scene.ts";
import type { Told } from "./told.ts";
import { placeOf, verdict, type Verdict } from "./verdict.ts";

/**
 * FSM411: one for each arm.
 *
 * @param told what this rule says is added
 */
export function oneLegs(
  exposure: Exposure,
  flows: Flows,
  told: Told,
): readonly Verdict[] {
  const { strategy } = exposure;
  if (strategy.legs.length < 2) return [];
  const found = new Map<string, Verdict>();
  for (const edge of edgesOf(exposure)) {
    const { cause } = edge.move;
    if (cause.kind !== "outcome") continue;
    const { run, outcome } = cause;
    if (outcome !== "failed" && outcome !== "unknown") continue;
    if (!run.activity.words.includes("opens")) continue;
    for (const leg of edge.to.scene.open) {
      if (run.activity.legs.includes(leg) || edge.exposed.includes(leg))
        continue;
      // A scale-in that failed leaves no naked leg behind.
      if (isHeld(strategy, edge.reached, run)) continue;
      const span = placeOf(edge);
      const { start } = edge.move.rest.taken[0]?.span ?? span;
      const key = `${run.index} ${start}`;
      if (flows.toRepair(leg, run).has(edge.to)) continue;
      const state = edge.to.scene.leaves[0] ?? null;
      if (state !== null) told.add([leg], state);
      if (found.has(key)) continue;
      found.set(key, {
        ...verdict("one-leg", edge, { span, leg, state }),
        run,
      });
    }
  }
  return [...found.values()];
}

function isHeld({ legs }: Strategy, scene: Scene, { activity }: Run): boolean {
  return legs.some(
    (leg, index) =>
      activity.legs.includes(leg) && scene.legs[index]?.held === true,
  );
}
