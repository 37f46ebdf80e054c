/** What the checks claim to have proved, held against what happens. */
import { expect, test } from "vitest";
import { reachability } from "../../src/checks/analysis/reachability.ts";
import { check, LIMITS } from "../../src/checks/index.ts";
import { build } from "../../src/model/build.ts";
import { SourceFile } from "../../src/source/index.ts";
import { parseFsm } from "../../src/syntax/index.ts";
import { randomSpec } from "../support/random-spec.ts";
import { wander } from "./wander.ts";

const SPECS = 60;
const EVENTS = 120;

const models = Array.from({ length: SPECS }, (_, index) => modelOf(index + 1));

function modelOf(seed: number) {
  const source = new SourceFile("random.fsm", randomSpec(seed), "fsm");
  const { file } = parseFsm(source);
  const host = { load: () => null, exists: () => true };
  return build(file, host).model;
}

test("a machine never comes to rest where it is said not to get to, and not where it is said not to rest", () => {
  const unreached: string[] = [];
  let visited = 0;
  let unreachable = 0;
  for (const [seed, model] of models.entries()) {
    const [strategy] = model.strategies;
    if (strategy === undefined) throw new Error(`seed ${seed} has no strategy`);
    const { leaves, stepsAt } = reachability(strategy);
    unreachable += strategy.states.length - leaves.size;
    for (const leaf of wander(strategy, seed, EVENTS)) {
      visited += 1;
      if (!leaves.has(leaf) || stepsAt(leaf).transient)
        unreached.push(`seed ${seed}: ${leaf.path}`);
    }
  }
  expect(unreached).toEqual([]);
  expect(visited).toBeGreaterThan(SPECS * 20);
  expect(unreachable).toBeGreaterThan(0);
});

test(
  "whatever the spec, and however little is followed, every finding has its place in the text",
  { timeout: 120_000 },
  () => {
    const limits = { ...LIMITS, steps: 2_000, stepsOfRegions: 500 };
    for (const model of models)
      for (const { span, message } of check(model, [], limits)) {
        expect(message).not.toBe("");
        expect(span.file).toBe(model.source);
        expect(span.end).toBeGreaterThan(span.start);
        expect(span.end).toBeLessThanOrEqual(model.source.text.length);
      }
  },
);
