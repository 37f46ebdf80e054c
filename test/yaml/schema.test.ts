import { readdirSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { jsonSchema } from "../../grammar/schema.ts";
import { MAPPINGS } from "../../grammar/yaml/keys.ts";
import { SourceFile } from "../../src/source/index.ts";
import { parseYaml } from "../../src/syntax/from-yaml.ts";

const folder = new URL("./pairs/", import.meta.url);
const fixtures = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
const ajv = new Ajv({ allowUnionTypes: true, allErrors: true });
const validate = ajv.compile(jsonSchema());

function documentsOf(text: string): unknown[] {
  return parseAllDocuments(text, { merge: true }).map((each) => {
    const value: unknown = each.toJS();
    return value;
  });
}

test.each(fixtures)("%s is valid by the schema", (name) => {
  const text = readFileSync(new URL(name, folder), "utf8");
  for (const document of documentsOf(text)) {
    validate(document);
    expect(validate.errors ?? []).toEqual([]);
  }
});

/** Wrong keys in every kind of mapping, each of which loader and schema must both refuse. */
const WRONG: Readonly<Record<string, string>> = {
  document: "strategy: S\nstaets: {}",
  import: "import: { names: [A], form: x, from: ./a.fsm }",
  version: "strategy: S\nversion: { number: 1, x: 1 }",
  legs: "strategy: S\nlegs: { names: [a], x: 1 }",
  enum: "strategy: S\nenums: { A: { members: [B], x: 1 } }",
  type: "strategy: S\ntypes: { A: { fields: { b: number }, x: { a: 1 } } }",
  fieldDetail: "strategy: S\ntypes: { A: { b: { type: number, x: 1 } } }",
  param: "strategy: S\nparams: { a: { type: number, x: 1 } }",
  field: "strategy: S\ncontext: { a: { type: number, x: 1 } }",
  trigger: "strategy: S\ntriggers: { A: { critical: true, x: { a: 1 } } }",
  output: "strategy: S\noutputs: { A: { fields: {}, x: { a: 1 } } }",
  guard: "strategy: S\nguards: { a: { expr: b, x: 1 } }",
  action: "strategy: S\nactions: { a: { x: 1 } }",
  activity: "strategy: S\nactivities: { a: { x: 1 } }",
  errors: "strategy: S\nerrors: { limit: 1, to: E, x: 1 }",
  timeout: "strategy: S\ntimeout: { after: 1s, to: E, x: 1 }",
  initialTail: "strategy: S\ninitial: { to: A, x: 1 }",
  state: "strategy: S\nstates: { A: { x: 1 } }",
  timers: "strategy: S\nstates: { A: { timers: [{ every: {}, x: 1 }] } }",
  callbacksDetail: "strategy: S\nstates: { A: { enter: { do: a, x: 1 } } }",
  deferralDetail:
    "strategy: S\nstates: { A: { defer: { triggers: [T], x: 1 } } }",
  tailDetail: "strategy: S\nstates: { A: { always: { to: A, x: 1 } } }",
  branch: "strategy: S\nstates: { A: { always: [{ when: a, to: A, x: 1 }] } }",
  raise:
    "strategy: S\nstates: { A: { always: { raise: { trigger: T, x: 1 } } } }",
  emit: "strategy: S\nstates: { A: { always: { emit: { output: T, x: 1 } } } }",
  run: "strategy: S\nstates: { A: { run: { activity: a(), x: 1 } } }",
  from: "strategy: S\nfrom: { states: A, on: T, x: 1 }",
};

describe("an unknown key", () => {
  test("is tried in every mapping", () => {
    expect(Object.keys(WRONG).toSorted()).toEqual(
      Object.keys(MAPPINGS).toSorted(),
    );
  });

  test.each(Object.entries(WRONG))(
    "in %s is refused by loader and schema, and nothing else is",
    (_, text) => {
      const source = new SourceFile("a.yaml", text, "yaml");
      const { diagnostics } = parseYaml(source);
      const found = diagnostics.map(({ code, span }) => [
        code,
        source.text.slice(span.start, span.end),
      ]);
      expect(found).toEqual([
        ["FSM102", expect.stringMatching(/^(x|form|staets)$/)],
      ]);
      expect(validate(documentsOf(text)[0])).toBe(false);
      const without = text.replace(
        /, x: (1|\{ a: 1 \})|(?<=\{ )x: 1|form: x, |\nstaets: \{\}/,
        "",
      );
      const right = new SourceFile("a.yaml", without, "yaml");
      expect(parseYaml(right).diagnostics).toEqual([]);
      validate(documentsOf(without)[0]);
      expect(validate.errors ?? []).toEqual([]);
    },
  );
});

test("every key of the description stands in a fixture that is understood", () => {
  const text = fixtures
    .map((name) => readFileSync(new URL(name, folder), "utf8"))
    .join("\n");
  const missing = Object.values(MAPPINGS).flatMap(({ title, keys }) =>
    Object.keys(keys)
      .filter((key) => !new RegExp(`(^|[\\s{,])"?${key}"?:`).test(text))
      .map((key) => `${title}: ${key}`),
  );
  expect(missing).toEqual([]);
});
