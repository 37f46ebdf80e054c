import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { SourceFile, textOf, type Span } from "../../src/source/index.ts";
import { parseFsm } from "../../src/syntax/from-fsm.ts";
import { parseYaml } from "../../src/syntax/from-yaml.ts";

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

const isSpan = (value: unknown): value is Span =>
  typeof value === "object" &&
  value !== null &&
  "start" in value &&
  "end" in value &&
  "file" in value;

/** Without places, so that only what it means is left. */
function meaning(value: unknown): unknown {
  if (value instanceof SourceFile) return null;
  if (isSpan(value)) return "place";
  if (Array.isArray(value)) return value.map(meaning);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, meaning(part)]),
  );
}

/**
 * The text under each place, by the way that leads there. Left out are those of whole constructs, whose text is of its
 * spelling by nature: a diagnostic marks a word in them.
 */
function places(value: unknown, path = ""): string[] {
  if (value instanceof SourceFile) return [];
  if (isSpan(value)) {
    const text = textOf(value).replaceAll(/\s+/g, " ");
    return isWhole(path) ? [] : [`${path}: ${text}`];
  }
  if (Array.isArray(value))
    return value.flatMap((part, index) => places(part, `${path}[${index}]`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value)
    .flatMap(([key, part]) => places(part, `${path}.${key}`))
    .toSorted();
}

function isWhole(path: string): boolean {
  return (
    /^\.strategies\[\d+\]\.span$/.test(path) ||
    /\.allows\[\d+\]\.span$/.test(path) ||
    /\.(tail|end)\.span$/.test(path) ||
    /\.branches\[\d+\]\.span$/.test(path) ||
    /\.items\[\d+\]\.span$/.test(path)
  );
}

describe.each(pairs)("%s in both spellings", (name) => {
  const fsm = parsed(name, "fsm");
  const yaml = parsed(name, "yaml");

  test("is understood", () => {
    expect(fsm.problems).toEqual([]);
    expect(yaml.problems).toEqual([]);
  });

  test("is one tree", () => {
    expect(meaning(yaml.spec)).toEqual(meaning(fsm.spec));
  });

  test("has the same words under the same places", () => {
    expect(places(yaml.spec)).toEqual(places(fsm.spec));
  });
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
