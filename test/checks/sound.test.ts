/** A rule that fires on sound machines is worse than no rule. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
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

const tables = existsSync(examples) ? readTables() : [];

describe("tables of transitions that run elsewhere", () => {
  test.skipIf(tables.length > 0)(
    "skipped: the machines are not there (FSMC_EXAMPLES says where they are)",
    () => {},
  );

  for (const table of tables)
    test(`nothing is found in ${table.name}`, () => {
      const text = specOf(table);
      expect(renderText(findingsIn(`${table.name}.fsm`, text))).toBe("");
    });
});

function readTables(): readonly Table[] {
  const read = (name: string) =>
    JSON.parse(readFileSync(join(examples, name), "utf8"));
  return [
    read("nautilus_order_fsm_python.json"),
    read("nautilus_component_fsm.json"),
    ...read("hummingbot_machines.json").machines,
  ];
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
