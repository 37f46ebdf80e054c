/** What `fsmc run` is told by files: params and faults. */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import { UsageError } from "../../src/cli/exit.ts";
import { paramValues } from "../../src/cli/run/params/param-values.ts";
import { Folder, installRuntime } from "./fsmc.ts";

const folder = new Folder();

const SPEC = `/// Waits, and ends.
strategy Waiter {
  enum Mood { CALM, HASTY }
  type Step = { price: number, pause: duration, note: string? }
  param size: number = 1
  param pause: duration = 1s
  param since: instant? = null
  param mood: Mood = Mood.CALM
  param bold: boolean = false
  param label: string = "none"
  param steps: Step[] = []
  trigger GO
  initial state IDLE { on GO -> DONE }
  final state DONE
  error state FAILED { after 1m -> IDLE }
  errors limit 3 -> FAILED
}
`;

const CALLBACKS = `import { instrument } from "@fsmc/runtime";
import { WaiterMachine } from "../generated/waiter.ts";

const here = instrument({ venue: "v", symbol: "A", kind: "spot", currency: "USD", tickSize: 1, lotSize: 1 });
const quote = { kind: "quote", instrument: here, time: 1000, bid: 1, bidSize: 1, ask: 2, askSize: 1 };

export default {
  market: () => ({
    source: "simulated", description: "one quote", events: [quote], start: 0, end: 1000,
    exchange: { listings: [{ instrument: here, fees: { makerBps: 0, takerBps: 0 } }] },
  }),
  create({ id, params, host }) {
    const machine = new WaiterMachine({ id, params, host });
    return {
      machine,
      onMarket() { machine.send("GO"); },
      findings: () => [{ label: "params", value: JSON.stringify(machine.params) }],
    };
  },
};
`;

const { models } = await compile([{ path: "waiter.fsm", text: SPEC }]);
const [waiter] = models.flatMap(({ strategies }) => strategies);
if (waiter === undefined) throw new Error("the spec has no strategy");

beforeAll(() => {
  installRuntime(folder);
  folder.write("fsmc.config.yaml", "rules:\n  unused: off\n");
  folder.write("package.json", '{ "type": "module" }');
  folder.write("strategies/waiter.fsm", SPEC);
  folder.write("strategies/waiter.callbacks.ts", CALLBACKS);
});

afterAll(() => folder[Symbol.dispose]());

function paramsOf(...args: readonly string[]): unknown {
  const ended = folder.fsmc(["run", "waiter", "--json", ...args]);
  const { status, stdout, stderr } = ended;
  expect(status, stderr).toBe(0);
  const result: { readonly findings: readonly { readonly value: string }[] } =
    JSON.parse(stdout);
  const params: unknown = JSON.parse(result.findings[0]?.value ?? "");
  return params;
}

describe("--params", () => {
  const expected = {
    size: 0.0025,
    pause: 90_000,
    since: Date.UTC(2025, 0, 1),
    mood: "HASTY",
    bold: true,
    label: "007",
    steps: [{ price: 0.03, pause: 250, note: null }],
  };

  test("reads every type from YAML and from JSON, and --param wins", () => {
    folder.write(
      "params.yaml",
      `size: 25bps
pause: 1m30s
since: 2025-01-01T00:00:00Z
mood: HASTY
bold: true
label: "007"
steps:
  - { price: 3%, pause: 250ms }
`,
    );
    folder.write(
      "params.json",
      JSON.stringify({
        ...expected,
        pause: "1m30s",
        since: "2025-01-01",
        steps: [{ price: 0.03, pause: "250ms", note: null }],
      }),
    );
    expect(paramsOf("--params", "params.yaml")).toEqual(expected);
    expect(paramsOf("--params", "params.json")).toEqual(expected);
    expect(
      paramsOf("--params", "params.yaml", "--param", "size=7"),
    ).toMatchObject({ size: 7, mood: "HASTY" });
    expect(
      paramsOf("--param", "steps=[{price: 1, pause: 2s, note: hm}]"),
    ).toMatchObject({ steps: [{ price: 1, pause: 2_000, note: "hm" }] });
  });

  test.each([
    ["siez: 1", "p.yaml:1:1: Waiter has no param siez; did you mean size?"],
    [
      "size: big",
      "p.yaml:1:7: expected a number such as 0.5, 25bps or 3% for size",
    ],
    [
      "size:\n",
      "p.yaml:1:6: expected a number such as 0.5, 25bps or 3% for size",
    ],
    [
      "bold: true\npause: 30",
      "p.yaml:2:8: expected a duration such as 250ms or 1h30m for pause",
    ],
    [
      "label: 7",
      "p.yaml:1:8: expected a text (in quotes, where it looks like something else) for label",
    ],
    ["mood: GRIM", "p.yaml:1:7: expected one of CALM, HASTY for mood"],
    [
      "steps:\n  - price: 1\n    paus: 2s",
      "p.yaml:3:5: Step has no field paus; did you mean pause?",
    ],
    ["steps: [{ price: 1 }]", "p.yaml:1:9: expected pause in steps[0]"],
    ["steps: 3", "p.yaml:1:8: expected a list for steps"],
    ["- 1", "p.yaml:1:1: expected a mapping of the params of Waiter"],
    ["size: 1\nsize: 2", "p.yaml:2:1: Map keys must be unique"],
  ])("%j", (text, message) => {
    folder.write("p.yaml", text);
    const params = join(folder.path, "p.yaml");
    expect(() => paramValues({ param: [], params }, waiter)).toThrow(
      new UsageError(message.replace("p.yaml", params)),
    );
  });
});

describe("--param", () => {
  test.each([
    ["siez=1", /Waiter has no param siez; did you mean size\?/],
    ["size=deep", /--param size=deep: expected a number such as 0\.5/],
    ["size", /write --param size=VALUE/],
    ["steps=[{price: no}]", /--param steps:1:10: expected a number/],
  ])("%s", (flag, message) => {
    expect(() => paramValues({ param: [flag] }, waiter)).toThrow(message);
  });
});

describe("--faults", () => {
  test.each([
    [
      "faults:\n  - fault: refused\n    code: BUSY\n    nth: never\n",
      /^error: f\.yaml:4:10: .*nth/,
    ],
    ['{ "random": { "answerLost": 2 } }', /^error: f\.yaml:1:29: .*answerLost/],
    ["faults: [", /^error: f\.yaml:1:\d+: /],
  ])("%j", (text, message) => {
    folder.write("f.yaml", text);
    const ended = folder.fsmc(["run", "waiter", "--faults", "f.yaml"]);
    expect(ended).toMatchObject({ status: 2, stdout: "" });
    expect(ended.stderr).toMatch(message);
  });

  test("have their effect, and are counted", () => {
    using project = new Folder();
    installRuntime(project);
    project.fsmc(["init", "--yes"]);
    project.write(
      "f.yaml",
      "faults:\n  - { fault: refused, code: BUSY, operation: place, nth: 1, count: 3 }\n",
    );
    const run = ["run", "dip-buyer", "--json", "--faults", "f.yaml"];
    const { stdout } = project.fsmc(run);
    expect(JSON.parse(stdout)).toMatchObject({ faults: { refused: 3 } });
  });
});
