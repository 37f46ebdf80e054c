import { groupOf, type RuleName } from "../../../src/diagnostics/index.ts";
import { findingsIn } from "../../checks/findings.ts";
import { asFsm } from "../corpus.ts";
import type { Spec } from "../subject.ts";
import type { Mutant } from "./mutant.ts";

/** How the checker takes a fault. */
export type Verdict =
  /** One finding, under the name of its rule. */
  | "named"
  /** That, and what the fault brings with it: a state that nothing leads to any more, an opening behind it. */
  | "named, with its company"
  /** The rule, more than once. */
  | "named several times"
  | "silent"
  /** Under another name only. */
  | "misnamed"
  /** It does not mean anything any more. */
  | "invalid";

export interface Judged {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
  /** What is found that was not before. */
  readonly rules: readonly RuleName[];
}

/** The rules that a sound machine breaks already. */
export function baseOf(spec: Spec): readonly RuleName[] {
  return rulesIn(asFsm(spec));
}

export function judged(mutant: Mutant, base: readonly RuleName[]): Judged {
  const rules = without(rulesIn(mutant.text), base);
  const expected = rules.filter((rule) => mutant.expected.includes(rule));
  return { mutant, rules, verdict: verdictOf(rules, expected) };
}

function verdictOf(
  rules: readonly RuleName[],
  expected: readonly RuleName[],
): Verdict {
  if (rules.some((rule) => groupOf(rule) === 1)) return "invalid";
  if (rules.length === 0) return "silent";
  if (expected.length === 0) return "misnamed";
  if (expected.length > 1) return "named several times";
  return rules.length === 1 ? "named" : "named, with its company";
}

function rulesIn(text: string): readonly RuleName[] {
  return findingsIn("machine.fsm", text).diagnostics.map(({ rule }) => rule);
}

function without(
  rules: readonly RuleName[],
  base: readonly RuleName[],
): readonly RuleName[] {
  const left = [...rules];
  for (const rule of base) {
    const index = left.indexOf(rule);
    if (index >= 0) left.splice(index, 1);
  }
  return left;
}
