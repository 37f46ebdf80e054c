import { expect, test } from "vitest";
import { build } from "../../src/model/build.ts";
import type { Strategy } from "../../src/model/index.ts";
import { SourceFile } from "../../src/source/index.ts";
import { parseFsm } from "../../src/syntax/from-fsm.ts";
import { Interpreter, type Driver } from "../interpreter/interpreter.ts";
import { Dice } from "../support/dice.ts";
import { randomNulls } from "./random-nulls.ts";

const SPECS = 200;
const RUNS = 6;
const STEPS = 40;

test("what null tracking lets through is never null when the machine runs", () => {
  let [kept, spared, taken] = [0, 0, 0];
  for (let seed = 1; seed <= SPECS; seed += 1) {
    const found = acceptable(seed);
    kept += found.kept;
    spared += found.spared;
    for (let run = 0; run < RUNS; run += 1)
      taken += wander(found.strategy, new Dice(seed * 1000 + run), found.text);
  }
  // Neither is everything refused, nor nothing; and the machines do move.
  expect(kept).toBeGreaterThan(SPECS);
  expect(spared).toBeGreaterThan(SPECS);
  expect(taken).toBeGreaterThan(SPECS * RUNS * 5);
});

/** The spec of that seed, with the uses that null tracking refuses taken out. */
function acceptable(seed: number): {
  strategy: Strategy;
  text: string;
  kept: number;
  spared: number;
} {
  const spared = new Set<number>();
  for (;;) {
    const { text, uses } = randomNulls(new Dice(seed), spared);
    const parsed = parseFsm(new SourceFile("nulls.fsm", text, "fsm"));
    expect(parsed.diagnostics, text).toEqual([]);
    const { model, diagnostics } = build(parsed.file, {
      load: () => null,
      exists: () => false,
    });
    const others = diagnostics.filter((each) => each.rule !== "possibly-null");
    expect(others.map(({ message }) => message).join("\n"), text).toBe("");
    const [strategy] = model.strategies;
    if (strategy === undefined) throw new Error("no strategy");
    if (diagnostics.length === 0)
      return {
        strategy,
        text,
        kept: uses.length - spared.size,
        spared: spared.size,
      };
    for (const { span } of diagnostics)
      spared.add(
        uses.findIndex(
          ({ start, end }) => start <= span.start && span.end <= end,
        ),
      );
  }
}

/** Runs a machine at random, and says how many events it took. */
function wander(strategy: Strategy, dice: Dice, text: string): number {
  let time = 0;
  let taken = 0;
  const errors = new Set<string>();
  const running: string[] = [];
  const driver: Driver = {
    now: () => time,
    guard: () => dice.chance(0.5),
    action: (name) => {
      if (name === "count") return { n: 1 };
      // An action that does not say so sets nothing to null.
      const forgets = name === "forgetB" && dice.chance(0.5);
      const y = name === "forgetB" ? null : 1;
      const value = forgets ? null : { x: 1, y };
      return { [name === "forgetB" ? "b" : dice.pick(["a", "b"])]: value };
    },
    call: (_name, _args, { key }) => {
      running.push(key);
    },
    abort: () => undefined,
    output: () => undefined,
    cover: () => undefined,
  };
  const options = { id: "m", params: {}, seed: 0 };
  const machine = new Interpreter(strategy, options, driver);
  machine.start();
  for (let step = 0; step < STEPS; step += 1) {
    switch (dice.whole(0, 5)) {
      case 0: {
        const due = machine.nextDeadline();
        if (due !== null) {
          time = Math.max(time, due);
          machine.fire();
        }
        break;
      }
      case 1: {
        const key = running.pop();
        if (key === undefined) break;
        const done = dice.chance(0.6);
        machine.settle(
          key,
          1,
          done ? "done" : "rejected",
          done ? { x: 1, y: null } : { code: null, message: "m", attempt: 1 },
        );
        break;
      }
      case 2:
        if (dice.chance(0.3)) machine.handleError("by hand");
        break;
      default:
        if (machine.send(dice.pick(["GO", "ON"]), null) === "taken") taken += 1;
    }
    errors.add(machine.lastError ?? "");
  }
  const nulls = [...errors].filter((each) => /null|undefined/.test(each));
  expect(nulls, text).toEqual([]);
  return taken;
}
