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

describe("fsmc run", () => {
  test("says on what it ran, what came of it, and where the trail is", () => {
    const { status, stdout, stderr } = folder.fsmc(["run", "dip-buyer"]);
    expect(status, stderr).toBe(0);
    expect(stdout).toMatch(
      /^DipBuyer on simulated data: one simulated hour of BTCUSDT\n3,600 market events, 59 min 59 s of market time in .*; seed 1\n/,
    );
    for (const row of ["runs", "net PnL", "orders filled", "WATCHING"])
      expect(stdout).toMatch(new RegExp(`^ +${row} `, "m"));
    const trail = folder.read("out/dip-buyer-simulated/trail.jsonl");
    const first: unknown = JSON.parse(trail.split("\n")[0] ?? "");
    expect(first).toMatchObject({
      machine: "dip-buyer-1",
      previousState: null,
      currentState: "WATCHING",
    });
    expect(folder.read("out/dip-buyer-simulated/machine.mmd")).toMatch(
      /^stateDiagram-v2$/m,
    );
  });

  test("another seed is another market; params change the machine", () => {
    const run = (...args: string[]): unknown =>
      JSON.parse(folder.fsmc(["run", "dip-buyer", "--json", ...args]).stdout);
    const first = run();
    expect(run("--seed", "2")).not.toMatchObject({
      transitions: read(first, "transitions"),
      netPnl: read(first, "netPnl"),
    });
    expect(run("--param", "dip=99%")).toMatchObject({
      ordersExecuted: 0,
      netPnl: 0,
    });
  });

  test.each([
    [["--param", "dipp=1"], /DipBuyer has no param dipp; did you mean dip\?/],
    [["--param", "dip=deep"], /expected a number such as 0\.5, 25bps or 3%/],
    [["--param", "dip"], /write --param dip=VALUE/],
    [
      ["--data", "nowhere"],
      /--data names nowhere, and there is no such folder/,
    ],
  ])("refuses %j", (args, message) => {
    const ended = folder.fsmc(["run", "dip-buyer", ...args]);
    expect(ended).toMatchObject({ status: 2, stdout: "" });
    expect(ended.stderr).toMatch(message);
  });

  test("names FSMC_DATA where that leads nowhere", () => {
    const { status, stderr } = folder.fsmc(["run", "dip-buyer"], {
      env: { FSMC_DATA: "/nowhere" },
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(/FSMC_DATA names \/nowhere/);
  });
});

describe("what is wrong with callbacks is said where it is", () => {
  test.each([
    ["export const x = 1;\n", /is no StrategySetup: it needs/],
    ["export default {;\n", /dip-buyer\.callbacks\.ts cannot be loaded: /],
    [
      "export default { market() { throw new Error('no feed'); }, create() {} };\n",
      /there is no market: Error: no feed \(strategies\/dip-buyer\.callbacks\.ts:1:\d+\)/,
    ],
  ])("%s", (text, message) => {
    folder.write(CALLBACKS, text);
    const ended = folder.fsmc(["run", "dip-buyer"]);
    folder.write(CALLBACKS, callbacks);
    expect(ended).toMatchObject({ status: 2, stdout: "" });
    expect(ended.stderr).toMatch(message);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  });

  test("an error in the run itself, too", () => {
    folder.write(
      CALLBACKS,
      callbacks.replace("onMarket(event) {", "$& throw new Error('oh');"),
    );
    const { status, stderr } = folder.fsmc(["run", "dip-buyer"]);
    folder.write(CALLBACKS, callbacks);
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /the run broke off: Error: oh \(strategies\/dip-buyer\.callbacks\.ts:\d+:\d+\)/,
    );
  });
});

function read(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : null;
}
