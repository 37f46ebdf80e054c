import type { Outcome, Run, Strategy } from "../../../model/index.ts";
import { changed } from "./microstep.ts";
import {
  adds,
  sceneOf,
  type LegState,
  type RunPhase,
  type Scene,
} from "./scene.ts";

/** An outcome that a run can have now, and what the venue has come to with it. */
export interface Ending {
  readonly outcome: Outcome;
  readonly after: Scene;
}

/** The table of EXPOSURE.md, section 3: what each kind of activity can come to. */
export function outcomesOf(
  strategy: Strategy,
  scene: Scene,
  run: Run,
  phase: RunPhase,
): readonly Ending[] {
  switch (phase) {
    case "over":
      return [];
    case "owed done":
      return [{ outcome: "done", after: ended(scene, run) }];
    case "owed failed":
      return [{ outcome: "failed", after: ended(scene, run) }];
    case "owed unknown":
      return [{ outcome: "unknown", after: ended(scene, run) }];
    case "live":
    case "part":
      return [
        ...done(strategy, scene, run),
        ...(phase === "part" ? [] : failed(scene, run)),
        ...unknown(strategy, scene, run),
        ...partial(strategy, scene, run),
      ];
  }
}

type Change = (leg: LegState) => LegState;

function done(strategy: Strategy, scene: Scene, run: Run): readonly Ending[] {
  const { words, legs } = run.activity;
  const over = ended(scene, run);
  const with_ = (change: Change): Ending => ({
    outcome: "done",
    after: sceneOf({
      ...over,
      legs: changed(strategy, over.legs, legs, change),
    }),
  });
  if (words.includes("cancels") && words.includes("closes"))
    return [with_(() => ({ held: false, loose: false, why: null }))];
  if (words.includes("closes"))
    return [
      with_((leg) => ({
        ...leg,
        held: false,
        why: leg.loose ? leg.why : null,
      })),
    ];
  if (words.includes("cancels")) {
    const wasLoose = scene.legs.some(
      ({ loose }, index) =>
        loose &&
        strategy.legs.some((leg, at) => at === index && legs.includes(leg)),
    );
    const asItIs = with_((leg) => ({
      ...leg,
      loose: false,
      why: leg.held ? leg.why : null,
    }));
    const filled = with_((leg) =>
      leg.loose ? { held: true, loose: false, why: "cancelled" } : leg,
    );
    return wasLoose ? [asItIs, filled] : [asItIs];
  }
  if (words.includes("opens"))
    return [with_((leg) => ({ ...leg, held: true, why: "opened" }))];
  if (words.includes("places"))
    return [with_((leg) => ({ ...leg, loose: true, why: "left" }))];
  return [{ outcome: "done", after: over }];
}

function failed(scene: Scene, run: Run): readonly Ending[] {
  return [{ outcome: "failed", after: ended(scene, run) }];
}

/** A time-out is one, too. An activity without effect words has none: its time-out is a failure. */
function unknown(
  strategy: Strategy,
  scene: Scene,
  run: Run,
): readonly Ending[] {
  const { words, legs } = run.activity;
  if (words.length === 0) return [];
  const over = ended(scene, run);
  if (!adds(words)) return [{ outcome: "unknown", after: over }];
  const after = changed(strategy, over.legs, legs, (leg) => ({
    ...leg,
    loose: true,
    why: "unknown",
  }));
  return [{ outcome: "unknown", after: sceneOf({ ...over, legs: after }) }];
}

function partial(
  strategy: Strategy,
  scene: Scene,
  run: Run,
): readonly Ending[] {
  const { activity } = run;
  if (activity.partial === null) return [];
  if (!activity.words.includes("opens"))
    return [{ outcome: "partial", after: scene }];
  const legs = changed(strategy, scene.legs, activity.legs, (leg) => ({
    ...leg,
    held: true,
    why: "partial",
  }));
  const runs = new Map([...scene.runs, [run, "part" as const]]);
  return [{ outcome: "partial", after: sceneOf({ ...scene, runs, legs }) }];
}

function ended(scene: Scene, run: Run): Scene {
  const runs = new Map([...scene.runs, [run, "over" as const]]);
  return sceneOf({ ...scene, runs });
}
