/**
 * Machines that others wrote for other tools, imported and checked. An error of a rule that is not in the table would be news: look
 * whether it is true of that machine before it is added.
 */
import { existsSync, globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import type { RuleName } from "../../src/diagnostics/index.ts";
import { printFile } from "../../src/format/index.ts";
import type { Imported } from "../../src/interop/index.ts";
import { importMermaid } from "../../src/interop/mermaid/index.ts";
import { importScxml } from "../../src/interop/scxml/index.ts";
import { importXState } from "../../src/interop/xstate/index.ts";
import { SourceFile } from "../../src/source/index.ts";
import { findingsIn } from "../checks/findings.ts";

const examples = resolve(
  import.meta.dirname,
  "../..",
  process.env["FSMC_EXAMPLES"] ?? "../shared/examples",
);

/** Why an error of this rule is true of machines that were never meant for trading. */
const TRUE_OF_THEM: Partial<Readonly<Record<RuleName, string>>> = {
  "unreachable-state": "states of tests for something else, never led to",
  "dead-end-state": "the end of a flow that is not called final",
  "shadowed-transition": "tests of which of two transitions goes first",
  "missing-error-transition": "none of these formats has an error policy",
  "missing-outcome": "`invoke` without `onError`",
};

interface Foreign {
  readonly name: string;
  readonly imported: Imported;
}

const isThere = existsSync(examples);
if (!isThere) console.warn(`skipped: there is no ${examples} (FSMC_EXAMPLES)`);

test.skipIf(!isThere)(
  "what is found in machines from elsewhere is true of them",
  { timeout: 60_000 },
  () => {
    const counts = new Map<string, number>();
    const news: string[] = [];
    let checked = 0;
    for (const { name, imported } of foreign()) {
      const { file, remarks } = imported;
      if (file === null || remarks.some(({ kind }) => kind !== "assumed"))
        continue;
      checked += 1;
      const found = findingsIn("machine.fsm", printFile(file));
      for (const { severity, rule, message } of found.diagnostics) {
        const key = `${severity} ${rule}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
        if (severity === "error" && TRUE_OF_THEM[rule] === undefined)
          news.push(`${name}: ${rule}: ${message}`);
      }
    }
    const figures = [...counts].map(([rule, count]) => `${count} ${rule}`);
    console.info(`${checked} machines: ${figures.toSorted().join(", ")}`);
    expect(checked).toBeGreaterThan(0);
    expect(news.join("\n")).toBe("");
  },
);

function foreign(): readonly Foreign[] {
  const diagrams: readonly { readonly diagram: string }[] = JSON.parse(
    read("machines/mermaid_state_diagrams.json"),
  );
  const configs: readonly { readonly config: object }[] = JSON.parse(
    read("machines/xstate_configs.json"),
  );
  const documents = globSync("scxml/**/*.scxml", { cwd: examples }).toSorted();
  return [
    ...diagrams.map(({ diagram }, index) => ({
      name: `diagram ${index}`,
      imported: importMermaid(new SourceFile("a.mmd", diagram, "fsm")),
    })),
    ...configs.map(({ config }, index) => ({
      name: `configuration ${index}`,
      imported: importXState(
        new SourceFile("a.json", JSON.stringify(config), "fsm"),
      ),
    })),
    ...documents.map((path) => ({
      name: path,
      imported: importScxml(new SourceFile(path, read(path), "fsm")),
    })),
  ];
}

function read(path: string): string {
  return readFileSync(join(examples, path), "utf8");
}
