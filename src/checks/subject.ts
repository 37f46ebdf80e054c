import type { Model, Strategy } from "../model/index.ts";
import type { Diagnostic, RuleName } from "../diagnostics/index.ts";
import { reachability, type Reachability } from "./analysis/reachability.ts";

/** A strategy, with what its rules share. */
export interface Subject {
  readonly model: Model;
  readonly strategy: Strategy;
  readonly reached: Reachability;
}

/** What a file in this folder exports: one rule of the contract. */
export interface Rule {
  readonly name: RuleName;
  readonly check: (subject: Subject) => Iterable<Diagnostic>;
}

export function subjectOf(model: Model, strategy: Strategy): Subject {
  return { model, strategy, reached: reachability(strategy) };
}
