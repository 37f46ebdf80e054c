/**
 * What is proved of conditions over all kinds of values at once, against values tried at random. FSMC_SEEDS=from-to tries other
 * conditions than CI does.
 */
import { expect, test } from "vitest";
import {
  byProof,
  isAlwaysTrue,
  isCovered,
  isNeverTrue,
  meaningOf,
} from "../../src/checks/analysis/guards.ts";
import { build } from "../../src/model/build.ts";
import type { Branch } from "../../src/model/index.ts";
import { SourceFile } from "../../src/source/index.ts";
import { parseFsm } from "../../src/syntax/index.ts";
import { evaluate, type Value } from "../interpreter/evaluate.ts";
import { Dice } from "../support/dice.ts";
import { DECLARATIONS, POOLS, randomCondition } from "./random-guard.ts";

const [FIRST = 1, LAST = 400] = (process.env["FSMC_SEEDS"] ?? "1-400")
  .split("-")
  .map(Number);
/** Assignments tried for each pair of conditions. */
const TRIED = 250;

test("no value does what was proved impossible", { timeout: 600_000 }, () => {
  const counts = { conditions: 0, never: 0, always: 0, covered: 0 };
  for (let seed = FIRST; seed <= LAST; seed += 1) {
    const dice = new Dice(seed);
    const depth = 1 + (seed % 3);
    const texts = [randomCondition(dice, depth), randomCondition(dice, depth)];
    const [one, other] = branchesOf(texts);
    if (!one?.guard || !other?.guard) throw new Error(texts.join("\n"));
    const claims = {
      never:
        isNeverTrue(one.guard) || byProof(one.guard, one.source) === "never",
      always:
        isAlwaysTrue(one.guard) || byProof(one.guard, one.source) === "always",
      covered: isCovered(meaningOf(other.guard), [meaningOf(one.guard)]),
    };
    counts.conditions += 1;
    counts.never += Number(claims.never);
    counts.always += Number(claims.always);
    counts.covered += Number(claims.covered && !claims.always);
    if (!claims.never && !claims.always && !claims.covered) continue;
    for (let count = 0; count < TRIED; count += 1) {
      const values = assignment(dice);
      const first = holds(one, values);
      // Typed for where the first one has failed.
      const second = !first && holds(other, values);
      const shown = `${texts.join("\n")}\n${JSON.stringify(values)}`;
      expect(claims.never && first, `never true: ${shown}`).toBe(false);
      expect(claims.always && !first, `always true: ${shown}`).toBe(false);
      expect(claims.covered && second, `covered: ${shown}`).toBe(false);
    }
  }
  console.info(JSON.stringify(counts));
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(0);
});

const MORE = [
  ...Array.from({ length: 20 }, (_, index) => `n${index}: number = 0`),
  ...Array.from({ length: 8 }, (_, index) => `side${index}: Side = Side.BUY`),
].join("\n");

/** Conditions that take for ever to decide, each with whether some value satisfies it. */
const HARD: readonly (readonly [string, string, boolean])[] = [
  ["eight of three that all differ", pairs("side", 8), false],
  ["a hundred alternatives", alternatives(20, 100), true],
  ["a tree of extremes", `${extremes(6)} > held`, true],
];

test.each(HARD)(
  "%s: proved, or given up",
  { timeout: 60_000 },
  (_, guard, possible) => {
    const [branch] = branchesOf([guard]);
    const never = isNeverTrue(branch?.guard ?? null);
    expect(never && possible, guard).toBe(false);
  },
);

function pairs(name: string, count: number): string {
  const fields = Array.from({ length: count }, (_, index) => `${name}${index}`);
  return fields
    .flatMap((one, index) =>
      fields.slice(0, index).map((other) => `${one} != ${other}`),
    )
    .join(" and ");
}

function alternatives(fields: number, count: number): string {
  const number = (index: number) => `n${index % fields}`;
  return Array.from(
    { length: count },
    (_, each) =>
      `(${number(each * 7)} > ${each % 5} or ${number(each * 3 + 1)} + ${number(each * 5 + 2)} < ${each % 3})`,
  ).join(" and ");
}

function extremes(depth: number, index = 0): string {
  if (depth === 0) return `n${index % 20}`;
  const name = depth % 2 === 0 ? "min" : "max";
  return `${name}(${extremes(depth - 1, index * 2)}, ${extremes(depth - 1, index * 2 + 1)})`;
}

function branchesOf(guards: readonly string[]): readonly Branch[] {
  const items = guards.map((guard) => `on T when ${guard} -> A`).join("\n");
  const text = `strategy S {${DECLARATIONS}\n context { ${MORE} }\n initial state A { ${items} } }`;
  const { file } = parseFsm(new SourceFile("guard.fsm", text, "fsm"));
  const { model, diagnostics } = build(file, {
    load: () => null,
    exists: () => false,
  });
  expect(
    diagnostics.map(({ message }) => message),
    text,
  ).toEqual([]);
  return model.strategies[0]?.branches ?? [];
}

function assignment(dice: Dice): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    Object.entries(POOLS).map(([name, pool]) => [
      name,
      dice.pick(pool) ?? null,
    ]),
  );
}

function holds(
  { guard }: Branch,
  values: Readonly<Record<string, Value>>,
): boolean {
  const of = (prefix: string) =>
    Object.fromEntries(
      Object.entries(values).flatMap(([name, value]) =>
        name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
      ),
    );
  return (
    guard === null ||
    evaluate(guard, {
      params: of("param "),
      context: of("context "),
      payload: of(""),
      result: null,
      error: null,
      args: {},
      halted: false,
      now: () => 3000,
      elapsed: () => 0,
      active: () => true,
      ask: () => true,
    }) === true
  );
}
