import { existsSync, globSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { CHECKED } from "../../src/checks/index.ts";
import { pageOf } from "../../src/diagnostics/explain/index.ts";
import {
  groupOf,
  renderText,
  RULE_NAMES,
  type Diagnostic,
  type RuleName,
} from "../../src/diagnostics/index.ts";
import { textOf } from "../../src/source/index.ts";
import { findingsInFile } from "./findings.ts";

const here = import.meta.dirname;

/** Found by `build` alone, and at present never: this version runs all that the language has. */
const BY_BUILD: readonly RuleName[] = ["not-yet-supported"];

const rules = RULE_NAMES.filter(
  (rule) =>
    CHECKED.has(rule) || (groupOf(rule) === 1 && !BY_BUILD.includes(rule)),
);

const fixtures = (rule: RuleName, kind: "valid" | "invalid"): string[] =>
  globSync(`${rule}/${kind}-*.{fsm,yaml}`, { cwd: here }).toSorted();

describe.each(rules)("%s", (rule) => {
  const invalid = fixtures(rule, "invalid");
  const valid = fixtures(rule, "valid");

  test("has a page, three faulty machines, and a mended twin of each", () => {
    expect(pageOf(rule)).not.toBeNull();
    expect(lacksIn(rule)).toEqual([]);
  });

  test("has each fixture in both spellings, where it is a rule of meaning", () => {
    const all = CHECKED.has(rule) ? [...invalid, ...valid] : [];
    expect(all.filter((path) => !exists(twinOf(path)))).toEqual([]);
  });

  test.each(invalid)("%s", async (path) => {
    const settled = findingsInFile(join(here, path));
    const others = settled.diagnostics.filter((each) => each.rule !== rule);
    expect(others.map(({ code, message }) => [code, message])).toEqual([]);
    expect(settled.diagnostics).not.toEqual([]);
    expect(settled.diagnostics.filter(isMute)).toEqual([]);
    await expect(renderText(settled)).toMatchFileSnapshot(
      join(here, `${path}.txt`),
    );
  });

  test.each(valid)("%s", (path) => {
    expect(renderText(findingsInFile(join(here, path)))).toBe("");
  });

  const twins = invalid.filter(
    (path) => path.endsWith(".fsm") && exists(twinOf(path)),
  );
  test.each(twins)(
    "%s and its twin in YAML are told the same, of the same words",
    (path) => {
      expect(told(twinOf(path))).toEqual(told(path));
    },
  );
});

/**
 * What a folder of fixtures is short of: three faulty machines of which one is flat, nested or parallel and one speaks through
 * `from` or `extends`, each with a clean twin, both in both spellings. Others may be of any name; of the rules of meaning
 * (groups 2 to 4) each of them has its twin, while in group 1 some are collections of mistakes.
 */
function lacksIn(rule: RuleName): readonly string[] {
  const names = new Set(
    fixtures(rule, "invalid").map((path) => basename(path).split(".")[0] ?? ""),
  );
  const isPaired = (name: string): boolean =>
    ["fsm", "yaml"].every((spelling) =>
      [name, name.replace(/^in/, "")].every((each) =>
        exists(`${rule}/${each}.${spelling}`),
      ),
    );
  const paired = [...names].filter(isPaired);
  const has = (kinds: RegExp): boolean =>
    paired.some((name) => kinds.test(name));
  return [
    ...(paired.length < 3 ? ["three pairs"] : []),
    ...(has(/-(?:flat|nested|parallel)/)
      ? []
      : ["one that is flat, nested or parallel"]),
    ...(has(/-(?:from|extends)/) ? [] : ["one through from or extends"]),
    ...(CHECKED.has(rule) ? [...names].filter((name) => !isPaired(name)) : []),
  ];
}

function twinOf(path: string): string {
  return path.endsWith(".fsm")
    ? path.replace(/fsm$/, "yaml")
    : path.replace(/yaml$/, "fsm");
}

function exists(path: string): boolean {
  return existsSync(join(here, path));
}

/** Does not say what would happen, or what to write. */
function isMute({ why, help }: Diagnostic): boolean {
  return why === "" || help === "";
}

function told(path: string): readonly string[] {
  const { diagnostics } = findingsInFile(join(here, path));
  return diagnostics.map(describeFinding).toSorted();
}

/** All but the place; of the place, the words that stand there. An annotation is spelt differently by nature. */
function describeFinding(diagnostic: Diagnostic): string {
  const { code, severity, message, why, help, path, span } = diagnostic;
  const isAllow = message.includes("`@allow`");
  const words = isAllow ? "" : textOf(span);
  return JSON.stringify({ code, severity, message, why, help, path, words });
}
