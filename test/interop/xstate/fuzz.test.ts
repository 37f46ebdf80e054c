/** Whatever stands in a configuration, an import says what is wrong with it and ends. */
import { expect, test } from "vitest";
import { importXState } from "../../../src/interop/xstate/index.ts";
import { printFile } from "../../../src/format/index.ts";
import { SourceFile } from "../../../src/source/index.ts";
import { parseFsm } from "../../../src/syntax/index.ts";
import { Dice } from "../../support/dice.ts";
import { randomConfig } from "./random-config.ts";

const HABITS = { parallel: 0.3, history: 0.4, always: 0.2, wildcards: 0.1 };

const VALUES: readonly unknown[] = [
  null,
  0,
  -1,
  "",
  "#",
  ".",
  "..",
  "#m.",
  "x\\",
  [],
  [[]],
  [null],
  {},
  true,
  { type: "history" },
  { type: "xstate.raise" },
  { type: "and", guards: [] },
  { type: "stateIn", stateValue: { s0: {} } },
  { "": "#m" },
  "__proto__",
];

test("configurations with something wrong in them", () => {
  const silent: number[] = [];
  const unreadable: string[] = [];
  let imported = 0;
  for (let seed = 1; seed <= 1500; seed += 1) {
    const dice = new Dice(seed);
    const config: unknown = damaged(randomConfig(seed, HABITS), dice);
    const source = new SourceFile("a.json", JSON.stringify(config), "fsm");
    const { file, remarks } = importXState(source);
    if (file === null) {
      if (remarks.length === 0) silent.push(seed);
      continue;
    }
    imported += 1;
    const text = printFile(file);
    const { diagnostics } = parseFsm(new SourceFile("a.fsm", text, "fsm"));
    for (const { message } of diagnostics)
      unreadable.push(`seed ${seed}: ${message}`);
  }
  expect(silent).toEqual([]);
  expect(unreadable).toEqual([]);
  expect(imported).toBeGreaterThan(100);
});

function damaged(value: unknown, dice: Dice): unknown {
  if (dice.chance(0.01)) return dice.pick(VALUES);
  if (Array.isArray(value)) return value.map((each) => damaged(each, dice));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(() => !dice.chance(0.01))
      .map(([key, part]) => [
        dice.chance(0.01) ? `${key}x` : key,
        damaged(part, dice),
      ]),
  );
}
