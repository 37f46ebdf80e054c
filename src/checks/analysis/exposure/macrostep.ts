import type { Branch, Leg, Run, Strategy } from "../../../model/index.ts";
import { isInError } from "../relatives.ts";
import { alwaysChoices, choicesOn, firstOf } from "./choice.ts";
import type { Draft, Raised, Slip } from "./draft.ts";
import { changedBy, UNCHANGED, type LegChange } from "./leg-change.ts";
import { microstep } from "./microstep.ts";
import {
  adds,
  FLAT,
  mayFill,
  type Legs,
  type LegState,
  type Machine,
  type RunPhase,
  type Scene,
} from "./scene.ts";
import { besideOf, type Setting } from "./setting.ts";

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
  readonly slips: readonly Slip[];
}

/** Microsteps of one macrostep that are followed. At run time 1,000 are an error: it does not come to rest. */
const MOST_STEPS = 200;

/** A machine at the beginning of a macrostep. */
export function draftOf(
  { legs }: Strategy,
  machine: Omit<Machine, "number">,
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

/**
 * Everywhere a draft may come to rest, the shortest ways first: `always`, then one raised event, and so on.
 *
 * @throws LimitReached
 */
export function rest(setting: Setting, from: Draft): readonly Rest[] {
  const ends: Draft[] = [];
  const seen = new Set<string>();
  const work: Draft[] = [from];
  let mayThrow = false;
  for (const draft of work) {
    if (!setting.budget.allows(work.length)) break;
    setting.budget.step();
    const key = draftKey(setting, draft);
    if (seen.has(key)) continue;
    if (draft.path.length > MOST_STEPS) {
      setting.budget.cutShort();
      continue;
    }
    seen.add(key);
    mayThrow ||= draft.mayThrow;
    if (draft.ended) {
      ends.push(draft);
      continue;
    }
    for (const { branches } of alwaysChoices(setting, draft)) {
      if (branches.length > 0) {
        work.push(microstep(setting, draft, branches, "always"));
        continue;
      }
      const [next, ...queue] = draft.queue;
      if (next === undefined) ends.push(draft);
      else work.push(...react(setting, { ...draft, queue }, next));
    }
  }
  return ends.map((draft) => ({ ...settled(setting, draft), mayThrow }));
}

/** The machine does not move on: it is at rest as it is. */
export function stand(setting: Setting, draft: Draft): Rest {
  return { ...settled(setting, draft), mayThrow: false };
}

/** The same at a venue of which this is true. */
export function arrive(
  setting: Setting,
  at: Rest,
  legs: Legs,
): readonly Arrival[] {
  const { machine, changes, starts } = at;
  const { strategy, table, scenes } = setting;
  if (starts.length === 0 && changes.every((each) => each === UNCHANGED)) {
    const scene = scenes.of(machine, raised(setting, machine, legs));
    return [{ scene, slips: at.slips }];
  }
  let ways: readonly { legs: Legs; slips: readonly Slip[] }[] = [
    { legs, slips: at.slips },
  ];
  for (const [index, before] of legs.entries()) {
    const leg = strategy.legs[index];
    const start = starts.find((each) => each.leg === leg);
    const after = changedBy(changes[index] ?? UNCHANGED, before, table);
    ways = ways.flatMap((way) =>
      after.map((each) => {
        if (each.loose === false || start === undefined)
          return { ...way, legs: way.legs.with(index, each) };
        return {
          legs: way.legs.with(index, FLAT),
          slips: [...way.slips, { kind: "double" as const, ...start }],
        };
      }),
    );
  }
  return ways.map((way) => ({
    scene: scenes.of(machine, raised(setting, machine, way.legs)),
    slips: way.slips,
  }));
}

/** What regions that nobody follows may have opened meanwhile. */
function raised(setting: Setting, { leaves }: Machine, legs: Legs): Legs {
  const beside = besideOf(setting, leaves).legs;
  if (beside.size === 0) return legs;
  return legs.map((each, index): LegState => {
    const leg = setting.strategy.legs[index];
    return leg !== undefined && beside.has(leg)
      ? {
          held: each.held === true ? true : "either",
          loose: each.loose === true ? true : "either",
          why: each.why ?? "opened",
        }
      : each;
  });
}

function react(setting: Setting, draft: Draft, next: Raised): readonly Draft[] {
  if (next.kind === "trigger") {
    const { trigger } = next;
    const halted = draft.halted || trigger.emergency;
    const place = { ...draft, halted };
    return choicesOn(setting, place, trigger).map(({ branches }) =>
      branches.length === 0
        ? place
        : microstep(setting, place, branches, trigger.name),
    );
  }
  const branches = next.state.reactions
    .filter(({ events }) => events.some(({ kind }) => kind === "done"))
    .flatMap((reaction) => reaction.branches);
  return firstOf(setting, draft, branches).map((branch) =>
    branch === null ? draft : microstep(setting, draft, [branch], "done"),
  );
}

/** Runs of states that were entered start now, and are held against what is out already. */
function settled(setting: Setting, draft: Draft): Omit<Rest, "mayThrow"> {
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
    // It is not called, and fails: the code is HALTED.
    if (refuses) runs.set(run, "owed failed");
    else if (twin !== undefined) runs.set(twin[0], "over");
  }
  const machine = setting.machines.of({ leaves, history, runs, halted });
  return { machine, changes, starts, path, taken, slips };
}

function draftKey(
  { configurations, histories }: Setting,
  { leaves, history, runs, changes, halted, queue, slips }: Draft,
): string {
  let key = `${configurations.numberOf(leaves)} ${histories.numberOf(history)} ${halted}`;
  const phases = [...runs].map(([run, phase]) => `${run.index}${phase}`);
  key += phases.length < 2 ? phases.join() : phases.toSorted().join();
  for (const change of changes)
    if (change !== UNCHANGED) key += `|${change.isFlat}${change.left ?? ""}`;
    else key += "|";
  for (const each of queue)
    key +=
      each.kind === "trigger"
        ? `,${each.trigger.name}`
        : `,done ${each.state.index}`;
  for (const { kind, leg } of slips) key += `;${kind} ${leg.name}`;
  return key;
}
