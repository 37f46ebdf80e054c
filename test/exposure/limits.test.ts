/**
 * Past its limits the search joins scenes, then follows each region alone: it may then find what is not there, but is never
 * silent about what it would have found.
 */
import { expect, test } from "vitest";
import {
  LIMITS,
  type Limits,
} from "../../src/checks/analysis/exposure/budget.ts";
import { verdictsOn } from "../../src/checks/analysis/exposure/verdicts/verdicts.ts";
import { reachability } from "../../src/checks/analysis/reachability.ts";
import type { Strategy } from "../../src/model/index.ts";
import { Dice } from "../support/dice.ts";
import { fixtures, meaningOf } from "./corpus.ts";
import { wild } from "./mutations/wild.ts";
import { randomStrategy } from "./random-strategy.ts";
import { isOfExposure, type Spec } from "./subject.ts";

const RANDOM = 60;

/** Where a configuration has more than one scene, they are one. */
const JOINED: readonly Limits[] = [{ ...LIMITS, scenesOfOne: 1 }];
/** Some machines have more than that as a whole, and less region by region. */
const APART: readonly Limits[] = [20, 40, 80, 160].map((scenes) => ({
  ...LIMITS,
  scenes,
  scenesOfOne: 1,
}));

const machines: readonly Spec[] = [
  ...fixtures(),
  ...Array.from({ length: RANDOM }, (_, index) => ({
    path: `wild-${index}.fsm`,
    text: wild(randomStrategy(index), new Dice(index)),
  })),
];

test.each([
  ["joined", JOINED],
  ["regions", APART],
] as const)(
  "%s, it is not silent where it would not be",
  (exactness, limits) => {
    const silent: string[] = [];
    const met = new Set<string>();
    for (const spec of machines) {
      const strategy = meaningOf(spec);
      if (strategy === null) continue;
      const exact = found(strategy, LIMITS);
      for (const each of limits) {
        const rough = found(strategy, each);
        met.add(rough.exactness);
        if (exact.errors > 0 && rough.errors === 0 && rough.exactness !== "cut")
          silent.push(`${spec.path}, ${rough.exactness}`);
      }
    }
    expect(silent).toEqual([]);
    expect([...met]).toContain(exactness);
  },
);

function found(strategy: Strategy, limits: Limits) {
  const { states } = reachability(strategy);
  const { verdicts, exactness } = verdictsOn(
    strategy,
    states,
    undefined,
    limits,
  );
  const errors = verdicts.filter(({ rule }) => isOfExposure(rule)).length;
  return { errors, exactness };
}
