/**
 * The values that FSM209 shows fall through the choice: put into the machine that is generated from it, no branch is taken.
 * FSMC_SEEDS=from-to tries other choices than CI does.
 */
import { SimulatedClock } from "@fsmc/runtime";
import { expect, test } from "vitest";
import { findingsIn } from "../checks/findings.ts";
import {
  compileSpec,
  machineOf,
  withFolder,
  type Compiled,
} from "../equivalence/compiled.ts";
import { Dice } from "../support/dice.ts";
import { DECLARATIONS, randomCondition } from "./random-guard.ts";

const [FIRST = 1, LAST = 100] = (process.env["FSMC_SEEDS"] ?? "1-100")
  .split("-")
  .map(Number);

const NOW = 3_000_000;

/** The plainest value of each, as a finding takes what it does not name to be. */
const PLAIN: Readonly<Record<string, string>> = {
  limit: "0",
  patience: "0ms",
  venue: '""',
  held: "0",
  last: "null",
  side: "Side.BUY",
  other: "null",
  armed: "false",
  ready: "null",
  fill: "not null",
  symbol: '""',
  since: "null",
  tries: "0",
  "event.bid": "0",
  "event.ask": "0",
  "event.on": '""',
  "event.took": "0ms",
  "event.urgent": "false",
};

interface Gap {
  readonly compiled: Compiled;
  readonly values: Readonly<Record<string, string>>;
  readonly shown: string;
}

test("what is shown as a gap is one", { timeout: 600_000 }, async () => {
  const gaps: Gap[] = [];
  let choices = 0;
  for (let seed = FIRST; seed <= LAST; seed += 1) {
    const branches = branchesOf(seed);
    choices += 1;
    const shown = gapIn(specOf(branches, DECLARATIONS));
    if (shown === null || shown.endsWith("…")) continue;
    const values = { ...PLAIN, ...valuesIn(shown) };
    const spec = specOf(branches, declared(values));
    gaps.push({ compiled: await compileSpec(seed, spec), values, shown });
  }
  await withFolder(
    "gaps",
    gaps.map(({ compiled }) => compiled),
    async (folder) => {
      for (const gap of gaps)
        expect(
          await sent(folder, gap),
          `${gap.compiled.seed}: ${gap.shown}\n${gap.compiled.spec}`,
        ).toBe("blocked");
    },
  );
  console.info(`${choices} choices, ${gaps.length} gaps`);
  expect(gaps.length).toBeGreaterThan(0);
});

function branchesOf(seed: number): readonly string[] {
  const dice = new Dice(seed);
  return Array.from({ length: 2 + (seed % 2) }, (_, index) =>
    randomCondition(dice, (seed + index) % 3),
  );
}

function specOf(guards: readonly string[], declarations: string): string {
  const branches = guards.map((guard) => `when ${guard} -> B`).join("\n");
  return `strategy S {${declarations}
  trigger BACK
  trigger SET(since: instant)
  initial state A { on SET set since = event.since stay on T {\n${branches}\n} }
  state B { on BACK -> A }
}`;
}

function gapIn(spec: string): string | null {
  const { diagnostics } = findingsIn("gap.fsm", spec);
  expect(
    diagnostics.filter(({ code }) => code.startsWith("FSM1")),
    spec,
  ).toEqual([]);
  const found = diagnostics.find(({ rule }) => rule === "choice-gap");
  return found === undefined
    ? null
    : (/ is taken for (.*), and it has no `else`/.exec(found.message)?.[1] ??
        null);
}

function valuesIn(shown: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...shown.matchAll(/([\w.]+) = ("[^"]*"|[^,]+)/g)].map(
      ([, name = "", value = ""]) => [name, value],
    ),
  );
}

/** The declarations with these values for defaults; instants are numbers of ms, which a spec can only reach from `now`. */
function declared(values: Readonly<Record<string, string>>): string {
  const given: Readonly<Record<string, string>> = {
    ...values,
    fill: fillOf(values),
  };
  return DECLARATIONS.replaceAll(
    /^( +(?:param )?)(\w+): ([\w?]+)(?: = [^\n]*)?$/gm,
    (line, start: string, name: string, type: string) =>
      name in given && type !== "instant?"
        ? `${start}${name}: ${type} = ${given[name]}`
        : line,
  );
}

function fillOf(values: Readonly<Record<string, string>>): string {
  if (values["fill"] === "null") return "null";
  const part = (name: string, plain: string) =>
    `${name}: ${values[`fill.${name}`] ?? plain}`;
  return `{ ${part("price", "0")}, ${part("quantity", "0")}, ${part("fee", "null")} }`;
}

async function sent(
  folder: string,
  { compiled, values }: Gap,
): Promise<string> {
  const Machine = await machineOf(folder, compiled);
  const clock = new SimulatedClock(Number(values["now"] ?? NOW));
  const machine = new Machine({
    id: "m",
    params: {},
    callbacks: {},
    host: { clock, seed: 1 },
  });
  machine.start();
  if (values["since"] !== "null")
    machine.send("SET", { since: numberIn(values["since"]) });
  return machine.send("T", {
    bid: numberIn(values["event.bid"]),
    ask: numberIn(values["event.ask"]),
    on: JSON.parse(values["event.on"] ?? '""'),
    took: numberIn(values["event.took"]),
    urgent: values["event.urgent"] === "true",
  });
}

function numberIn(text = "0"): number {
  return Number(text.replace(/ms$/, ""));
}
