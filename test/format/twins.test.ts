import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile, type Model } from "../../src/compile.ts";
import { convert } from "../../src/format/index.ts";
import {
  SourceFile,
  spellingOf,
  type Spelling,
} from "../../src/source/index.ts";
import { randomSpec } from "../support/random-spec.ts";

const root = join(import.meta.dirname, "../..");

/** What a model says, its places and the states around each state apart. */
function saidBy(model: Model): unknown {
  const ancestors: object[] = [];
  return said(model);

  function said(value: unknown): unknown {
    if (typeof value !== "object" || value === null) return value;
    if (value instanceof SourceFile) return "a file";
    if ("file" in value && "start" in value) return "a place";
    if (ancestors.includes(value))
      return "path" in value ? `the state ${String(value.path)}` : "as above";
    if ("parent" in value && ancestors.length > 0 && isReference(value))
      return `the state ${"path" in value ? String(value.path) : ""}`;
    ancestors.push(value);
    const result = Array.isArray(value)
      ? value.map(said)
      : Object.fromEntries(
          Object.entries(value)
            // YAML is silenced key by key where .fsm is at one stretch.
            .filter(([key]) => !["parent", "source", "covers"].includes(key))
            .map(([key, part]) => [key, said(part)]),
        );
    ancestors.pop();
    return result;
  }

  /** A state, but in the list of all states. */
  function isReference(value: object): boolean {
    const holder = ancestors.at(-1);
    return (
      !model.strategies.some(({ states }) => states === holder) &&
      "index" in value
    );
  }
}

/** The generated code without what tells where it comes from, and without white space, which goes by the length of that. */
function codeIn(text: string): string {
  return text
    .replace(/^(?:\/\/.*\n)+/, "")
    .replaceAll(/\bsource: "\d+:\d+"/g, "source")
    .replaceAll(/\s+/g, "")
    .replaceAll(/,(?=[}\])])/g, "");
}

async function compiled(path: string, text: string) {
  const read = (other: string): string | null => {
    try {
      return readFileSync(join(root, other), "utf8");
    } catch {
      return null;
    }
  };
  const { models, files, summary } = await compile([{ path, text }], {
    read,
    checks: false,
  });
  const [model] = models;
  if (model === undefined) throw new Error(`${path} has no model`);
  return { model, code: files[0]?.text ?? null, summary };
}

async function expectTwins(path: string, text: string): Promise<void> {
  const other: Spelling = spellingOf(path) === "yaml" ? "fsm" : "yaml";
  const twin = convert(new SourceFile(path, text, spellingOf(path)), other);
  if (twin.text === null) throw new Error(twin.unsayable[0]?.message);
  const twinPath = path.replace(/\.\w+$/, `.${other}`);
  const a = await compiled(path, text);
  const b = await compiled(twinPath, twin.text);
  expect(b.summary).toEqual(a.summary);
  expect(saidBy(b.model)).toEqual(saidBy(a.model));
  // Of what is abstract nothing is made.
  const isMade = a.model.strategies.some(({ abstract }) => !abstract);
  expect(a.code !== null).toBe(isMade);
  expect(codeIn(b.code ?? "")).toBe(codeIn(a.code ?? ""));
}

const files = [
  "strategies",
  "test/emit/cases",
  "test/yaml/pairs",
  "test/graph",
  "test/bench",
].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(?:fsm|ya?ml)$/.test(name))
    .map((name) => `${folder}/${name}`),
);

describe("the other spelling of a spec has the same model, hash and code", () => {
  test.each(files)("%s", async (path) => {
    const text = readFileSync(join(root, path), "utf8");
    const { summary } = await compiled(path, text);
    if (summary.errors > 0) return;
    await expectTwins(path, text);
  });

  test("random specs", async () => {
    for (let seed = 0; seed < 10; seed += 1)
      await expectTwins("a.fsm", randomSpec(seed));
  });

  test("timers of several kinds keep their order", async () => {
    await expectTwins(
      "a.fsm",
      `strategy S {
        initial state A {
          after 1s -> B
          every 1s stay
          after 1s when elapsed > 2s -> C
          at now + 1s -> C
        }
        state B { every 2s -> A after 2s -> C }
        state C
      }`,
    );
  });
});
