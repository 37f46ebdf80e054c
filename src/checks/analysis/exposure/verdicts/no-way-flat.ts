import type { Effect, Leg, State } from "../../../../model/index.ts";
import type { Exposure } from "../explore.ts";
import type { Flows } from "../flows.ts";
import { adds } from "../scene.ts";
import { pathOf } from "../search.ts";
import { innermost, NOTHING, type Verdict } from "./verdict.ts";

/**
 * FSM403: one for each leg, where it is open first. Also for a leg that something opens and nothing that can be reached closes or
 * says to be flat: that it can be left uncertain whether anything was filled is no way to be flat.
 */
export function noWayFlat(
  { strategy, nodes }: Exposure,
  flows: Flows,
  reached: ReadonlySet<State>,
): readonly Verdict[] {
  return strategy.legs.flatMap((leg, index) => {
    const flat = flows.toFlat(leg);
    const isForGood = isOpened(leg, reached) && !isClosed(leg, reached);
    const node = nodes.find(
      (each) =>
        !flat.has(each) ||
        (isForGood && each.scene.legs[index]?.held !== false),
    );
    if (node === undefined) return [];
    const state = innermost(node.scene, leg);
    return state === null
      ? []
      : [
          {
            ...NOTHING,
            rule: "no-way-flat" as const,
            span: state.span,
            leg,
            state,
            path: pathOf(node, null),
          },
        ];
  });
}

function isOpened(leg: Leg, reached: ReadonlySet<State>): boolean {
  return [...reached].some(({ runs }) =>
    runs.some(
      ({ activity }) => adds(activity.words) && activity.legs.includes(leg),
    ),
  );
}

function isClosed(leg: Leg, reached: ReadonlySet<State>): boolean {
  return [...reached].some(
    (state) =>
      state.runs.some(
        ({ activity }) =>
          activity.words.includes("closes") && activity.legs.includes(leg),
      ) || effectsIn(state).some((effect) => isFlat(effect, leg)),
  );
}

function effectsIn(state: State): readonly Effect[] {
  const { reactions, always, timers, runs, enter, exit } = state;
  const arms = runs.flatMap((run) => run.arms);
  return [
    ...[reactions, always, timers, arms]
      .flat()
      .flatMap(({ branches }) => branches)
      .flatMap(({ effects }) => effects),
    ...[...enter, ...exit].flatMap(({ effects }) => effects),
    ...(state.kind === "composite" ? state.initial.effects : []),
  ];
}

function isFlat(effect: Effect, leg: Leg): boolean {
  return effect.kind === "flat" && effect.legs.includes(leg);
}
