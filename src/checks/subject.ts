import type { Model, State, Strategy } from "../model/index.ts";
import type { Diagnostic, RuleName } from "../diagnostics/index.ts";
import { endlessRounds } from "./analysis/loops/endless.ts";
import type { Edge } from "./analysis/loops/microsteps.ts";
import { LIMITS, type Limits } from "./analysis/exposure/budget.ts";
import type { Exactness } from "./analysis/exposure/explore.ts";
import { OUTCOMES } from "./analysis/exposure/outcome-table.ts";
import {
  verdictsOn,
  type Verdict,
  type Verdicts,
} from "./analysis/exposure/verdicts/verdicts.ts";
import { onward, type Onward } from "./analysis/onward.ts";
import { reachability, type Reachability } from "./analysis/reachability.ts";

/** A strategy, with what its rules share. */
export interface Subject {
  readonly model: Model;
  readonly strategy: Strategy;
  readonly reached: Reachability;
  /** Rounds that go on without an event (FSM210). */
  readonly endless: readonly (readonly Edge[])[];
  /** Leaves in such a round. What only their never coming to rest keeps from happening is no second fault: they count as resting. */
  readonly spinning: ReadonlySet<State>;
  /** Where regular ways lead. Made when it is asked for first. */
  readonly onward: () => Onward;
  /** What the search for open positions says under this rule. It is made when it is asked for first. */
  readonly verdicts: (rule: RuleName) => readonly Verdict[];
  /** How exactly that search was made. */
  readonly exactness: () => Exactness;
}

/** What a file in this folder exports: one rule of the contract. */
export interface Rule {
  readonly name: RuleName;
  readonly check: (subject: Subject) => Iterable<Diagnostic>;
}

export function subjectOf(
  model: Model,
  strategy: Strategy,
  limits: Limits = LIMITS,
): Subject {
  const reached = reachability(strategy);
  const endless = endlessRounds(strategy, reached);
  const spinning = new Set(endless.flat().map(({ step }) => step.leaf));
  let made: Verdicts | null = null;
  const exposure = (): Verdicts =>
    (made ??= verdictsOn(strategy, reached.states, OUTCOMES, limits));
  let ways: Onward | null = null;
  return {
    model,
    strategy,
    onward: () => (ways ??= onward(strategy, reached.leaves)),
    verdicts: (rule) =>
      exposure().verdicts.filter((each) => each.rule === rule),
    exactness: () => exposure().exactness,
    reached: spinning.size === 0 ? reached : reachability(strategy, spinning),
    endless,
    spinning,
  };
}
