/** Each row of the outcome table is needed: without it the checker is wrong about some machine, and runs show that it is. */
import { expect, test } from "vitest";
import {
  OUTCOMES,
  type OutcomeTable,
} from "../../../src/checks/analysis/exposure/outcome-table.ts";
import { verdictsOn } from "../../../src/checks/analysis/exposure/verdicts/verdicts.ts";
import { reachability } from "../../../src/checks/analysis/reachability.ts";
import type { Strategy } from "../../../src/model/index.ts";
import {
  isOfExposure,
  subjectOf,
  withFolder,
  type Subject,
} from "../subject.ts";
import { explored, harmKey, type Found } from "../trial/explore.ts";
import { ALARMING, SILENCING, type RowCase } from "./rows.ts";

/** Until there is harm; where there must be none, so many. */
const MOST_RUNS = 1_000;
const RUNS = 60;
const SEED = 1;

test.each(SILENCING)(
  "without `$row` the checker passes what runs refute",
  { timeout: 60_000 },
  async (each) => {
    const { strategy, harms } = await tried(each, MOST_RUNS);
    expect(rules(strategy, OUTCOMES)).not.toEqual([]);
    expect(rules(strategy, each.without)).toEqual([]);
    expect(harms).toContainEqual(expect.stringContaining("exposed"));
  },
);

test.each(ALARMING)(
  "without `$row` the checker finds what no run confirms",
  { timeout: 60_000 },
  async (each) => {
    const { strategy, harms } = await tried(each, RUNS);
    expect(rules(strategy, OUTCOMES)).toEqual([]);
    expect(rules(strategy, each.without)).not.toEqual([]);
    expect(harms).toEqual([]);
  },
);

async function tried(
  { row, spec }: RowCase,
  runs: number,
): Promise<{
  readonly strategy: Strategy;
  readonly harms: readonly string[];
}> {
  return withFolder(`rows-${row.replaceAll(/\W+/g, "-")}`, async (folder) => {
    const subject = await subjectOf({ path: "row.fsm", text: spec }, folder);
    if (subject === null) throw new Error(`${row} has no machine`);
    return { strategy: subject.strategy, harms: await harmsOf(subject, runs) };
  });
}

async function harmsOf(
  subject: Subject,
  runs: number,
): Promise<readonly string[]> {
  const isHarm = ({ harm }: Found): boolean => harm.kind !== "flat refused";
  const { harms } = await explored(subject, SEED, runs, (found) =>
    [...found.values()].some(isHarm),
  );
  return [...harms.values()].filter(isHarm).map(({ harm }) => harmKey(harm));
}

function rules(strategy: Strategy, table: OutcomeTable): readonly string[] {
  const { states } = reachability(strategy);
  return verdictsOn(strategy, states, table)
    .verdicts.map(({ rule }) => rule)
    .filter(isOfExposure);
}
