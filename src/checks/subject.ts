import type { Model, State, Strategy } from "../model/index.ts";
import type { Diagnostic, RuleName } from "../diagnostics/index.ts";
import { endlessRounds } from "./analysis/loops/endless.ts";
import type { Edge } from "./analysis/loops/microsteps.ts";
import {
  verdictsOn,
  type Verdict,
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
}

/** What a file in this folder exports: one rule of the contract. */
export interface Rule {
  readonly name: RuleName;
  readonly check: (subject: Subject) => Iterable<Diagnostic>;
}

export function subjectOf(model: Model, strategy: Strategy): Subject {
  const reached = reachability(strategy);
  const endless = endlessRounds(strategy, reached);
  const spinning = new Set(endless.flat().map(({ step }) => step.leaf));
  let exposure: ReturnType<typeof verdictsOn> | null = null;
  let ways: Onward | null = null;
  return {
    model,
    strategy,
    onward: () => (ways ??= onward(strategy, reached.leaves)),
    verdicts: (rule) => {
      exposure ??= verdictsOn(strategy, reached.states);
      return exposure.verdicts.filter((each) => each.rule === rule);
    },
    reached: spinning.size === 0 ? reached : reachability(strategy, spinning),
    endless,
    spinning,
  };
}
