import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CHECKED } from "../../src/checks/index.ts";
import { pageOf } from "../../src/diagnostics/explain/index.ts";
import {
  groupOf,
  renderText,
  RULE_NAMES,
  RULES,
  type Diagnostic,
  type RuleName,
} from "../../src/diagnostics/index.ts";
import { textOf } from "../../src/source/index.ts";
import { findingsInFile } from "./findings.ts";

const here = import.meta.dirname;

/** Found by `build` alone, because the language has it and this version does not run it. */
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

  test("has a page, and fixtures of both kinds", () => {
    expect(pageOf(rule)).not.toBeNull();
    expect(invalid).not.toEqual([]);
    expect(valid).not.toEqual([]);
  });

  test.runIf(CHECKED.has(rule))("has each fixture in both spellings", () => {
    const all = [...invalid, ...valid].map((path) => join(here, path));
    const twins = all.map((path) =>
      path.endsWith(".fsm")
        ? path.replace(/fsm$/, "yaml")
        : path.replace(/yaml$/, "fsm"),
    );
    expect(twins.filter((twin) => !existsSync(twin))).toEqual([]);
  });

  test.each(invalid)("%s", async (path) => {
    const settled = findingsInFile(join(here, path));
    const others = settled.diagnostics.filter((each) => each.rule !== rule);
    expect(others.map(({ code, message }) => [code, message])).toEqual([]);
    expect(settled.diagnostics).not.toEqual([]);
    await expect(renderText(settled)).toMatchFileSnapshot(
      join(here, `${path}.txt`),
    );
  });

  test.each(valid)("%s", (path) => {
    expect(renderText(findingsInFile(join(here, path)))).toBe("");
  });

  test
    .runIf(CHECKED.has(rule))
    .each(invalid.filter((path) => path.endsWith(".fsm")))(
    "%s and its twin in YAML are told the same, of the same words",
    (path) => {
      const twin = path.replace(/fsm$/, "yaml");
      expect(told(twin)).toEqual(told(path));
    },
  );
});

test("every error says what would happen, and what to write", () => {
  const silent = rules.flatMap((rule) =>
    fixtures(rule, "invalid").flatMap((path) =>
      findingsInFile(join(here, path)).diagnostics.filter(
        ({ why, help }) => why === "" || help === "",
      ),
    ),
  );
  expect(silent).toEqual([]);
});

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

test("rules are called by the names of the contract", () => {
  for (const rule of CHECKED) expect(RULES[rule].code).toMatch(/^FSM[23]/);
});
