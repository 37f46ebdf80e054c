import type { Expression, State } from "../../model/index.ts";
import { withinGuards } from "./expressions.ts";
import { conjunction, formulaOf, negate, type Formula } from "./formula.ts";
import type { Arithmetic } from "./linear/cases.ts";
import { isActiveWith } from "./relatives.ts";
import { satisfiable } from "./satisfiable.ts";

export type Verdict = "always" | "never" | "maybe";

/** Decides whether a guard holds, looked at while a leaf is active. */
export type Judge = (guard: Expression | null, leaf: State) => Verdict;

/** Proves what can be proved. */
export const byProof: Judge = (guard, leaf) => {
  if (guard === null) return "always";
  const known = PROVED.get(guard);
  if (known !== undefined) return known;
  let everywhere = true;
  const formula = formulaOf(guard, {
    isActive: (state) => {
      everywhere = false;
      return isActiveWith(leaf, state);
    },
  });
  const verdict = verdictOn(formula);
  if (everywhere) PROVED.set(guard, verdict);
  return verdict;
};

/** Of guards that are the same in every state: `from` and states around others bring one into many leaves. */
const PROVED = new WeakMap<Expression, Verdict>();

function verdictOn(formula: Formula): Verdict {
  if (!satisfiable(formula)) return "never";
  return satisfiable(negate(formula)) ? "maybe" : "always";
}

/** Does not look into guards: with one it may hold or not. */
export const byPresence: Judge = (guard) =>
  guard === null ? "always" : "maybe";

export function formulaAt(
  guard: Expression | null,
  leaf: State,
  arithmetic: Arithmetic = "doubles",
): Formula {
  return formulaOf(guard, {
    isActive: (state) => isActiveWith(leaf, state),
    arithmetic,
  });
}

/**
 * What a guard means to whoever reads it, in whatever state it stands: sums are those of real numbers, and other regions may
 * be anywhere.
 */
export function meaningOf(guard: Expression | null): Formula {
  return formulaOf(guard, { isActive: () => null, arithmetic: "real" });
}

const MEANT = new WeakMap<Expression, Verdict>();

function meantVerdict(guard: Expression): Verdict {
  const verdict = MEANT.get(guard) ?? verdictOn(meaningOf(guard));
  MEANT.set(guard, verdict);
  return verdict;
}

/** No value satisfies it. What is false only because of where it stands (`in`) is not never true. */
export function isNeverTrue(guard: Expression | null): boolean {
  return guard !== null && meantVerdict(guard) === "never";
}

export function isAlwaysTrue(guard: Expression | null): boolean {
  return guard === null || meantVerdict(guard) === "always";
}

/** Whether a TypeScript predicate has a say in it. */
export function asksCode(guard: Expression): boolean {
  return [...withinGuards(guard)].some(
    (part) => part.kind === "guard" && part.guard.expression === null,
  );
}

/** Whether the guard fails wherever none of the others holds: when they come first, it is never reached while true. */
export function isCovered(guard: Formula, others: readonly Formula[]): boolean {
  return !satisfiable(conjunction([guard, ...others.map(negate)]));
}
