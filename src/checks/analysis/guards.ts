import type { Expression, State } from "../../model/index.ts";
import { withinGuards } from "./expressions.ts";
import { conjunction, formulaOf, negate, type Formula } from "./formula.ts";
import { TRUE } from "./logic.ts";
import type { Arithmetic } from "./linear/cases.ts";
import { isActiveWith } from "./relatives.ts";
import { holdsAt, sampleOf } from "./sample.ts";
import { satisfiable } from "./satisfiable.ts";

export type Verdict = "always" | "never" | "maybe";

/** Decides whether a guard holds, looked at while a leaf is active. */
export type Judge = (guard: Expression | null, leaf: State) => Verdict;

/** Proves what can be proved. */
export const byProof: Judge = (guard, leaf) => {
  if (guard === null) return "always";
  const known = PROVED.get(guard);
  if (known !== undefined) return known;
  const { formula, everywhere } = read(guard, "doubles", (state) =>
    isActiveWith(leaf, state),
  );
  const verdict = verdictOn(formula);
  if (everywhere) PROVED.set(guard, verdict);
  return verdict;
};

/** Of guards that are the same in every state: `from` and states around others bring one into many leaves. */
const PROVED = new WeakMap<Expression, Verdict>();

/** What has been proved of a guard that is the same in every state; null: nothing yet, or it depends on the state. */
export function provedOf(guard: Expression): Verdict | null {
  return PROVED.get(guard) ?? null;
}

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
  return guard === null
    ? TRUE
    : read(guard, arithmetic, (state) => isActiveWith(leaf, state)).formula;
}

/** Those that are the same in every state. */
const FORMULAS: Readonly<Record<Arithmetic, WeakMap<Expression, Formula>>> = {
  real: new WeakMap(),
  doubles: new WeakMap(),
};

function read(
  guard: Expression,
  arithmetic: Arithmetic,
  isActive: (state: State) => boolean | null,
): { readonly formula: Formula; readonly everywhere: boolean } {
  const known = FORMULAS[arithmetic].get(guard);
  if (known !== undefined) return { formula: known, everywhere: true };
  let everywhere = true;
  const formula = formulaOf(guard, {
    isActive: (state) => {
      everywhere = false;
      return isActive(state);
    },
    arithmetic,
  });
  if (everywhere) FORMULAS[arithmetic].set(guard, formula);
  return { formula, everywhere };
}

/**
 * What a guard means to whoever reads it, in whatever state it stands: sums are those of real numbers, and other regions may
 * be anywhere.
 */
export function meaningOf(guard: Expression | null): Formula {
  return guard === null ? TRUE : read(guard, "real", () => null).formula;
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

/** Of what comes before a branch no more than the nearest are held against it all at once: more than that would take too long. */
const MOST_TOGETHER = 40;

/** Whether the guard fails wherever none of the others holds: when they come first, it is never reached while true. */
export function isCovered(guard: Formula, others: readonly Formula[]): boolean {
  const nearest = others.slice(-MOST_TOGETHER);
  const sample = sampleOf(guard);
  if (
    sample !== null &&
    nearest.every((other) => holdsAt(other, sample) === false)
  )
    return false;
  return !satisfiable(conjunction([guard, ...nearest.map(negate)]));
}

/** The first of them that covers it alone, of the nearest that may. */
export function coveredBy<T extends { readonly guard: () => Formula }>(
  guard: Formula,
  others: readonly T[],
): T | null {
  const sample = sampleOf(guard);
  const may =
    sample === null
      ? others
      : others.filter((other) => holdsAt(other.guard(), sample) !== false);
  const covers = (other: T): boolean => isCovered(guard, [other.guard()]);
  return may.slice(-MOST_TOGETHER / 2).find(covers) ?? null;
}
