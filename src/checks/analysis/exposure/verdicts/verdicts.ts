import type { State, Strategy } from "../../../../model/index.ts";
import type { Limits } from "../budget.ts";
import { explore, type Exactness } from "../explore.ts";
import { Flows } from "../flows.ts";
import type { OutcomeTable } from "../outcome-table.ts";
import { adds } from "../scene.ts";
import { exposedSteps } from "./exposed-steps.ts";
import { falseExposures, idleMarks, isRuledOut } from "./false-exposures.ts";
import { missedEmergencies } from "./missed-emergencies.ts";
import { missingRecovers } from "./missing-recovers.ts";
import { noWayFlat } from "./no-way-flat.ts";
import { oneLegs } from "./one-legs.ts";
import { slips } from "./slips.ts";
import { Told } from "./told.ts";
import type { Verdict } from "./verdict.ts";

export type { Verdict } from "./verdict.ts";

export interface Verdicts {
  readonly verdicts: readonly Verdict[];
  readonly exactness: Exactness;
}

/** Everything that EXPOSURE.md's predicates find, one verdict a cause. */
export function verdictsOn(
  strategy: Strategy,
  reached: ReadonlySet<State>,
  table?: OutcomeTable,
  limits?: Limits,
): Verdicts {
  if (!opensAnything(reached)) {
    const isJudged = !isRuledOut(strategy, reached);
    const verdicts = isJudged ? idleMarks(strategy, reached) : [];
    return { verdicts, exactness: "whole" };
  }
  const exposure = explore(strategy, table, limits);
  const { exactness } = exposure;
  // Where the search has not come to its end, that it has found no way says nothing.
  const isThrough = exactness !== "cut";
  const flows = new Flows(exposure);
  const stuck = isThrough ? noWayFlat(exposure, flows, reached) : [];
  const stuckLegs = new Set(stuck.map(({ leg }) => leg));
  // In this order: what one has told of a leg in a state, the next ones do not.
  const told = new Told(stuckLegs);
  const naked = isThrough ? oneLegs(exposure, flows, told) : [];
  const missed = isThrough ? missedEmergencies(exposure, flows, told) : [];
  const others = [
    ...exposedSteps(exposure),
    ...slips(exposure),
    ...missed,
    ...missingRecovers(exposure, told),
    ...naked,
  ]
    .filter(({ leg, rule }) => rule === "double-open" || !stuckLegs.has(leg))
    .filter(isCauseOfItsOwn);
  const isJudged = isThrough && !isRuledOut(strategy, reached);
  const idle = isJudged ? falseExposures(exposure) : [];
  return { verdicts: [...stuck, ...others, ...idle], exactness };
}

/** That a machine opens after an emergency which is not heard where it would have to be is one fault, not two. */
function isCauseOfItsOwn(
  { rule, path }: Verdict,
  _: number,
  all: readonly Verdict[],
): boolean {
  if (rule !== "risk-after-halt") return true;
  return !all.some(
    (other) =>
      other.rule === "no-emergency-exit" &&
      path.some(({ on }) => on === other.trigger?.name),
  );
}

/** Where no order is ever sent there is nothing to search for. */
function opensAnything(reached: ReadonlySet<State>): boolean {
  return [...reached].some(({ runs }) =>
    runs.some(({ activity }) => adds(activity.words)),
  );
}
