/** The values that one subject of a formula can still have. */
import type { Subject, Test } from "./logic.ts";

export interface Domain {
  readonly null: boolean;
  readonly nan: boolean;
  /** Anything that is neither null nor NaN: within the bounds, among the values. */
  readonly some: boolean;
  readonly low: number;
  readonly lowOpen: boolean;
  readonly high: number;
  readonly highOpen: boolean;
  readonly excluded: readonly number[];
  /** Null: any. */
  readonly values: readonly string[] | null;
  readonly excludedValues: readonly string[];
}

/** All that a subject can have; of an unknown one, anything. */
export function domainOf(subject: Subject | null): Domain {
  return {
    null: subject?.nullable ?? true,
    nan: subject?.mayBeNaN ?? true,
    some: true,
    low: -Infinity,
    lowOpen: false,
    high: Infinity,
    highOpen: false,
    excluded: [],
    values: subject?.universe ?? null,
    excludedValues: [],
  };
}

export function numbersOnly(domain: Domain): Domain {
  return { ...domain, null: false, nan: false };
}

export function narrowed(
  domain: Domain,
  test: Exclude<Test, { kind: "linear" }>,
  holds: boolean,
): Domain {
  switch (test.kind) {
    case "null":
      return holds
        ? { ...domain, some: false, nan: false }
        : { ...domain, null: false };
    case "numeric":
      return holds ? numbersOnly(domain) : { ...domain, some: false };
    case "value":
      return holds
        ? {
            ...domain,
            null: false,
            nan: false,
            values: (domain.values ?? [test.value]).filter(
              (each) => each === test.value,
            ),
          }
        : {
            ...domain,
            excludedValues: [...domain.excludedValues, test.value],
          };
    case "range": {
      const { comparison, bound } = test;
      return holds
        ? numbersOnly(bounded(domain, comparison, bound))
        : excluding(domain, comparison, bound);
    }
  }
}

type Range = Extract<Test, { kind: "range" }>["comparison"];

function bounded(domain: Domain, comparison: Range, bound: number): Domain {
  switch (comparison) {
    case "<":
      return below(domain, bound, true);
    case "<=":
      return below(domain, bound, false);
    case ">":
      return above(domain, bound, true);
    case ">=":
      return above(domain, bound, false);
    case "==":
      return above(below(domain, bound, false), bound, false);
  }
}

/** The numbers for which the comparison fails; null and NaN stay what they were. */
function excluding(domain: Domain, comparison: Range, bound: number): Domain {
  switch (comparison) {
    case "<":
      return above(domain, bound, false);
    case "<=":
      return above(domain, bound, true);
    case ">":
      return below(domain, bound, false);
    case ">=":
      return below(domain, bound, true);
    case "==":
      return { ...domain, excluded: [...domain.excluded, bound] };
  }
}

function below(domain: Domain, high: number, open: boolean): Domain {
  if (high > domain.high) return domain;
  const highOpen = high === domain.high ? open || domain.highOpen : open;
  return { ...domain, high, highOpen };
}

function above(domain: Domain, low: number, open: boolean): Domain {
  if (low < domain.low) return domain;
  const lowOpen = low === domain.low ? open || domain.lowOpen : open;
  return { ...domain, low, lowOpen };
}

export function isEmpty(domain: Domain): boolean {
  if (domain.null || domain.nan) return false;
  return !domain.some || noNumber(domain) || noValue(domain);
}

function noNumber(domain: Domain): boolean {
  const { low, high, lowOpen, highOpen, excluded } = domain;
  if (Number.isNaN(low) || Number.isNaN(high) || low > high) return true;
  return low === high && (lowOpen || highOpen || excluded.includes(low));
}

function noValue({ values, excludedValues }: Domain): boolean {
  return (
    values !== null && values.every((each) => excludedValues.includes(each))
  );
}
