import type { Model, State, Strategy } from "../model/index.ts";
import type { Diagnostic, RuleName } from "../diagnostics/index.ts";
import { endlessRounds } from "./analysis/loops/endless.ts";
import type { Edge } from "./analysis/loops/microsteps.ts";
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
  return {
    model,
    strategy,
    reached: spinning.size === 0 ? reached : reachability(strategy, spinning),
    endless,
    spinning,
  };
}
