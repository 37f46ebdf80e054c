import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import { fixText, type FixedText } from "../../src/fixes/index.ts";
import type { Diagnostic } from "../../src/diagnostics/index.ts";

const checks = join(import.meta.dirname, "..", "checks");

async function findingsIn(
  path: string,
  text: string,
): Promise<readonly Diagnostic[]> {
  const read = (each: string): string | null =>
    existsSync(join(checks, each))
      ? readFileSync(join(checks, each), "utf8")
      : null;
  return (await compile([{ path, text }], { read, emit: false })).diagnostics;
}

interface Fixed extends FixedText {
  readonly before: readonly Diagnostic[];
  readonly after: readonly Diagnostic[];
}

async function fixed(path: string): Promise<Fixed> {
  const text = readFileSync(join(checks, path), "utf8");
  const result = await fixText(path, text, (each) => findingsIn(path, each));
  return {
    ...result,
    before: await findingsIn(path, text),
    after: await findingsIn(path, result.text),
  };
}

/** Errors of the text's meaning hide others. */
const weight = (findings: readonly Diagnostic[]): number =>
  findings.reduce((sum, { code }) => sum + (code < "FSM200" ? 1000 : 1), 0);

test("what is fixed parses and has fewer findings; what is not is left alone", async () => {
  const wrong: string[] = [];
  const figures = new Map<string, string[]>();
  for (const path of globSync("*/invalid-*.{fsm,yaml}", {
    cwd: checks,
  }).toSorted()) {
    const { text, done, before, after } = await fixed(path);
    const isChanged = text !== readFileSync(join(checks, path), "utf8");
    if (isChanged !== done.length > 0)
      wrong.push(`${path}: changed without a word`);
    if (isChanged && weight(after) >= weight(before))
      wrong.push(`${path}: no better`);
    const rule = path.split("/")[0] ?? "";
    const mark = after.length === 0 ? "clean" : isChanged ? "better" : "left";
    figures.set(rule, [...(figures.get(rule) ?? []), mark]);
  }
  expect(wrong).toEqual([]);
  const count = (mark: string) =>
    [...figures.values()].flat().filter((each) => each === mark).length;
  process.stdout.write(
    `--fix on the faulty fixtures: ${count("clean")} clean, ${count("better")} better, ${count("left")} left alone\n`,
  );
  for (const rule of ["unused", "never-handled"])
    expect(figures.get(rule), rule).toContain("clean");
  for (const rule of ["unknown-name", "missing-outcome", "type-mismatch"])
    expect(figures.get(rule), rule).toContain("better");
}, 120_000);
