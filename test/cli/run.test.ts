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
  test("says on what it ran, what came of it, and where the files are", () => {
    const { status, stdout, stderr } = folder.fsmc(["run", "dip-buyer"]);
    expect(status, stderr).toBe(0);
    expect(stdout).toMatch(
      /^DipBuyer on simulated data: one simulated hour of BTCUSDT, quotes and trades\n[\d,]+ market events, 59 min 59 s of market time in .*; seed 1\n/,
    );
    for (const row of ["net PnL", "runs", "orders", "leg position", "WATCHING"])
      expect(stdout).toMatch(new RegExp(`^ +${row} `, "m"));
    const files = stdout.match(/out\/dip-buyer-simulated\/\S+/g) ?? [];
    expect(files.map((file) => file.split("/").at(-1))).toEqual([
      "result.json",
      "chart.svg",
      "blotter.csv",
      "trail.jsonl",
      "machine.mmd",
    ]);
    for (const file of files) expect(folder.has(file)).toBe(true);
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

  test("the same seed is the same run, byte for byte; another is another market", () => {
    const run = (out: string, ...more: readonly string[]): string => {
      folder.fsmc(["run", "dip-buyer", "--out", out, ...more]);
      return ["blotter.csv", "trail.jsonl", "chart.svg", "result.json"]
        .map((file) => folder.read(`${out}/${file}`))
        .join("\n")
        .replaceAll(`${out}/`, "");
    };
    const first = run("out/a");
    expect(first).toContain("dip-buyer-1-2-0");
    expect(run("out/b")).toBe(first);
    expect(run("out/c", "--seed", "2")).not.toBe(first);
  });

  test("the JSON is the result file, and adds up", () => {
    const { stdout } = folder.fsmc(["run", "dip-buyer", "--json"]);
    expect(folder.read("out/dip-buyer-simulated/result.json")).toBe(stdout);
    const result = numbersIn(stdout);
    expect(result("netPnl")).toBeCloseTo(
      result("realizedPnl") +
        result("unrealizedPnl") -
        result("totalFees") +
        result("funding"),
      9,
    );
    expect(JSON.parse(stdout)).toMatchObject({
      endsExposed: false,
      exposed: [],
      legs: { position: {} },
      days: [{ day: "2025-01-01", ordersExecuted: result("ordersExecuted") }],
    });
    const blotter = folder.read("out/dip-buyer-simulated/blotter.csv");
    const [header = "", ...rows] = blotter.trim().split("\r\n");
    expect(rows).toHaveLength(result("fills"));
    const sumOf = (column: string): number => {
      const index = header.split(",").indexOf(column);
      return rows.reduce((sum, row) => sum + Number(row.split(",")[index]), 0);
    };
    expect(sumOf("amount") - sumOf("fee")).toBeCloseTo(result("netPnl"), 6);
  });

  test("with --out the files go there, and what stands in their way is said first", () => {
    const killed = "here/and/there/.trail.jsonl.999999999.tmp";
    folder.write(killed, "what a run that was killed has left");
    const ended = folder.fsmc(["run", "dip-buyer", "--out", "here/and/there"]);
    expect(folder.has(killed)).toBe(false);
    expect(ended.stdout).toMatch(/^chart +here\/and\/there\/chart\.svg$/m);
    folder.write("taken", "");
    expect(folder.fsmc(["run", "dip-buyer", "--out", "taken"])).toMatchObject({
      status: 2,
      stdout: "",
      stderr: "error: taken is a file, not a folder: choose another\n",
    });
  });

  test.each([
    [["--data", "nowhere"], /--data names nowhere, and there is no such fold/],
    [["--day", "2022-02-30"], /--day takes a day such as .* not "2022-02-30"/],
    [["--from", "2022-02-02", "--to", "2022-02-01"], /--to 2022-02-01 comes b/],
    [["--day", "2022-02-02", "--to", "2022-02-02"], /take one of the two/],
    [["--day", "2022-02-02"], /and there are none to take: no recordings in /],
    [["--speed", "0"], /--speed takes a number above 0/],
    [["--faults", "none.yaml"], /cannot read none\.yaml: there is no such/],
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

  test("an abstract strategy names those that extend it", () => {
    const spec = folder.read("strategies/dip-buyer.fsm");
    folder.write(
      "strategies/buyer.fsm",
      spec.replace("strategy DipBuyer", "abstract strategy Buyer"),
    );
    const alone = folder.fsmc(["run", "buyer"]).stderr;
    expect(alone).toMatch(/Buyer in strategies\/buyer\.fsm is abstract .*none/);
    folder.write(
      "strategies/seller.fsm",
      'import { Buyer } from "./buyer.fsm"\nstrategy Seller extends Buyer {}\n',
    );
    expect(folder.fsmc(["run", "buyer"])).toMatchObject({ status: 2 });
    expect(folder.fsmc(["run", "buyer"]).stderr).toMatch(/fsmc run seller$/m);
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

  test("an error in the run itself, too; nothing is left half-written", () => {
    folder.write(
      CALLBACKS,
      callbacks.replace("onMarket(event) {", "$& throw new Error('oh');"),
    );
    const before = folder.files;
    const { status, stderr } = folder.fsmc(["run", "dip-buyer", "--out", "o"]);
    folder.write(CALLBACKS, callbacks);
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /the run broke off: Error: oh \(strategies\/dip-buyer\.callbacks\.ts:\d+:\d+\)/,
    );
    expect(folder.files).toEqual(before);
    expect(folder.has("o")).toBe(false);
  });
});

describe("what is left open at the end", () => {
  test("is said loudly, in the status and in the JSON", () => {
    // Never sells: neither while it runs nor at the end of the market.
    folder.write(
      CALLBACKS,
      callbacks
        .replace("await closeHoldings(exchange)", "[]")
        .replace("await flatten(exchange)", 'throw new Error("no")'),
    );
    const ended = folder.fsmc(["run", "dip-buyer", "--out", "open"]);
    folder.write(CALLBACKS, callbacks);
    expect(ended.status).toBe(1);
    expect(ended.stdout).toMatch(/^ENDS EXPOSED/m);
    expect(ended.stdout).toMatch(
      /^ {2}dip-buyer-1 in \w+: leg position \+0\.01 BTCUSDT$/m,
    );
    expect(JSON.parse(folder.read("open/result.json"))).toMatchObject({
      endsExposed: true,
      exposed: [{ positions: [{ leg: "position", quantity: 0.01 }] }],
      legs: { position: { BTCUSDT: 0.01 } },
    });
    expect(folder.read("open/chart.svg")).toContain(
      "ends exposed: dip-buyer-1",
    );
  });
});

function numbersIn(json: string): (key: string) => number {
  const values: Readonly<Record<string, unknown>> = JSON.parse(json);
  return (key) => {
    const value = values[key];
    return typeof value === "number" ? value : NaN;
  };
}
