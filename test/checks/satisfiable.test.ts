/** The decision procedure against trying out every value. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Comparison } from "../../src/checks/analysis/comparison.ts";
import {
  negate,
  type Formula,
  type Subject,
  type Test,
} from "../../src/checks/analysis/formula.ts";
import { satisfiable } from "../../src/checks/analysis/satisfiable.ts";

type Value = number | string | null;
type Values = Readonly<Record<string, Value>>;

const subject = (key: string, more: Partial<Subject>): Subject => ({
  key,
  nullable: false,
  mayBeNaN: false,
  universe: null,
  ...more,
});

const price = subject("price", {});
const ratio = subject("ratio", { mayBeNaN: true });
const last = subject("last", { nullable: true });
const side = subject("side", { universe: ["BUY", "SELL"] });
const venue = subject("venue", { universe: ["A", "B"], nullable: true });

/** Bounds are whole from 0 to 2, so the halves between, below and above stand for all other numbers. */
const NUMBERS = [-1, 0, 0.5, 1, 1.5, 2, 3];
const DOMAINS: Readonly<Record<string, readonly Value[]>> = {
  price: NUMBERS,
  ratio: [...NUMBERS, NaN],
  last: [...NUMBERS, null],
  side: ["BUY", "SELL"],
  venue: ["A", "B", null],
};

const comparisons = ["<", "<=", ">", ">=", "=="] as const;
const range = fc.record({
  kind: fc.constant("range" as const),
  subject: fc.constantFrom(price, ratio, last),
  comparison: fc.constantFrom(...comparisons),
  bound: fc.integer({ min: 0, max: 2 }),
});
const value = fc.oneof(
  fc.record({
    kind: fc.constant("value" as const),
    subject: fc.constant(side),
    value: fc.constantFrom("BUY", "SELL"),
  }),
  fc.record({
    kind: fc.constant("value" as const),
    subject: fc.constant(venue),
    value: fc.constantFrom("A", "B"),
  }),
);
const isNull = fc.record({
  kind: fc.constant("null" as const),
  subject: fc.constantFrom(last, venue),
});

const { formula } = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({
      kind: fc.constant("test" as const),
      test: fc.oneof<fc.Arbitrary<Test>[]>(range, value, isNull),
      holds: fc.boolean(),
    }),
    fc.record({
      kind: fc.constantFrom("and" as const, "or" as const),
      parts: fc.array(tie("formula"), { maxLength: 4 }),
    }),
    tie("formula").map(negate),
  ),
}));

test("says no exactly where no values are found", () => {
  fc.assert(
    fc.property(formula, (formula) => {
      expect(satisfiable(formula)).toBe(someHold(formula));
    }),
    { numRuns: 1000 },
  );
});

function someHold(formula: Formula): boolean {
  return assignments().some((values) => holds(formula, values));
}

let all: readonly Values[] | null = null;

function assignments(): readonly Values[] {
  all ??= Object.entries(DOMAINS).reduce<readonly Values[]>(
    (found, [key, domain]) =>
      found.flatMap((values) =>
        domain.map((value) => ({ ...values, [key]: value })),
      ),
    [{}],
  );
  return all;
}

function holds(formula: Formula, values: Values): boolean {
  switch (formula.kind) {
    case "constant":
      return formula.value;
    case "and":
      return formula.parts.every((part) => holds(part, values));
    case "or":
      return formula.parts.some((part) => holds(part, values));
    case "test":
      return passes(formula.test, values) === formula.holds;
  }
}

function passes(test: Test, values: Values): boolean {
  if (test.kind === "linear" || test.kind === "numeric")
    throw new Error("not generated");
  const value = values[test.subject.key] ?? null;
  if (test.kind === "null") return value === null;
  if (test.kind === "value") return value === test.value;
  return typeof value === "number" && compare(test.comparison, value, test);
}

function compare(
  comparison: Comparison,
  value: number,
  { bound }: { readonly bound: number },
): boolean {
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
    case "!=":
      return value !== bound;
  }
}
