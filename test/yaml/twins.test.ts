import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { SourceFile, textOf } from "../../src/source/index.ts";
import { parseFsm } from "../../src/syntax/from-fsm.ts";
import { parseYaml } from "../../src/syntax/from-yaml.ts";
import { meaningOf } from "../support/meaning.ts";
import { placesOf } from "./places-of.ts";

const folder = new URL("./pairs/", import.meta.url);
const pairs = readdirSync(folder)
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => name.replace(".yaml", ""));

function parsed(name: string, spelling: "fsm" | "yaml") {
  const file = `${name}.${spelling}`;
  const text = readFileSync(new URL(file, folder), "utf8");
  const source = new SourceFile(file, text, spelling);
  const parse = spelling === "fsm" ? parseFsm : parseYaml;
  const { file: spec, diagnostics } = parse(source);
  return { spec, problems: diagnostics.map((each) => each.message) };
}

describe.each(pairs)("%s in both spellings", (name) => {
  const fsm = parsed(name, "fsm");
  const yaml = parsed(name, "yaml");

  test("is understood", () => {
    expect(fsm.problems).toEqual([]);
    expect(yaml.problems).toEqual([]);
  });

  test("is one tree", () => {
    expect(meaningOf(yaml.spec)).toEqual(meaningOf(fsm.spec));
  });

  test("has the same words under the same places", () => {
    expect(placesOf(yaml.spec)).toEqual(placesOf(fsm.spec));
  });
});

test("the reference has one strategy in both", () => {
  const path = new URL("../../grammar/REFERENCE.md", import.meta.url);
  const reference = readFileSync(path, "utf8");
  const [fsm, yaml] = (["fsm", "yaml"] as const).map((spelling) => {
    const block = new RegExp(`^\`\`\`${spelling}\\n([^]*?)^\`\`\``, "m");
    const text = block.exec(reference)?.[1] ?? "";
    const parse = spelling === "fsm" ? parseFsm : parseYaml;
    const { file, diagnostics } = parse(
      new SourceFile(`dip.${spelling}`, text, spelling),
    );
    expect(diagnostics).toEqual([]);
    expect(file.strategies).toHaveLength(1);
    return meaningOf(file);
  });
  expect(yaml).toEqual(fsm);
});

/** What stands in a place of the language, with a mistake in it. */
const MISTAKES: readonly (readonly [kind: string, text: string])[] = [
  ["expression", "x && y"],
  ["expression", "1h30"],
  ["expression", ".5"],
  ["expression", "a ?? b and c"],
  ["expression", 'x == "a'],
  ["tail", "when a > -> B"],
  ["tail", "set x == 1 -> B"],
  ["tail", "{ else -> B when c -> D }"],
];

function seen({ diagnostics }: ReturnType<typeof parseFsm>) {
  return diagnostics.map(({ code, message, help, span }) => [
    code,
    message,
    help,
    textOf(span).replaceAll(String.raw`\"`, '"'),
  ]);
}

test.each(MISTAKES)(
  "a mistake in the %s `%s` is the same one in both",
  (kind, text) => {
    const inFsm = {
      expression: `guard g = ${text}\n`,
      tail: `state A { on T ${text} }`,
    }[kind];
    const quoted = JSON.stringify(text);
    const inYaml = {
      expression: `guards: { g: ${quoted} }`,
      tail: `states: { A: { on: { T: ${quoted} } } }`,
    }[kind];
    const fsm = new SourceFile("a.fsm", `strategy S {\n${inFsm}}`, "fsm");
    const yaml = new SourceFile("a.yaml", `strategy: S\n${inYaml}`, "yaml");
    const found = seen(parseYaml(yaml));
    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual(seen(parseFsm(fsm)));
  },
);
