import {
  type Branch,
  type Leg,
  type Run,
  type State,
  type Strategy,
} from "../../../model/index.ts";
import { isInError } from "../relatives.ts";
import { alwaysChoices, choices, firstOf } from "./choice.ts";
import type { Draft, Raised, Slip } from "./draft.ts";
import { changedBy, UNCHANGED, type LegChange } from "./leg-change.ts";
import { microstep } from "./microstep.ts";
import {
  adds,
  FLAT,
  machineOf,
  mayFill,
  sceneOf,
  type Legs,
  type Machine,
  type RunPhase,
  type Scene,
} from "./scene.ts";

/** Where a macrostep comes to rest, whatever is true at the venue. */
export interface Rest {
  readonly machine: Machine;
  readonly changes: readonly LegChange[];
  /** Legs on which an order starts: if an earlier one is loose, there are two. */
  readonly starts: readonly { readonly run: Run; readonly leg: Leg }[];
  readonly path: Draft["path"];
  readonly slips: readonly Slip[];
  readonly taken: readonly Branch[];
  readonly mayThrow: boolean;
}

/** A macrostep that has come to rest in one scene. */
export interface Arrival {
  readonly scene: Scene;
  readonly rest: Rest;
  readonly slips: readonly Slip[];
}

/** Microsteps of one macrostep: a machine that needs more does not come to rest. */
const MOST_STEPS = 1_000;

/** A machine at the beginning of a macrostep. */
export function draftOf(
  { legs }: Strategy,
  machine: Omit<Machine, "machineKey">,
): Draft {
  const { leaves, history, runs, halted } = machine;
  return {
    leaves,
    history,
    runs,
    changes: legs.map(() => UNCHANGED),
    halted,
    queue: [],
    path: [],
    taken: [],
    mayThrow: false,
    ended: false,
    slips: [],
  };
}

/** Everywhere a draft may come to rest, the shortest ways first: `always`, then one raised event, and so on. */
export function rest(strategy: Strategy, from: Draft): readonly Rest[] {
  const ends = new Map<string, Draft>();
  const seen = new Set<string>();
  const work: Draft[] = [from];
  let mayThrow = false;
  for (const draft of work) {
    const key = draftKey(draft);
    if (seen.has(key) || draft.taken.length > MOST_STEPS) continue;
    seen.add(key);
    mayThrow ||= draft.mayThrow;
    if (draft.ended) {
      ends.set(key, draft);
      continue;
    }
    for (const { branches } of alwaysChoices(draft)) {
      if (branches.length > 0) {
        work.push(microstep(strategy, draft, branches, "always"));
        continue;
      }
      const [next, ...queue] = draft.queue;
      if (next === undefined) ends.set(key, draft);
      else work.push(...react(strategy, { ...draft, queue }, next));
    }
  }
  return [...ends.values()].map((draft) => ({
    ...settled(draft),
    mayThrow,
  }));
}

/** The machine does not move on: it is at rest as it is. */
export function stand(draft: Draft): Rest {
  return { ...settled(draft), mayThrow: false };
}

/** The same at a venue of which this is true. */
export function arrive(strategy: Strategy, at: Rest, legs: Legs): Arrival {
  const { machine, changes, starts } = at;
  let slips = at.slips;
  const after = legs.map((before, index) => {
    const change = changes[index];
    const leg = change === undefined ? before : changedBy(change, before);
    const start = leg.loose
      ? starts.find((each) => each.leg === strategy.legs[index])
      : undefined;
    if (start === undefined) return leg;
    slips = [...slips, { kind: "double", ...start }];
    return FLAT;
  });
  return { scene: sceneOf(machine, after), rest: at, slips };
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
function settled(draft: Draft): Omit<Rest, "mayThrow"> {
  const { leaves, history, halted, changes, path, taken } = draft;
  const slips = [...draft.slips];
  const starts: { run: Run; leg: Leg }[] = [];
  const runs = new Map<Run, RunPhase>();
  const refuses = halted || leaves.some(isInError);
  for (const [run, phase] of draft.runs) {
    runs.set(run, phase === "fresh" ? "live" : phase);
    if (phase !== "fresh" || !adds(run.activity.words)) continue;
    const { legs } = run.activity;
    const twin = [...runs].find(
      ([other, how]) =>
        other !== run && other.activity === run.activity && mayFill(other, how),
    );
    for (const leg of legs)
      if (refuses) slips.push({ kind: "risk", run, leg });
      else if (twin !== undefined) slips.push({ kind: "double", run, leg });
      else starts.push({ run, leg });
    if (twin !== undefined) runs.set(twin[0], "over");
  }
  const machine = machineOf({ leaves, history, runs, halted });
  return { machine, changes, starts, path, taken, slips };
}

function draftKey(draft: Draft): string {
  const indices = (states: readonly State[]): string =>
    states.map(({ index }) => index).join(",");
  const history = [...draft.history]
    .toSorted(([a], [b]) => a.index - b.index)
    .map(([state, left]) => `${state.index}:${indices(left)}`);
  const runs = [...draft.runs]
    .map(([run, phase]) => `${run.index}${phase}`)
    .toSorted();
  const changes = draft.changes.map(
    ({ isFlat, left }) => `${isFlat ? "f" : ""}${left ?? ""}`,
  );
  const waiting = draft.queue.map((each) =>
    each.kind === "trigger" ? each.trigger.name : `done ${each.state.index}`,
  );
  const slips = draft.slips.map(({ kind, leg }) => `${kind} ${leg.name}`);
  return [
    indices(draft.leaves),
    history.join(";"),
    runs.join(","),
    changes.join(","),
    draft.halted ? "!" : "",
    waiting.join(","),
    slips.join(","),
  ].join("|");
}
