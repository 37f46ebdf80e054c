import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { Folder, installRuntime } from "./fsmc.ts";

const root = dirname(dirname(import.meta.dirname));

test("the runtime's README tests the setup of fsmc init: it type-checks and passes", () => {
  using folder = new Folder();
  installRuntime(folder);
  folder.fsmc(["init", "--yes"]);
  folder.write("strategies/dip-buyer.test.ts", exampleOfTheReadme());
  const condition = "fsmc-source";
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const runs = [
    [tsc, "-p", ".", "--customConditions", condition],
    [`--conditions=${condition}`, "--test", "strategies/*.test.ts"],
  ];
  for (const args of runs) {
    const { status, stdout } = spawnSync(process.execPath, args, {
      cwd: folder.path,
      encoding: "utf8",
    });
    expect(status, stdout).toBe(0);
  }
});

/** The one in the section about setups. */
function exampleOfTheReadme(): string {
  const page = readFileSync(join(root, "runtime/README.md"), "utf8");
  const [, section = ""] = page.split("\n## A StrategySetup\n");
  const [, code] = /^```ts\n([\s\S]*?)^```$/m.exec(section) ?? [];
  expect(code).toContain("dip-buyer.callbacks.ts");
  return code ?? "";
}
