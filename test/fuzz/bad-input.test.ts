/** What is thrown at `fsmc check` on purpose: it answers, says where, and ends with the status that the contract gives. */
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Folder } from "../cli/fsmc.ts";

const times = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join("\n");

const machine = (states: string, declared = ""): string =>
  `strategy A { trigger T(v: number) ${declared} errors limit 1 -> E ${states} error state E { on T -> E } }`;

const bomb = [
  "strategy: S",
  "a0: &a0 [x, x, x, x, x, x, x, x, x, x]",
  times(12, (index) => {
    const ten = Array.from({ length: 10 }, () => `*a${index}`).join(", ");
    return `a${index + 1}: &a${index + 1} [${ten}]`;
  }),
].join("\n");

test.each([
  ["empty", "x.fsm", "", /FSM101.*nothing in this file/],
  ["empty YAML", "x.yaml", "", /FSM101.*nothing in this file/],
  ["five million characters", "x.fsm", "// x\n".repeat(1_000_000), /FSM114/],
  [
    "100,000 parentheses",
    "x.fsm",
    machine(
      `initial state B { on T when ${"(".repeat(100_000)}1${")".repeat(100_000)} -> E }`,
    ),
    /FSM114.*levels/,
  ],
  [
    "20,010 states",
    "x.fsm",
    machine(times(20_010, (index) => `state S${index} {}`)),
    /FSM114.*more than 20000 states/,
  ],
  ["an alias bomb", "x.yaml", bomb, /FSM114.*aliases/],
  [
    "guards that double",
    "x.fsm",
    machine(
      "initial state B { on T when g30 -> E }",
      `guard g0 = event.v > 1 ${times(30, (index) => `guard g${index + 1} = g${index} or g${index}`)}`,
    ),
    /FSM114.*guard `g\d+` has more than 2000 parts/,
  ],
  [
    "an import that comes back",
    "x.fsm",
    'import { A } from "./x.fsm"\nstrategy B { initial state C }',
    /FSM105/,
  ],
])("%s", (_what, file, text, said) => {
  using folder = new Folder();
  folder.write(file, text);
  const { status, stdout } = folder.fsmc(["check", file]);
  expect(stdout).toMatch(said);
  expect(status).toBe(1);
});

test("of thousands of errors a hundred are shown, and the rest is counted", () => {
  using folder = new Folder();
  const wrong = times(
    2_000,
    (index) => `state S${index} { on T -> N${index} }`,
  );
  folder.write("x.fsm", machine(wrong));
  const { status, stdout } = folder.fsmc(["check", "x.fsm"]);
  expect(stdout.match(/^error\[/gm)).toHaveLength(100);
  expect(stdout).toMatch(/\d+ errors; \d+ of them not shown/);
  expect(status).toBe(1);
});

test("a link that leads nowhere, and a folder that is called like a spec, are no specs", () => {
  using folder = new Folder();
  symlinkSync("nowhere.fsm", join(folder.path, "x.fsm"));
  folder.write("y.fsm/z.txt", "");
  for (const name of ["x.fsm", "y.fsm"]) {
    const { status, stdout, stderr } = folder.fsmc(["check", name]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(new RegExp(`there is no spec ${name}`));
  }
});
