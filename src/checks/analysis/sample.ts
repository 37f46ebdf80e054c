/** One set of values for which a formula holds: what fails there cannot follow from it, which is far quicker than a proof. */
import type { Formula, Test } from "./logic.ts";
import {
  order,
  plus,
  rationalOf,
  times,
  toNumber,
  ZERO,
  type Rational,
} from "./rational.ts";
import { witnessOf } from "./satisfiable.ts";
import type { Value, Values } from "./witness.ts";

const SAMPLES = new WeakMap<Formula, Values | null>();

/** Null where none is found, which proves nothing. */
export function sampleOf(formula: Formula): Values | null {
  const known = SAMPLES.get(formula);
  if (known !== undefined) return known;
  const sample = witnessOf(
    formula,
    (values) => holdsAt(formula, values) === true,
  );
  SAMPLES.set(formula, sample);
  return sample;
}

/** Null: it cannot be told from these values. */
export function holdsAt(formula: Formula, values: Values): boolean | null {
  switch (formula.kind) {
    case "constant":
      return formula.value;
    case "and":
    case "or": {
      const decisive = formula.kind === "or";
      let isKnown = true;
      for (const part of formula.parts) {
        const held = holdsAt(part, values);
        if (held === decisive) return decisive;
        if (held === null) isKnown = false;
      }
      return isKnown ? !decisive : null;
    }
    case "test": {
      const passed = passesAt(formula.test, values);
      return passed === null ? null : passed === formula.holds;
    }
  }
}

function passesAt(test: Test, values: Values): boolean | null {
  if (test.kind === "linear") return sumPasses(test, values);
  const value = values.get(test.subject.key);
  if (value === undefined) return null;
  switch (test.kind) {
    case "null":
      return value === null;
    case "numeric":
      return value === null ? false : typeof value === "number" ? true : null;
    case "range":
      return value === null ? false : inRange(test, value);
    case "value":
      return value === null
        ? false
        : typeof value === "string"
          ? value === test.value
          : null;
  }
}

function inRange(
  { comparison, bound }: Extract<Test, { kind: "range" }>,
  value: NonNullable<Value>,
): boolean | null {
  if (typeof value !== "number") return null;
  switch (comparison) {
    case "<":
      return value < bound;
    case "<=":
      return value <= bound;
    case ">":
      return value > bound;
    case ">=":
      return value >= bound;
    case "==":
      return value === bound;
  }
}

function sumPasses(
  { terms, comparison, bound }: Extract<Test, { kind: "linear" }>,
  values: Values,
): boolean | null {
  const rough = roughly(terms, values) - toNumber(bound);
  if (Math.abs(rough) > TELLING * Math.abs(toNumber(bound)) + TELLING)
    return comparison === "==" ? false : rough < 0;
  let sum: Rational = ZERO;
  for (const { subject, coefficient } of terms) {
    const value = values.get(subject.key);
    if (value === null) return false;
    const exact = typeof value === "number" ? rationalOf(value) : null;
    if (exact === null) return null;
    sum = plus(sum, times(exact, coefficient));
  }
  const side = order(sum, bound);
  if (comparison === "==") return side === 0;
  return side < 0 || (side === 0 && comparison === "<=");
}

/** Doubles that differ by more than this, in relation and by itself, differ; NaN and what is infinite does not. */
const TELLING = 1e-6;

/** NaN where one is not a number. */
function roughly(
  terms: Extract<Test, { kind: "linear" }>["terms"],
  values: Values,
): number {
  let sum = 0;
  let size = 0;
  for (const { subject, coefficient } of terms) {
    const value = values.get(subject.key);
    if (typeof value !== "number") return NaN;
    const part = value * toNumber(coefficient);
    sum += part;
    size += Math.abs(part);
  }
  return size < 1e9 ? sum : NaN;
}
