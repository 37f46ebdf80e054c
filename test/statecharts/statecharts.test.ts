/**
 * What SCXML's algorithm makes of parallel states, history, several targets and the rest, worked out by hand from the
 * recommendation's appendix D, a folder a feature: of the plain interpreter that random machines are held against, and of
 * generated machines.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import {
  machineOf,
  typeCheck,
  withFolder,
  type Compiled,
} from "../equivalence/compiled.ts";
import { generated } from "./generated.ts";
import { interpreted } from "./interpreted.ts";
import { play } from "./script.ts";

const CASES = join(import.meta.dirname, "cases");
const names = readdirSync(CASES).toSorted();

describe("the plain interpreter", () => {
  test.each(names)("%s", async (name) => {
    const { models, diagnostics } = await compile([specOf(name)], {
      checks: false,
      emit: false,
    });
    expect(diagnostics.map(({ message }) => message)).toEqual([]);
    const strategy = models[0]?.strategies[0];
    if (strategy === undefined) throw new Error("no strategy");
    const script = scriptOf(name);
    expect(await play(script, interpreted(strategy))).toBe(script);
  });
});

test("generated machines", { timeout: 120_000 }, async () => {
  const compiled = await Promise.all(names.map(compiledCase));
  await withFolder("statecharts", compiled, async (folder) => {
    expect(await typeCheck(folder)).toBe("");
    const played: Record<string, string> = {};
    for (const [index, each] of compiled.entries())
      played[names[index] ?? ""] = await play(
        scriptOf(names[index] ?? ""),
        generated(await machineOf(folder, each)),
      );
    expect(played).toEqual(
      Object.fromEntries(names.map((name) => [name, scriptOf(name)])),
    );
  });
});

async function compiledCase(name: string): Promise<Compiled> {
  const spec = specOf(name);
  const { models, files, diagnostics } = await compile([spec], {
    checks: false,
  });
  const strategy = models[0]?.strategies[0];
  const [file] = files;
  if (strategy === undefined || file === undefined)
    throw new Error(
      `${name}: ${diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n")}`,
    );
  return {
    seed: 0,
    spec: spec.text,
    path: `${name}.ts`,
    text: file.text,
    strategy,
  };
}

function specOf(name: string): {
  readonly path: string;
  readonly text: string;
} {
  return { path: `${name}.fsm`, text: read(name, "spec.fsm") };
}

function scriptOf(name: string): string {
  return read(name, "expected.txt");
}

function read(name: string, file: string): string {
  return readFileSync(join(CASES, name, file), "utf8");
}
