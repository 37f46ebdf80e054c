/** Sums of values with constant coefficients, as `2 * bid - ask + 0.5`. */
import type { Subject, Term } from "../logic.ts";
import {
  dividedBy,
  negated,
  ONE,
  plus,
  signOf,
  times,
  ZERO,
  type Rational,
} from "../rational.ts";

export interface LinearForm {
  readonly terms: ReadonlyMap<string, Term>;
  readonly constant: Rational;
}

export function constantForm(constant: Rational): LinearForm {
  return { terms: new Map(), constant };
}

export function formOf(subject: Subject): LinearForm {
  return {
    terms: new Map([[subject.key, { subject, coefficient: ONE }]]),
    constant: ZERO,
  };
}

export function sum(a: LinearForm, b: LinearForm): LinearForm {
  const terms = new Map(a.terms);
  for (const [key, { subject, coefficient }] of b.terms) {
    const before = terms.get(key)?.coefficient ?? ZERO;
    terms.set(key, { subject, coefficient: plus(before, coefficient) });
  }
  return { terms, constant: plus(a.constant, b.constant) };
}

export function scaled(form: LinearForm, by: Rational): LinearForm {
  return {
    terms: new Map(
      [...form.terms].map(([key, { subject, coefficient }]) => [
        key,
        { subject, coefficient: times(coefficient, by) },
      ]),
    ),
    constant: times(form.constant, by),
  };
}

export function difference(a: LinearForm, b: LinearForm): LinearForm {
  return sum(a, scaled(b, negated(ONE)));
}

/** Null: neither is a constant. */
export function product(a: LinearForm, b: LinearForm): LinearForm | null {
  if (isConstant(a)) return scaled(b, a.constant);
  return isConstant(b) ? scaled(a, b.constant) : null;
}

/** Null: not by a constant, or by zero. */
export function quotient(a: LinearForm, b: LinearForm): LinearForm | null {
  return isConstant(b) && signOf(b.constant) !== 0
    ? scaled(a, dividedBy(ONE, b.constant))
    : null;
}

export function isConstant({ terms }: LinearForm): boolean {
  return terms.size === 0;
}
