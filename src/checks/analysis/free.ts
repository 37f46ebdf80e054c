import type { Formula, Subject, Test } from "./logic.ts";
import { signOf } from "./rational.ts";

/**
 * Whether a formula certainly holds for some values because no two of its tests are about the same value: each can then have
 * what it wants. Most guards are so, and for them nothing need be searched. False: it has to be looked at.
 */
export function isFree(formula: Formula): boolean {
  return canHold(formula, new Set());
}

function canHold(formula: Formula, taken: Set<string>): boolean {
  switch (formula.kind) {
    case "constant":
      return formula.value;
    case "and":
      return formula.parts.every((part) => canHold(part, taken));
    case "or":
      // What an alternative has taken before it failed stays taken, which only means that others are looked at.
      return formula.parts.some((part) => canHold(part, taken));
    case "test":
      return canCome(formula.test, formula.holds) && takes(formula.test, taken);
  }
}

function takes(test: Test, taken: Set<string>): boolean {
  const subjects =
    test.kind === "linear"
      ? test.terms.map(({ subject }) => subject)
      : [test.subject];
  return subjects.every((subject) => {
    if (taken.has(subject.key) || isBound(subject)) return false;
    taken.add(subject.key);
    return true;
  });
}

/** Whether something is known of it besides what it can be. */
function isBound({ axioms }: Subject): boolean {
  return axioms !== undefined && axioms.length > 0;
}

/** Whether a test by itself can come out so. */
function canCome(test: Test, holds: boolean): boolean {
  switch (test.kind) {
    case "null":
      return true;
    case "numeric":
      return holds;
    case "range":
      return Number.isFinite(test.bound);
    case "value": {
      const { universe } = test.subject;
      if (universe === null) return true;
      return holds ? universe.includes(test.value) : universe.length > 1;
    }
    case "linear":
      return test.terms.some(({ coefficient }) => signOf(coefficient) !== 0);
  }
}
