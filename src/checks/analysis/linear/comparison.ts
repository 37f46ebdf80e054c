/** Comparisons of sums as tests, the simplest that say the same. */
import {
  conjunction,
  FALSE,
  passes,
  type Formula,
  type Term,
} from "../logic.ts";
import { flipped, type Positive } from "../comparison.ts";
import type { LinearForm } from "./form.ts";
import {
  dividedBy,
  negated,
  order,
  rationalOf,
  signOf,
  toNumber,
  ZERO,
  type Rational,
} from "../rational.ts";

/** Whether the sum compares so with zero. */
export function againstZero(
  operator: Positive,
  { terms, constant }: LinearForm,
): Formula {
  const all = [...terms.values()];
  const live = all.filter(({ coefficient }) => signOf(coefficient) !== 0);
  const gone = all.filter(({ coefficient }) => signOf(coefficient) === 0);
  const bound = negated(constant);
  const test =
    live.length === 0
      ? compares(operator, bound)
        ? null
        : FALSE
      : sumTest(operator, live, bound);
  if (test === FALSE) return FALSE;
  return conjunction([
    ...(test === null ? [] : [test]),
    ...gone.map(({ subject }) => passes({ kind: "numeric", subject })),
  ]);
}

function compares(operator: string, bound: Rational): boolean {
  const side = order(ZERO, bound);
  return operator === "=="
    ? side === 0
    : operator.startsWith("<")
      ? side < 0 || (operator === "<=" && side === 0)
      : side > 0 || (operator === ">=" && side === 0);
}

function sumTest(
  operator: Positive,
  terms: readonly Term[],
  bound: Rational,
): Formula {
  const [first] = terms;
  if (terms.length === 1 && first !== undefined) {
    const exact = dividedBy(bound, first.coefficient);
    const number = toNumber(exact);
    const again = rationalOf(number);
    const comparison =
      signOf(first.coefficient) < 0 ? flipped(operator) : operator;
    if (again !== null && order(again, exact) === 0)
      return passes({
        kind: "range",
        subject: first.subject,
        comparison,
        bound: number,
      });
  }
  if (operator === ">" || operator === ">=")
    return passes({
      kind: "linear",
      terms: terms.map(({ subject, coefficient }) => ({
        subject,
        coefficient: negated(coefficient),
      })),
      comparison: operator === ">" ? "<" : "<=",
      bound: negated(bound),
    });
  return passes({ kind: "linear", terms, comparison: operator, bound });
}
