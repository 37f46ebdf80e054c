import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { Folder, installRuntime } from "./fsmc.ts";

const root = dirname(dirname(import.meta.dirname));

describe("fsmc init", () => {
  test("makes a project that checks, builds, type-checks and runs", () => {
    using folder = new Folder();
    installRuntime(folder);
    const made = folder.fsmc(["init", "--yes"]);
    expect(made.status, made.stderr).toBe(0);
    expect(ownFiles(folder)).toEqual([
      ".gitignore",
      "fsmc.config.yaml",
      "generated/dip-buyer.ts",
      "package.json",
      "strategies/dip-buyer.callbacks.ts",
      "strategies/dip-buyer.fsm",
      "tsconfig.json",
    ]);
    expect(folder.fsmc(["check", "--max-warnings", "0"])).toMatchObject({
      status: 0,
      stdout: "",
    });
    expect(folder.fsmc(["build", "--check"]).status).toBe(0);
    expect(typeCheck(folder)).toBe("");
    const ran = folder.fsmc(["run", "dip-buyer", "--json"]);
    expect(ran.status, ran.stderr).toBe(0);
    const result: unknown = JSON.parse(ran.stdout);
    expect(result).toMatchObject({
      strategy: "DipBuyer",
      data: { source: "simulated", seed: 1 },
      errors: 0,
    });
    expect(folder.fsmc(["run", "dip-buyer", "--json"]).stdout).toBe(ran.stdout);
  });

  test("overwrites nothing, and adds to package.json only what it lacks", () => {
    using folder = new Folder();
    installRuntime(folder);
    const files = {
      "fsmc.config.yaml": "out: made\n",
      "tsconfig.json": "{}\n",
      "strategies/dip-buyer.fsm": "strategy Mine { initial final state X }\n",
    };
    for (const [file, text] of Object.entries(files)) folder.write(file, text);
    folder.write(
      "package.json",
      '{\n\t"name": "mine",\n\t"scripts": {\n\t\t"build": "make"\n\t}\n}\n',
    );
    const { stderr } = folder.fsmc(["init", "--yes"]);
    for (const [file, text] of Object.entries(files)) {
      expect(folder.read(file)).toBe(text);
      expect(stderr).toContain(`kept ${file}, which was there\n`);
    }
    expect(folder.has("strategies/dip-buyer.callbacks.ts")).toBe(false);
    const manifest = folder.read("package.json");
    expect(manifest).toMatch(/^\t"name": "mine"/m);
    expect(JSON.parse(manifest)).toMatchObject({
      type: "module",
      scripts: { build: "make", check: "fsmc check" },
    });
  });

  test("leaves a package.json alone that it does not understand", () => {
    using folder = new Folder();
    folder.write("package.json", "{ broken");
    const { stderr } = folder.fsmc(["init", "--yes"]);
    expect(folder.read("package.json")).toBe("{ broken");
    expect(stderr).toContain(
      "package.json was left alone: it is not a JSON object\n",
    );
  });
});

function ownFiles(folder: Folder): readonly string[] {
  return folder.files.filter((file) => !file.startsWith("node_modules/"));
}

function typeCheck(folder: Folder): string {
  return spawnSync(
    process.execPath,
    [
      join(root, "node_modules/typescript/bin/tsc"),
      "-p",
      ".",
      "--customConditions",
      "fsmc-source",
    ],
    { cwd: folder.path, encoding: "utf8" },
  ).stdout;
}
