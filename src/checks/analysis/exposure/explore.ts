import type { Strategy } from "../../../model/index.ts";
import { Budget, LIMITS, type Limits } from "./budget.ts";
import { OUTCOMES, type OutcomeTable } from "./outcome-table.ts";
import { Search, type Node } from "./search.ts";
import { settingOf } from "./setting.ts";
import { regionByRegion, WHOLE } from "./view.ts";

/** How exactly a strategy was followed, from all of it to not to the end. */
export type Exactness = "whole" | "joined" | "regions" | "cut";

export interface Exposure {
  readonly strategy: Strategy;
  /** Of each search nearest to the start first. */
  readonly nodes: readonly Node[];
  readonly exactness: Exactness;
}

/** Follows a strategy as exactly as the limits allow: whole, else with scenes joined, else region by region. */
export function explore(
  strategy: Strategy,
  table: OutcomeTable = OUTCOMES,
  limits: Limits = LIMITS,
): Exposure {
  const first = new Budget(limits);
  const whole = new Search(settingOf(strategy, table, WHOLE, first)).run();
  if (!whole.isCut) {
    const exactness = whole.joined.size === 0 ? "whole" : "joined";
    const { nodes } = whole;
    return { strategy, nodes, exactness: first.isShort ? "cut" : exactness };
  }
  const budget = new Budget({ ...limits, steps: limits.stepsOfRegions }, true);
  const views = regionByRegion(strategy);
  const parts = (views.length === 0 ? [WHOLE] : views).map((view) =>
    new Search(
      settingOf(strategy, table, view, budget),
      views.length === 0,
    ).run(),
  );
  const isCut = budget.isShort || parts.some((part) => part.isCut);
  return {
    strategy,
    nodes: parts.flatMap(({ nodes }) => nodes),
    exactness: isCut ? "cut" : views.length === 0 ? "joined" : "regions",
  };
}
