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

async function fixed(path: string, text: string): Promise<Fixed> {
  const result = await fixText(path, text, (each) => findingsIn(path, each));
  return {
    ...result,
    before: await findingsIn(path, text),
    after: await findingsIn(path, result.text),
  };
}

/** Rules with a faulty machine that is sound again afterwards. */
const CLEANED = [
  "unused",
  "never-handled",
  "unknown-name",
  "missing-outcome",
  "missing-recover",
  "no-emergency-exit",
  "false-exposure",
];

/** Without those that document a declaration: they go with it. */
function commentsIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<!\/)\/\/(?!\/)[^\n]*|#[^\n]*/g)].map(
    ([all]) => all,
  );
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
    const original = readFileSync(join(checks, path), "utf8");
    const { text, done, before, after } = await fixed(path, original);
    const isChanged = text !== original;
    if (isChanged !== done.length > 0)
      wrong.push(`${path}: changed without a word`);
    if (isChanged && weight(after) >= weight(before))
      wrong.push(`${path}: no better`);
    if (isChanged) {
      const again = await fixed(path, text);
      if (again.text !== text) wrong.push(`${path}: changed a second time`);
      const lost = commentsIn(original).filter((each) => !text.includes(each));
      if (lost.length > 0) wrong.push(`${path}: lost ${lost.join(", ")}`);
      const windows = original.replaceAll("\n", "\r\n");
      const there = await fixed(path, windows);
      if (there.text !== text.replaceAll("\n", "\r\n"))
        wrong.push(`${path}: otherwise on Windows`);
    }
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
  for (const rule of CLEANED)
    expect(figures.get(rule), rule).toContain("clean");
  for (const rule of ["unknown-name", "type-mismatch"])
    expect(figures.get(rule), rule).toContain("better");
}, 300_000);
