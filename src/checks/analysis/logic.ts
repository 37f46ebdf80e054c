/** Formulas over tests of values, and what can be made of them without looking into the tests. */
import type { Rational } from "./rational.ts";

export type Formula =
  | { readonly kind: "constant"; readonly value: boolean }
  | { readonly kind: "and" | "or"; readonly parts: readonly Formula[] }
  | { readonly kind: "test"; readonly test: Test; readonly holds: boolean };

/** A value that tests are about. Tests of one formula about the same key are about the same value. */
export interface Subject {
  readonly key: string;
  readonly nullable: boolean;
  readonly mayBeNaN: boolean;
  /** All values it can have apart from null, as keys; null: not known, or a number. */
  readonly universe: readonly string[] | null;
  /** What is true of it wherever it stands: a length is not negative. */
  readonly axioms?: readonly Formula[];
}

/** Part of a sum: a value times a constant. */
export interface Term {
  readonly subject: Subject;
  /** Zero where terms took each other away: the value must still be a number. */
  readonly coefficient: Rational;
}

export type Test =
  | { readonly kind: "null"; readonly subject: Subject }
  /** Neither null nor NaN. */
  | { readonly kind: "numeric"; readonly subject: Subject }
  /** Against a number, a duration in ms or an instant. False for null and for what is not a number. */
  | {
      readonly kind: "range";
      readonly subject: Subject;
      readonly comparison: "<" | "<=" | ">" | ">=" | "==";
      readonly bound: number;
    }
  /** Is it this one: of an enum, a string, a boolean. */
  | {
      readonly kind: "value";
      readonly subject: Subject;
      readonly value: string;
    }
  /** The sum of the terms against a number. False where one of them is null or not a number. */
  | {
      readonly kind: "linear";
      readonly terms: readonly Term[];
      readonly comparison: "<" | "<=" | "==";
      readonly bound: Rational;
    };

export const TRUE: Formula = { kind: "constant", value: true };
export const FALSE: Formula = { kind: "constant", value: false };

export function negate(formula: Formula): Formula {
  switch (formula.kind) {
    case "constant":
      return formula.value ? FALSE : TRUE;
    case "and":
    case "or":
      return {
        kind: formula.kind === "and" ? "or" : "and",
        parts: formula.parts.map(negate),
      };
    case "test":
      return { ...formula, holds: !formula.holds };
  }
}

export function conjunction(parts: readonly Formula[]): Formula {
  return { kind: "and", parts };
}

export function disjunction(parts: readonly Formula[]): Formula {
  return { kind: "or", parts };
}

export function passes(test: Test): Formula {
  return { kind: "test", test, holds: true };
}

/** The tests in a formula, each as often as it stands there. */
export function* testsIn(formula: Formula): Generator<Test> {
  if (formula.kind === "test") yield formula.test;
  if (formula.kind === "and" || formula.kind === "or")
    for (const part of formula.parts) yield* testsIn(part);
}

/** Whether it has more tests; counts no further than that. */
export function isLargerThan(most: number, formula: Formula): boolean {
  const tests = testsIn(formula);
  for (let left = most; left >= 0; left -= 1)
    if (tests.next().done === true) return false;
  return true;
}

/** What a test is about. */
export function subjectsOf(test: Test): readonly Subject[] {
  return test.kind === "linear"
    ? test.terms.map(({ subject }) => subject)
    : [test.subject];
}
