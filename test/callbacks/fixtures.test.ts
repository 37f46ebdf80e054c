import { globSync } from "node:fs";
import { extname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  groupOf,
  renderText,
  RULE_NAMES,
  settle,
  type Diagnostic,
} from "../../src/diagnostics/index.ts";
import { codeFindings, project, unpack } from "./workbench.ts";

const fixtures = join(import.meta.dirname, "fixtures");
const rules = RULE_NAMES.filter((rule) => groupOf(rule) === 7);

describe.each(rules)("%s", (rule) => {
  const folders = globSync("*", { cwd: join(fixtures, rule) }).toSorted();
  const { root, remove } = project();
  let found: readonly Diagnostic[] = [];

  beforeAll(async () => {
    for (const folder of folders) unpack(join(fixtures, rule, folder), root);
    found = (await codeFindings(root)).diagnostics;
  }, 60_000);
  afterAll(remove);

  const findingsIn = (folder: string): readonly Diagnostic[] =>
    found.filter(({ span }) => span.file.path.startsWith(`${folder}/`));

  test("has three faulty ones, each with a mended twin, and specs of both spellings", () => {
    const invalid = folders.filter((each) => each.startsWith("invalid-"));
    expect(invalid.length).toBeGreaterThan(2);
    const twins = invalid.map((each) => each.replace(/^in/, ""));
    expect(folders).toEqual(expect.arrayContaining(twins));
    const specs = globSync("invalid-*/spec.*", { cwd: join(fixtures, rule) });
    expect(new Set(specs.map(extname))).toEqual(new Set([".fsm", ".yaml"]));
  });

  test.each(folders.filter((each) => each.startsWith("invalid-")))(
    "%s",
    async (folder) => {
      const diagnostics = findingsIn(folder);
      expect(diagnostics.map((each) => each.rule)).toEqual([rule]);
      expect(diagnostics[0]?.span.file.path).toMatch(/\.ts$/);
      await expect(renderText(settle(diagnostics))).toMatchFileSnapshot(
        join(fixtures, rule, folder, "expected.txt"),
      );
    },
  );

  test.each(folders.filter((each) => each.startsWith("valid-")))(
    "%s",
    (folder) => {
      expect(renderText(settle(findingsIn(folder)))).toBe("");
    },
  );
});
