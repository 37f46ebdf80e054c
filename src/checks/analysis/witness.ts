/** Values for what is left of a formula when all its choices are made. */
import type { Domain } from "./domain.ts";
import { againstBounds, boundsOf, type Sum } from "./linear/constraints.ts";
import { pointIn } from "./linear/feasible.ts";

export type Value = number | string | null;

/**
 * By key. Of enums the member's name, of booleans "true" or "false". What is not in it may be anything that its type allows,
 * but null only where it is in it as null.
 */
export type Values = ReadonlyMap<string, Value>;

/** Null where it finds none. */
export function valuesFor(
  domains: ReadonlyMap<string, Domain>,
  sums: readonly Sum[],
): Values | null {
  const { inequalities, disequalities } = againstBounds(sums, domains);
  const summed = pointIn(inequalities, disequalities);
  if (summed === null) return null;
  const values = new Map<string, Value>(summed);
  for (const [key, domain] of domains) {
    if (values.has(key)) continue;
    if (!domain.some) {
      if (!domain.null) return null;
      values.set(key, null);
    } else if (isText(domain)) {
      const text = textIn(domain);
      if (text === null) return null;
      values.set(key, text);
    } else if (isBounded(domain)) {
      const own = boundsOf(key, domain);
      const value = pointIn(own.inequalities, own.disequalities)?.get(key);
      values.set(key, value ?? 0);
    }
  }
  return values;
}

function isText({ values, excludedValues }: Domain): boolean {
  return values !== null || excludedValues.length > 0;
}

function textIn({ values, excludedValues }: Domain): string | null {
  const others = [
    "other",
    "another",
    ...excludedValues.map((each) => `${each}x`),
  ];
  return (
    (values ?? others).find((each) => !excludedValues.includes(each)) ?? null
  );
}

function isBounded({ low, high, excluded }: Domain): boolean {
  return low > -Infinity || high < Infinity || excluded.length > 0;
}
