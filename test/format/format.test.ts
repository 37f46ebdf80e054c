import * as fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { convert, printFile, printYaml } from "../../src/format/index.ts";
import {
  SourceFile,
  spellingOf,
  type Spelling,
} from "../../src/source/index.ts";
import { parseFsm, parseYaml, type SpecFile } from "../../src/syntax/index.ts";
import { arbitrarySpecFile } from "../support/arbitrary-ast.ts";
import {
  arbitraryComments,
  withComments,
  withYamlComments,
} from "../support/arbitrary-comments.ts";
import { meaningOf } from "../support/meaning.ts";
import { commentsOf } from "./comments-of.ts";

function sourceOf(text: string, spelling: Spelling): SourceFile {
  return new SourceFile(`a.${spelling}`, text, spelling);
}

function treeOf(source: SourceFile): SpecFile {
  const parsed =
    source.spelling === "yaml" ? parseYaml(source) : parseFsm(source);
  const [problem] = parsed.diagnostics;
  if (problem !== undefined)
    throw new Error(`${problem.message}\n${source.text}`);
  return parsed.file;
}

/** A text in a spelling; throws with the reason where it cannot be had. */
function converted(text: string, from: Spelling, to: Spelling): string {
  const result = convert(sourceOf(text, from), to);
  if (result.text === null)
    throw new Error(
      `${[...result.unsayable, ...result.diagnostics].map(({ message, why }) => `${message}: ${why}`).join()}\n${text}`,
    );
  return result.text;
}

/** A text without its empty lines. */
function solid(text: string): string {
  return text.replaceAll(/\n\s*\n/g, "\n");
}

describe("a text with comments anywhere", () => {
  test("is formatted without a change to its tree or its comments, and only once", () => {
    fc.assert(
      fc.property(arbitrarySpecFile, arbitraryComments, (spec, comments) => {
        const text = withComments(printFile(spec), comments);
        const formatted = converted(text, "fsm", "fsm");
        const tree = treeOf(sourceOf(text, "fsm"));
        expect(meaningOf(treeOf(sourceOf(formatted, "fsm")))).toEqual(
          meaningOf(tree),
        );
        expect(commentsOf(formatted, "fsm").toSorted()).toEqual(
          commentsOf(text, "fsm").toSorted(),
        );
        expect(converted(formatted, "fsm", "fsm")).toBe(formatted);
      }),
      { numRuns: 200 },
    );
  });

  test("keeps them on its way through YAML and back", () => {
    fc.assert(
      fc.property(arbitrarySpecFile, arbitraryComments, (spec, comments) => {
        const text = withComments(printFile(spec), comments);
        const { unsayable } = convert(sourceOf(text, "fsm"), "yaml");
        fc.pre(unsayable.every(({ why }) => !why.includes("each key once")));
        const yaml = converted(text, "fsm", "yaml");
        const back = converted(yaml, "yaml", "fsm");
        expect(commentsOf(back, "fsm").toSorted()).toEqual(
          commentsOf(text, "fsm").toSorted(),
        );
        const again = converted(back, "fsm", "yaml");
        expect(solid(again)).toBe(solid(converted(yaml, "yaml", "yaml")));
      }),
      { numRuns: 200 },
    );
  });

  test("keeps them from YAML too", () => {
    fc.assert(
      fc.property(arbitrarySpecFile, arbitraryComments, (spec, comments) => {
        const printed = printYaml(spec);
        const plain = parseYaml(sourceOf(printed, "yaml"));
        fc.pre(plain.diagnostics.length === 0);
        const text = withYamlComments(printed, comments);
        const fsm = converted(text, "yaml", "fsm");
        expect(commentsOf(fsm, "fsm").toSorted()).toEqual(
          commentsOf(text, "yaml").toSorted(),
        );
        const yaml = converted(text, "yaml", "yaml");
        // The first line of a body is never empty in one of the two.
        expect(solid(converted(fsm, "fsm", "yaml"))).toBe(solid(yaml));
        expect(converted(yaml, "yaml", "yaml")).toBe(yaml);
      }),
      { numRuns: 200 },
    );
  });
});

const root = join(import.meta.dirname, "../..");

/** Every spec of the repository, and every one that its reference shows. */
function specs(): readonly (readonly [name: string, source: SourceFile])[] {
  const files = ["strategies", "test"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(?:fsm|ya?ml)$/.test(name))
      .map((name) => join(folder, name)),
  );
  const reference = readFileSync(join(root, "grammar/REFERENCE.md"), "utf8");
  const shown = [...reference.matchAll(/^```(fsm|yaml)\n([^]*?)^```/gm)];
  return [
    ...files.map((name) => {
      const text = readFileSync(join(root, name), "utf8");
      return [name, new SourceFile(name, text, spellingOf(name))] as const;
    }),
    ...shown.map(([, spelling, text = ""], index) => {
      const name = `grammar/REFERENCE.md, block ${index + 1}`;
      return [
        name,
        sourceOf(text, spelling === "yaml" ? "yaml" : "fsm"),
      ] as const;
    }),
  ];
}

describe("every spec that parses, of this repository and its reference", () => {
  const sound = specs().filter(([name, source]) => {
    // What is too deep to be built is too deep to be written in the other spelling.
    if (name.includes("/too-deep/invalid-")) return false;
    const { diagnostics } =
      source.spelling === "yaml" ? parseYaml(source) : parseFsm(source);
    return diagnostics.length === 0;
  });

  test("there are many", () => {
    expect(sound.length).toBeGreaterThan(100);
  });

  test.each(sound)(
    "%s has the same canonical text from either spelling",
    (_, { text, spelling: own }) => {
      const spelling = own ?? "fsm";
      const fsm = converted(text, spelling, "fsm");
      expect(converted(fsm, "fsm", "fsm")).toBe(fsm);
      const result = convert(sourceOf(fsm, "fsm"), "yaml");
      // Two arms for one outcome and the like, which are errors in either.
      if (result.unsayable.some(({ why }) => why.includes("each key once")))
        return;
      const yaml = converted(fsm, "fsm", "yaml");
      const back = converted(yaml, "yaml", "fsm");
      expect(converted(back, "fsm", "yaml")).toBe(yaml);
    },
  );
});
