/** What went wrong in a run without being an error of the machine is said, and why the run was over. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Folder, installRuntime } from "./fsmc.ts";

const folder = new Folder();
const CALLBACKS = "strategies/dip-buyer.callbacks.ts";
let callbacks = "";

beforeAll(() => {
  installRuntime(folder);
  folder.fsmc(["init", "--yes"]);
  callbacks = folder.read(CALLBACKS);
});

afterAll(() => folder[Symbol.dispose]());

/** The example with some of its callbacks' text changed. */
function run(from: string, to: string, ...more: readonly string[]) {
  expect(callbacks).toContain(from);
  folder.write(CALLBACKS, callbacks.replace(from, to));
  const ended = folder.fsmc(["run", "dip-buyer", "--out", "o", ...more]);
  const result: unknown = folder.has("o/result.json")
    ? JSON.parse(folder.read("o/result.json"))
    : null;
  return { ...ended, result };
}

describe("what no error of the machine says", () => {
  test("orders that the venue refuses, by code and message", () => {
    const { stdout, result } = run("lotSize: 0.0001", "lotSize: 0.7");
    expect(stdout).toMatch(/^ {2}refused +[\d,]+: INVALID_QUANTITY: .*0\.7/m);
    // The venue's word is no mistake of the code.
    expect(stdout).not.toContain("activity faults");
    expect(result).toMatchObject({ errors: 0, activityFaults: {} });
    expect(JSON.stringify(result)).toMatch(
      /"refusals":\{"INVALID_QUANTITY: [^"]+":[1-9]\d*\}/,
    );
  });

  test("mistakes in the code of an activity, whatever arm takes them", () => {
    const { stdout, result } = run(
      "const order = await",
      "const order = await exchange.nothing.at.all;\n await",
    );
    expect(stdout).toMatch(
      /^ {2}activity faults +[\d,]+: buy: TypeError: Cannot read properties/m,
    );
    expect(JSON.stringify(result)).toMatch(
      /"activityFaults":\{"buy: TypeError: [^"]+":[1-9]\d*\}/,
    );
  });
});

describe("why a run was over", () => {
  test("of one: its last state, by what and when", () => {
    const { stdout, result } = run("  repeats: true,\n", "");
    const [, state, trigger, time] =
      /^ {2}ended +in (\w+), by (\S+), at ([\d:]{8})$/m.exec(stdout) ?? [];
    expect(result).toMatchObject({
      ends: { [state ?? ""]: 1 },
      machines: [{ state, end: { trigger } }],
    });
    expect(JSON.stringify(result)).toContain(`T${time}`);
  });

  test("of several: how many in which state", () => {
    const { stdout } = run("repeats", "repeats");
    expect(stdout).toMatch(/^ {2}ended +(?:[\d,]+ in [A-Z_]+(?:, |$))+/m);
  });
});

describe("mistakes in what the strategy hands over are its author's", () => {
  test.each([
    ["fees: { makerBps: 0, takerBps: 1 }", "", /fees of \S+ must be given/],
    [
      "events: simulateMarket",
      "events: [undefined], none: simulateMarket",
      /the run broke off: TypeError: .* \(in what strategies\/dip-buyer\.callbacks\.ts hands over\)/,
    ],
    [
      "    return {\n      machine",
      "machine.start();\n$&",
      /started by create/,
    ],
    ["      host,\n", "", /the host of dip-buyer-1 is not the run's/],
  ])("%s", (from, to, message) => {
    const { status, stderr } = run(from, to);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain("a fault of fsmc");
    expect(status).toBe(2);
  });

  test("a param that the strategy refuses is told without the class of the error", () => {
    const { stderr } = run(
      "market: ({ seed }) => ({",
      'market: ({ seed, params }) => { if ((params.quantity ?? 0) < 0) throw new RangeError("quantity must be above 0"); return market(seed); },\n  other: ({ seed }) => ({',
      "--param",
      "quantity=-1",
    );
    expect(stderr).toBe("error: quantity must be above 0\n");
  });
});

describe("what else must not be overlooked", () => {
  test("faults that never fired, by their place", () => {
    folder.write(
      "f.yaml",
      "faults:\n  - { fault: refused, code: BUSY, nth: 1 }\n  - { fault: refused, code: BUSY, instrument: nosuch }\n",
    );
    const some = run("repeats", "repeats", "--faults", "f.yaml");
    expect(some.stdout).toMatch(
      /^ {2}faults +1 refused\n {4}never fired +f\.yaml:3:5$/m,
    );
    expect(some.result).toMatchObject({
      faultFile: "f.yaml",
      faultsNeverFired: ["f.yaml:3:5"],
    });
    folder.write("f.yaml", "faults: []\n");
    const none = run("repeats", "repeats", "--faults", "f.yaml");
    expect(none.stdout).toMatch(/^ {2}faults +0$/m);
  });

  test("a market without events is none", () => {
    const { status, stdout } = run(
      "events: simulateMarket",
      "events: [], none: simulateMarket",
    );
    expect(stdout).toMatch(/^The market had no events\.$/m);
    expect(status).toBe(1);
  });

  test("params are those that the machine has, beside those given", () => {
    const { result } = run("repeats", "repeats", "--param", "dip=2bps");
    expect(result).toMatchObject({
      params: { quantity: 0.01, dip: 0.0002 },
      paramsGiven: { dip: 0.0002 },
    });
  });

  test("amounts have the same decimals, and one minus sign", () => {
    const { stdout } = run("repeats", "repeats");
    const decimals = [...stdout.matchAll(/[\d,]+(\.\d+) USDT$/gm)].map(
      ([, digits = ""]) => digits.length,
    );
    expect(decimals).toHaveLength(5);
    expect(new Set(decimals).size).toBe(1);
    expect(stdout).not.toMatch(/(?<=[\s(])-\d/);
  });
});
