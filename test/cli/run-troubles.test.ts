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
