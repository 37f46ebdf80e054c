/** What is proved of guards as traders write them, against the interpreter and every value of small domains. */
import { expect, test } from "vitest";
import { formulaOf, negate } from "../../src/checks/analysis/formula.ts";
import { holdsFor } from "../../src/checks/analysis/evaluate.ts";
import {
  satisfiable,
  witnessOf,
} from "../../src/checks/analysis/satisfiable.ts";
import { build } from "../../src/model/build.ts";
import type { Expression } from "../../src/model/index.ts";
import { SourceFile } from "../../src/source/index.ts";
import { parseFsm } from "../../src/syntax/index.ts";
import { evaluate, type Value } from "../interpreter/evaluate.ts";
import { Dice } from "../support/dice.ts";

const GUARDS = 500;

/** Whole bounds from -2 to 2 and sums of two: the halves stand for what lies between. */
const NUMBERS = [-5, -2, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3, 6];
const DOMAINS: Readonly<Record<string, readonly Value[]>> = {
  a: NUMBERS,
  b: NUMBERS,
  last: [null, -1, 0, 0.5, 1, 3],
  side: ["BUY", "SELL", "NONE"],
  other: ["BUY", "SELL", "NONE"],
  armed: [true, false],
};

function assignments(): readonly Readonly<Record<string, Value>>[] {
  return Object.entries(DOMAINS).reduce<readonly Record<string, Value>[]>(
    (found, [name, values]) =>
      found.flatMap((known) =>
        values.map((value) => ({ ...known, [name]: value })),
      ),
    [{}],
  );
}

const all = assignments();

function number(dice: Dice, depth: number): string {
  const leaf = () =>
    dice.pick(["a", "b", "a", "b", "(last ?? 1)", whole(dice)]);
  const part = (): string => number(dice, depth - 1);
  if (depth <= 0 || dice.chance(0.5)) return leaf() ?? "a";
  return (
    dice.pick<() => string>([
      () => `(${part()} + ${part()})`,
      () => `(${part()} - ${part()})`,
      () => `${dice.pick(["2", "0.5", "-1"])} * (${part()})`,
      () => `min(${part()}, ${part()})`,
      () => `max(${part()}, ${part()})`,
      () => `abs(${part()})`,
      () => `clamp(${part()}, -1, 1)`,
      () => `floor(${leaf()})`,
      () => `(${leaf()} * ${leaf()})`,
      () => `(${leaf()} / ${leaf()})`,
      () => `(armed ? ${part()} : ${part()})`,
    ])?.() ?? "a"
  );
}

function whole(dice: Dice): string {
  return dice.pick(["-2", "-1", "0", "1", "2"]) ?? "0";
}

function condition(dice: Dice, depth: number): string {
  const pick = (words: readonly string[]): string => dice.pick(words) ?? "";
  const compare = (): string =>
    `${number(dice, 1)} ${pick(["<", "<=", ">", ">=", "==", "!="])} ${number(dice, 1)}`;
  const part = (): string => condition(dice, depth - 1);
  if (depth <= 0)
    return (
      dice.pick<() => string>([
        compare,
        compare,
        compare,
        () => `last ${pick(["==", "!="])} null`,
        () => `last ${pick(["==", "!="])} ${whole(dice)}`,
        () => `last == a`,
        () => `side ${pick(["==", "!="])} Side.${pick(["BUY", "SELL"])}`,
        () => `side == other`,
        () => "armed",
        () => `(last != null and last > ${whole(dice)})`,
      ])?.() ?? "armed"
    );
  return (
    dice.pick<() => string>([
      () => `(${part()} and ${part()})`,
      () => `(${part()} and ${part()})`,
      () => `(${part()} or ${part()})`,
      () => `not (${part()})`,
    ])?.() ?? "armed"
  );
}

function guardOf(text: string): Expression {
  const spec = `strategy S {
  enum Side { BUY, SELL, NONE }
  context { a: number = 0, b: number = 0, last: number?, side: Side = Side.BUY, other: Side = Side.BUY, armed: boolean = false }
  trigger T
  initial state A { on T when ${text} -> A }
}`;
  const { file } = parseFsm(new SourceFile("guard.fsm", spec, "fsm"));
  const { model, diagnostics } = build(file, {
    load: () => null,
    exists: () => false,
  });
  expect(
    diagnostics.map(({ message }) => message),
    text,
  ).toEqual([]);
  const guard = model.strategies[0]?.branches[0]?.guard;
  if (!guard) throw new Error(text);
  return guard;
}

function holds(guard: Expression, context: Readonly<Record<string, Value>>) {
  return (
    evaluate(guard, {
      params: {},
      context,
      payload: null,
      result: null,
      error: null,
      args: {},
      halted: false,
      now: () => 0,
      elapsed: () => 0,
      active: () => false,
      ask: () => false,
    }) === true
  );
}

test("nothing is called impossible that some value does, and what is shown as an example is one", () => {
  let [impossible, shown, possible, missed] = [0, 0, 0, 0];
  for (let seed = 1; seed <= GUARDS; seed += 1) {
    const dice = new Dice(seed);
    const text = condition(dice, 2 + (seed % 2));
    const guard = guardOf(text);
    for (const wanted of [true, false]) {
      const exists = all.some((each) => holds(guard, each) === wanted);
      for (const arithmetic of ["real", "doubles"] as const) {
        const formula = formulaOf(guard, { isActive: () => null, arithmetic });
        const says = satisfiable(wanted ? formula : negate(formula));
        expect(says || !exists, `${text} is ${wanted}`).toBe(true);
        if (arithmetic === "doubles") continue;
        if (!says) impossible += 1;
        else if (!exists) missed += 1;
        if (exists) possible += 1;
        const found = witnessOf(
          wanted ? formula : negate(formula),
          (values) => holdsFor(guard, values) === wanted,
        );
        if (found === null) continue;
        shown += 1;
        const context: Record<string, Value> = {
          a: 0,
          b: 0,
          last: 0,
          side: "BUY",
          other: "BUY",
        };
        for (const [key, value] of found)
          if (key.startsWith("context ") && !key.includes("."))
            context[key.slice("context ".length)] =
              value === "true" ? true : value === "false" ? false : value;
        context["armed"] ??= false;
        expect(holds(guard, context), text).toBe(wanted);
      }
    }
  }
  expect(impossible).toBeGreaterThan(GUARDS / 20);
  expect(shown).toBeGreaterThan(possible * 0.9);
});
