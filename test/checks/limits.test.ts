/** A search that met a limit may find too much, and never too little. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  LIMITS,
  type Limits,
} from "../../src/checks/analysis/exposure/budget.ts";
import { verdictsOn } from "../../src/checks/analysis/exposure/verdicts/verdicts.ts";
import { reachability } from "../../src/checks/analysis/reachability.ts";
import { build } from "../../src/model/build.ts";
import { SourceFile } from "../../src/source/index.ts";
import { parseFsm } from "../../src/syntax/index.ts";

const JOINED: Limits = { ...LIMITS, scenesOfOne: 0 };
const REGIONS: Limits = { ...LIMITS, steps: 1 };

/** Of what needs no proof that there is no way, or no open leg, each fixture has one finding. */
const RULES = [
  "undeclared-exposure",
  "exposed-at-end",
  "no-way-flat",
  "no-emergency-exit",
  "risk-after-halt",
  "abandoned-order",
  "unknown-as-failed",
  "cancel-race",
  "missing-recover",
  "one-leg",
  "double-open",
] as const;

/** Findings that are one predicate, named by the cause that is known best. */
const ONE_PREDICATE: ReadonlySet<string> = new Set([
  "undeclared-exposure",
  "exposed-at-end",
  "abandoned-order",
  "unknown-as-failed",
  "cancel-race",
]);

describe.each(RULES)("%s", (rule) => {
  const fixtures = globSync(`${rule}/invalid-*.fsm`, {
    cwd: import.meta.dirname,
  }).toSorted();

  test.each(fixtures)("is found in %s where scenes are joined", (path) => {
    expect(found(path, JOINED)).toSatisfy(names(rule));
  });

  test.each(fixtures)("is found in %s region by region", (path) => {
    expect(found(path, REGIONS)).toSatisfy(names(rule));
  });
});

function names(rule: string): (found: readonly string[]) => boolean {
  return (all) =>
    all.includes(rule) ||
    (ONE_PREDICATE.has(rule) && all.some((each) => ONE_PREDICATE.has(each)));
}

function found(path: string, limits: Limits): readonly string[] {
  const text = readFileSync(join(import.meta.dirname, path), "utf8");
  const { file } = parseFsm(new SourceFile(path, text, "fsm"));
  const host = { load: () => null, exists: () => true };
  return build(file, host)
    .model.strategies.filter(({ abstract }) => !abstract)
    .flatMap((strategy) => {
      const { states } = reachability(strategy);
      const { verdicts } = verdictsOn(strategy, states, undefined, limits);
      return verdicts.map(({ rule }) => rule);
    });
}
