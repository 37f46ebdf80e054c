/**
 * Whether values exist for which a formula holds, and which. Decides formulas whose tests are about single values (intervals,
 * members of enums, strings, booleans, null) or sums of numbers; says "yes" where it does not know, so "no" is a proof.
 */
import {
  domainOf,
  isEmpty,
  narrowed,
  numbersOnly,
  type Domain,
} from "./domain.ts";
import { isFree } from "./free.ts";
import { againstBounds, opposite, type Sum } from "./linear/constraints.ts";
import { feasibility } from "./linear/feasible.ts";
import {
  disjunction,
  negate,
  passes,
  subjectsOf,
  testsIn,
  type Formula,
  type Subject,
} from "./logic.ts";
import { valuesFor, type Values } from "./witness.ts";

/** Cases that are tried before it gives up and says yes. */
const MOST_CASES = 4_000;
/** Of those the ones in which sums are looked at, which takes longer. */
const MOST_SYSTEMS = 200;
/** Values of which nobody approves: after so many it gives up. */
const MOST_OFFERS = 50;

/**
 * What all searches of one strategy may cost together, in cases; a system of sums counts as several. Counted and not measured, so
 * that the same text always gives the same findings.
 */
const MOST_EFFORT = 1_000_000;
const SYSTEM = 20;
let effort = 0;

/** To be called before each strategy. */
export function beginSearches(): void {
  effort = 0;
}

/** Whether searches had to be given up since then. */
export function gaveUpSearching(): boolean {
  return effort > MOST_EFFORT;
}

export function satisfiable(formula: Formula): boolean {
  return isFree(formula) || new Search(formula, () => true).run() !== "no";
}

/**
 * Values for which the formula holds and that somebody approves of, since the formula may know less than he does. Null where
 * none are found, which proves nothing.
 */
export function witnessOf(
  formula: Formula,
  approves: (values: Values) => boolean,
): Values | null {
  let found: Values | null = null;
  let offers = 0;
  new Search(formula, (domains, sums) => {
    offers += 1;
    const values = valuesFor(domains, sums);
    if (values !== null && approves(values)) found = values;
    return found !== null || offers > MOST_OFFERS;
  }).run();
  return found;
}

type Domains = ReadonlyMap<string, Domain>;

class Search {
  private readonly formula: Formula;
  /** Whether these values are good enough to end the search. */
  private readonly accepts: (domains: Domains, sums: readonly Sum[]) => boolean;
  private readonly subjects = new Map<string, Subject>();
  private readonly axioms: Formula[] = [];
  private cases = 0;
  private systems = 0;

  constructor(formula: Formula, accepts: Search["accepts"]) {
    this.formula = formula;
    this.accepts = accepts;
    this.collect(formula);
  }

  run(): "yes" | "no" | "gave up" {
    const all = [this.formula, ...this.axioms];
    const found = this.cube(all, [], new Map(), []);
    return this.cases > MOST_CASES ? "gave up" : found ? "yes" : "no";
  }

  /** Tests of one key may know different things about it (facts narrow types): the widest holds. */
  private collect(formula: Formula): void {
    for (const test of testsIn(formula))
      for (const subject of subjectsOf(test)) {
        const known = this.subjects.get(subject.key);
        this.subjects.set(subject.key, {
          ...subject,
          nullable:
            subject.nullable ||
            test.kind === "null" ||
            known?.nullable === true,
          mayBeNaN: subject.mayBeNaN || known?.mayBeNaN === true,
          axioms: known?.axioms ?? subject.axioms ?? [],
        });
        if (known?.axioms !== undefined && known.axioms.length > 0) continue;
        for (const axiom of subject.axioms ?? []) {
          this.axioms.push(axiom);
          this.collect(axiom);
        }
      }
  }

  /** All of `todo` and `later` (whose alternatives are tried last) under what is already known. */
  private cube(
    todo: readonly Formula[],
    later: readonly Formula[],
    before: Domains,
    sumsBefore: readonly Sum[],
  ): boolean {
    this.cases += 1;
    effort += 1;
    if (gaveUpSearching()) this.cases = MOST_CASES + 1;
    if (this.cases > MOST_CASES) return true;
    const pending = [...todo];
    const choices = [...later];
    const domains = new Map(before);
    const sums = [...sumsBefore];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (next.kind === "constant" && !next.value) return false;
      if (next.kind === "and") pending.push(...next.parts);
      if (next.kind === "or") choices.push(next);
      if (next.kind !== "test") continue;
      if (next.test.kind === "linear" && !next.holds)
        choices.push(this.failing(next.test));
      else if (!this.apply(next, domains, sums)) return false;
    }
    const choice = choices.pop();
    if (choice === undefined || choice.kind !== "or")
      return this.agree(domains, sums) && this.accepts(domains, sums);
    return choice.parts.some((part) =>
      this.cube([part], choices, domains, sums),
    );
  }

  private apply(
    { test, holds }: Extract<Formula, { kind: "test" }>,
    domains: Map<string, Domain>,
    sums: Sum[],
  ): boolean {
    const narrow = (key: string, change: (domain: Domain) => Domain) => {
      const domain = change(domains.get(key) ?? this.all(key));
      domains.set(key, domain);
      return !isEmpty(domain);
    };
    if (test.kind !== "linear")
      return narrow(test.subject.key, (domain) =>
        narrowed(domain, test, holds),
      );
    sums.push(test);
    return test.terms.every(({ subject }) => narrow(subject.key, numbersOnly));
  }

  /** How a comparison of sums fails: the other way round, or because there is nothing to compare. */
  private failing(test: Sum): Formula {
    const without = test.terms.flatMap(({ subject }): Formula[] => {
      const { nullable, mayBeNaN } = this.subjects.get(subject.key) ?? subject;
      return nullable || mayBeNaN
        ? [negate(passes({ kind: "numeric", subject }))]
        : [];
    });
    return disjunction([...opposite(test), ...without]);
  }

  private agree(domains: Domains, sums: readonly Sum[]): boolean {
    if (sums.length === 0) return true;
    this.systems += 1;
    effort += SYSTEM;
    if (this.systems > MOST_SYSTEMS) this.cases = MOST_CASES;
    const { inequalities, disequalities } = againstBounds(sums, domains);
    return feasibility(inequalities, disequalities) !== "no";
  }

  private all(key: string): Domain {
    return domainOf(this.subjects.get(key) ?? null);
  }
}
