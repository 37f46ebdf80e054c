/**
 * Whether values exist for which a formula holds. Decides formulas whose tests are about single values (intervals, members
 * of enums, strings, booleans, null) or about pairs of them; says "yes" where it does not know, so "no" is a proof.
 */
import { EQUAL, GREATER, LESS, NEITHER, type Outcomes } from "./comparison.ts";
import type { Formula, Subject, Test } from "./formula.ts";

/** The values that one subject can still have. */
interface Domain {
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

/** Cases that are tried before it gives up and says yes. */
const MOST_CASES = 4_000;

export function satisfiable(formula: Formula): boolean {
  return new Search(formula).run();
}

class Search {
  private readonly formula: Formula;
  private readonly subjects = new Map<string, Subject>();
  private cases = 0;

  constructor(formula: Formula) {
    this.formula = formula;
    this.collect(formula);
  }

  run(): boolean {
    return this.cube([this.formula], [], new Map(), new Map());
  }

  /** Tests of one key may know different things about it (facts narrow types): the widest holds. */
  private collect(formula: Formula): void {
    if (formula.kind === "and" || formula.kind === "or")
      formula.parts.forEach((part) => this.collect(part));
    if (formula.kind !== "test" || formula.test.kind === "relation") return;
    const { subject, kind } = formula.test;
    const known = this.subjects.get(subject.key);
    this.subjects.set(subject.key, {
      ...subject,
      nullable: subject.nullable || kind === "null" || known?.nullable === true,
      mayBeNaN: subject.mayBeNaN || known?.mayBeNaN === true,
    });
  }

  /** All of `todo` and `later` (whose alternatives are tried last) under what is already known. */
  private cube(
    todo: readonly Formula[],
    later: readonly Formula[],
    domains: ReadonlyMap<string, Domain>,
    relations: ReadonlyMap<string, Outcomes>,
  ): boolean {
    this.cases += 1;
    if (this.cases > MOST_CASES) return true;
    const pending = [...todo];
    const choices = [...later];
    const values = new Map(domains);
    const pairs = new Map(relations);
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (next.kind === "constant" && !next.value) return false;
      if (next.kind === "and") pending.push(...next.parts);
      if (next.kind === "or") choices.push(next);
      if (next.kind === "test" && !this.apply(next, values, pairs))
        return false;
    }
    const choice = choices.pop();
    if (choice === undefined || choice.kind !== "or") return true;
    return choice.parts.some((part) =>
      this.cube([part], choices, values, pairs),
    );
  }

  private apply(
    { test, holds }: Extract<Formula, { kind: "test" }>,
    values: Map<string, Domain>,
    pairs: Map<string, Outcomes>,
  ): boolean {
    if (test.kind === "relation") {
      const key = `${test.left}\u0000${test.right}`;
      const before = pairs.get(key) ?? LESS | EQUAL | GREATER | NEITHER;
      const allowed = holds ? test.outcomes : ~test.outcomes;
      const left = before & allowed & test.possible;
      pairs.set(key, left);
      return left !== 0;
    }
    const { key } = test.subject;
    const before = values.get(key) ?? this.all(key);
    const domain = narrowed(before, test, holds);
    values.set(key, domain);
    return !isEmpty(domain);
  }

  private all(key: string): Domain {
    const subject = this.subjects.get(key);
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
}

function narrowed(
  domain: Domain,
  test: Exclude<Test, { kind: "relation" }>,
  holds: boolean,
): Domain {
  switch (test.kind) {
    case "null":
      return holds
        ? { ...domain, some: false, nan: false }
        : { ...domain, null: false };
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
        ? { ...bounded(domain, comparison, bound), null: false, nan: false }
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

function isEmpty(domain: Domain): boolean {
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
