/** A rule that fires on sound machines is worse than no rule. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { renderText } from "../../src/diagnostics/index.ts";
import { findingsIn, findingsInFile } from "./findings.ts";

const root = join(import.meta.dirname, "../..");
const examples = resolve(
  root,
  process.env["FSMC_EXAMPLES"] ?? "../shared/examples",
  "machines",
);

const machines = [
  ...globSync("test/checks/sound/*.fsm", { cwd: root }),
  ...globSync("strategies/**/*.{fsm,yaml}", { cwd: root }),
].toSorted();

test.each(machines)("nothing is found in %s", (path) => {
  expect(renderText(findingsInFile(join(root, path)))).toBe("");
});

interface Table {
  readonly name: string;
  readonly initial: string;
  readonly states: readonly string[];
  readonly transitions: readonly {
    readonly from: string | readonly string[];
    readonly trigger: string;
    readonly to: string;
  }[];
}

const hasExamples = existsSync(examples);
if (!hasExamples)
  console.warn(`skipped: no machines in ${examples} (FSMC_EXAMPLES)`);

test.skipIf(!hasExamples)(
  "nothing is found in machines that run elsewhere",
  () => {
    for (const table of readTables()) {
      const found = findingsIn(`${table.name}.fsm`, specOf(table));
      expect(renderText(found)).toBe("");
    }
  },
);

function readTables(): readonly Table[] {
  const text = (name: string) => readFileSync(join(examples, name), "utf8");
  const order: Table = JSON.parse(text("nautilus_order_fsm_python.json"));
  const component: Table = JSON.parse(text("nautilus_component_fsm.json"));
  const hummingbot: { readonly machines: readonly Table[] } = JSON.parse(
    text("hummingbot_machines.json"),
  );
  return [order, component, ...hummingbot.machines];
}

/** As one would write it: what has no way on is final, and errors lead somewhere. */
function specOf(table: Table): string {
  const { states, initial } = table;
  const transitions = table.transitions.flatMap(({ from, trigger, to }) =>
    sources(from, table).map((source) => ({
      source,
      on: nameOf(trigger),
      to: nameOf(to),
    })),
  );
  const triggers = new Set(transitions.map(({ on }) => on));
  const declared = states.map((state) => {
    const name = nameOf(state);
    const own = transitions.filter(({ source }) => source === state);
    const leaves = own.some(({ to }) => to !== name);
    const items = leaves
      ? own.map(({ on, to }) => `on ${on} -> ${to}`).join("\n    ")
      : "";
    const modifier = leaves ? (state === initial ? "initial " : "") : "final ";
    return `  ${modifier}state ${name} {\n    ${items}\n  }`;
  });
  return [
    "strategy Table {",
    ...[...triggers, "RESET_MACHINE"].map((name) => `  trigger ${name}`),
    "  errors limit 3 -> MACHINE_ERROR",
    ...declared,
    `  error state MACHINE_ERROR { on RESET_MACHINE -> ${nameOf(initial)} }`,
    "}",
  ].join("\n");
}

function sources(
  from: string | readonly string[],
  { states }: Table,
): readonly string[] {
  const named = typeof from === "string" ? [from] : from;
  return named.flatMap((name) => (name === "*" ? states : [name]));
}

/** Any text as an identifier. */
function nameOf(text: string): string {
  return text.replaceAll(/\W+/g, "_").toUpperCase();
}
