import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { pageOf } from "../../src/diagnostics/explain/index.ts";
import { groupOf, RULE_NAMES } from "../../src/diagnostics/index.ts";
import { codeFindings, project } from "./workbench.ts";

const { root, remove } = project();
afterAll(remove);

const pages = RULE_NAMES.filter((rule) => groupOf(rule) === 7).map((rule) => ({
  rule,
  examples: pageOf(rule)?.examples ?? null,
}));

/** Each example is a project of its own, so that none sees another's generated file. */
function write(folder: string, spec: string, code: string): void {
  mkdirSync(join(root, folder, "strategies"), { recursive: true });
  const base = folder.replaceAll("-", "_");
  const path = join(root, folder, "strategies", base);
  writeFileSync(`${path}.fsm`, spec.replace("./entry.ts", `./${base}_code.ts`));
  writeFileSync(`${path}_code.ts`, code.replace("entry.ts", `${base}.ts`));
}

test("the wrong examples have their one fault, and the right ones none", async () => {
  for (const { rule, examples } of pages) {
    expect(examples?.spec, rule).toBeDefined();
    write(`${rule}-wrong`, examples?.spec ?? "", examples?.wrong ?? "");
    write(`${rule}-right`, examples?.spec ?? "", examples?.right ?? "");
  }
  const { diagnostics } = await codeFindings(root);
  const found = diagnostics.map(
    ({ rule, span }) => `${span.file.path.split("/")[0]}: ${rule}`,
  );
  expect(found.toSorted()).toEqual(
    pages.map(({ rule }) => `${rule}-wrong: ${rule}`).toSorted(),
  );
}, 60_000);
