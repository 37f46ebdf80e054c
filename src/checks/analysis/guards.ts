import type { Expression, State } from "../../model/index.ts";
import { conjunction, formulaOf, negate, type Formula } from "./formula.ts";
import { isActiveWith } from "./relatives.ts";
import { satisfiable } from "./satisfiable.ts";

export type Verdict = "always" | "never" | "maybe";

/** Decides whether a guard holds, looked at while a leaf is active. */
export type Judge = (guard: Expression | null, leaf: State) => Verdict;

/** Proves what can be proved. */
export const byProof: Judge = (guard, leaf) => {
  if (guard === null) return "always";
  const formula = formulaAt(guard, leaf);
  if (!satisfiable(formula)) return "never";
  return satisfiable(negate(formula)) ? "maybe" : "always";
};

/** Does not look into guards: with one it may hold or not. */
export const byPresence: Judge = (guard) =>
  guard === null ? "always" : "maybe";

export function formulaAt(guard: Expression | null, leaf: State): Formula {
  return formulaOf(guard, { isActive: (state) => isActiveWith(leaf, state) });
}

/** Whether the guard fails wherever none of the others holds: when they come first, it is never reached while true. */
export function isCovered(guard: Formula, others: readonly Formula[]): boolean {
  return !satisfiable(conjunction([guard, ...others.map(negate)]));
}
