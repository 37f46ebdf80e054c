/** Tests of sums, with what is known of their terms one by one, as inequalities. */
import type { Domain } from "../domain.ts";
import { passes, type Formula, type Test } from "../logic.ts";
import type { Disequality, Inequality } from "./feasible.ts";
import {
  negated,
  ONE,
  rationalOf,
  signOf,
  type Rational,
} from "../rational.ts";

/** A comparison of a sum that holds. */
export type Sum = Extract<Test, { kind: "linear" }>;

/** The ways in which it fails while its terms are numbers. */
export function opposite(sum: Sum): readonly Formula[] {
  const turned: Sum = {
    ...sum,
    terms: sum.terms.map(({ subject, coefficient }) => ({
      subject,
      coefficient: negated(coefficient),
    })),
    bound: negated(sum.bound),
  };
  switch (sum.comparison) {
    case "<":
      return [passes({ ...turned, comparison: "<=" })];
    case "<=":
      return [passes({ ...turned, comparison: "<" })];
    case "==":
      return [
        passes({ ...sum, comparison: "<" }),
        passes({ ...turned, comparison: "<" }),
      ];
  }
}

export interface System {
  readonly inequalities: readonly Inequality[];
  readonly disequalities: readonly Disequality[];
}

/** The sums, and the bounds of every value in them. */
export function againstBounds(
  sums: readonly Sum[],
  domains: ReadonlyMap<string, Domain>,
): System {
  const keys = new Set(
    sums.flatMap(({ terms }) => terms.map(({ subject }) => subject.key)),
  );
  const bounds = [...keys].map((key) => boundsOf(key, domains.get(key)));
  return {
    inequalities: [
      ...sums.flatMap(inequalitiesOf),
      ...bounds.flatMap(({ inequalities }) => inequalities),
    ],
    disequalities: bounds.flatMap(({ disequalities }) => disequalities),
  };
}

function inequalitiesOf({
  terms,
  comparison,
  bound,
}: Sum): readonly Inequality[] {
  const coefficients = new Map(
    terms
      .filter(({ coefficient }) => signOf(coefficient) !== 0)
      .map(({ subject, coefficient }) => [subject.key, coefficient]),
  );
  const strict = comparison === "<";
  const most: Inequality = { coefficients, strict, bound };
  return comparison === "==" ? [most, turned(most)] : [most];
}

function turned({ coefficients, strict, bound }: Inequality): Inequality {
  return {
    coefficients: new Map(
      [...coefficients].map(([key, value]) => [key, negated(value)]),
    ),
    strict,
    bound: negated(bound),
  };
}

/** What a domain says of its value. A bound without an exact decimal is left out, which only allows more. */
export function boundsOf(key: string, domain: Domain | undefined): System {
  if (domain === undefined) return { inequalities: [], disequalities: [] };
  const only: ReadonlyMap<string, Rational> = new Map([[key, ONE]]);
  const low = rationalOf(domain.low);
  const high = rationalOf(domain.high);
  const most = (bound: Rational, strict: boolean): Inequality => ({
    coefficients: only,
    strict,
    bound,
  });
  return {
    inequalities: [
      ...(high === null ? [] : [most(high, domain.highOpen)]),
      ...(low === null ? [] : [turned(most(low, domain.lowOpen))]),
    ],
    disequalities: domain.excluded.flatMap((each) => {
      const value = rationalOf(each);
      return value === null ? [] : [{ coefficients: only, value }];
    }),
  };
}
