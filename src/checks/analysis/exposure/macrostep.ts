import { type Branch, type Run, type Strategy } from "../../../model/index.ts";
import { isInError } from "../relatives.ts";
import { alwaysChoices, choices, firstOf } from "./choice.ts";
import type { Draft, Raised } from "./draft.ts";
import { microstep } from "./microstep.ts";
import {
  adds,
  keyOf,
  sceneOf,
  type LegState,
  type RunPhase,
  type Scene,
} from "./scene.ts";

/** A macrostep that has come to rest. */
export interface Arrival {
  readonly scene: Scene;
  readonly path: Draft["path"];
  readonly slips: Draft["slips"];
  readonly taken: readonly Branch[];
  readonly mayThrow: boolean;
}

/** Microsteps of one macrostep: a machine that needs more does not come to rest. */
const MOST_STEPS = 1_000;

/** A scene at the beginning of a macrostep. */
export function draftOf(scene: Omit<Scene, "key">): Draft {
  const { leaves, history, runs, legs, halted } = scene;
  return {
    leaves,
    history,
    runs,
    legs,
    halted,
    queue: [],
    path: [],
    taken: [],
    mayThrow: false,
    ended: false,
    slips: [],
  };
}

/** Everywhere a draft may come to rest: `always` first, then one raised event, and so on. */
export function rest(strategy: Strategy, from: Draft): readonly Arrival[] {
  const arrivals: Arrival[] = [];
  const seen = new Set<string>();
  const work: Draft[] = [from];
  for (let draft = work.pop(); draft !== undefined; draft = work.pop()) {
    const key = draftKey(draft);
    if (seen.has(key) || draft.taken.length > MOST_STEPS) continue;
    seen.add(key);
    if (draft.ended) {
      arrivals.push(arrive(strategy, draft));
      continue;
    }
    for (const { branches } of alwaysChoices(draft)) {
      if (branches.length > 0) {
        work.push(microstep(strategy, draft, branches, "always"));
        continue;
      }
      const [next, ...queue] = draft.queue;
      if (next === undefined) arrivals.push(arrive(strategy, draft));
      else work.push(...react(strategy, { ...draft, queue }, next));
    }
  }
  return arrivals;
}

function react(
  strategy: Strategy,
  draft: Draft,
  next: Raised,
): readonly Draft[] {
  if (next.kind === "trigger") {
    const { trigger } = next;
    const halted = draft.halted || trigger.emergency;
    const place = { ...draft, halted };
    return choices(
      place,
      ({ events }) =>
        events.some(
          (each) => each.kind === "trigger" && each.trigger === trigger,
        ),
      trigger,
    ).map(({ branches }) =>
      branches.length === 0
        ? place
        : microstep(strategy, place, branches, trigger.name),
    );
  }
  const branches = next.state.reactions
    .filter(({ events }) => events.some(({ kind }) => kind === "done"))
    .flatMap((reaction) => reaction.branches);
  return firstOf(draft, branches).map((branch) =>
    branch === null ? draft : microstep(strategy, draft, [branch], "done"),
  );
}

/** Runs of states that were entered start now, and are held against what is out already. */
function arrive(strategy: Strategy, draft: Draft): Arrival {
  const slips = [...draft.slips];
  const runs = new Map<Run, RunPhase>();
  const inError = draft.leaves.some(isInError);
  let legs = draft.legs;
  for (const [run, phase] of draft.runs) {
    if (phase !== "fresh") {
      runs.set(run, phase);
      continue;
    }
    runs.set(run, "live");
    const { words } = run.activity;
    if (!adds(words)) continue;
    for (const [index, leg] of strategy.legs.entries()) {
      if (!run.activity.legs.includes(leg)) continue;
      if (draft.halted || inError) {
        slips.push({ kind: "risk", run, leg });
        continue;
      }
      const twin = [...draft.runs].some(
        ([other, how]) =>
          other !== run &&
          other.activity === run.activity &&
          (how === "live" || how === "part" || how === "fresh"),
      );
      if (legs[index]?.loose === true || twin) {
        slips.push({ kind: "double", run, leg });
        legs = legs.map((each, at) =>
          at === index ? { ...each, loose: false } : each,
        );
      }
    }
  }
  const { leaves, history, halted, path, taken, mayThrow } = draft;
  const scene = sceneOf({ leaves, history, runs, legs: settled(legs), halted });
  return { scene, path, slips, taken, mayThrow };
}

/** What is not exposed has no cause. */
function settled(legs: readonly LegState[]): readonly LegState[] {
  return legs.map((leg) =>
    leg.held || leg.loose || leg.why === null ? leg : { ...leg, why: null },
  );
}

function draftKey(draft: Draft): string {
  const { leaves, history, legs, halted, queue } = draft;
  const runs = new Map<Run, RunPhase>();
  const fresh: number[] = [];
  for (const [run, phase] of draft.runs)
    if (phase === "fresh") fresh.push(run.index);
    else runs.set(run, phase);
  const waiting = queue.map((each) =>
    each.kind === "trigger" ? each.trigger.name : `done ${each.state.index}`,
  );
  const slips = draft.slips.map(({ kind, leg }) => `${kind} ${leg.name}`);
  return `${keyOf({ leaves, history, runs, legs, halted })}|${fresh.join(",")}|${waiting.join(",")}|${slips.join(",")}`;
}
