import { readFileSync } from "node:fs";
import { format } from "prettier";
import { describe, expect, test } from "vitest";
import { cstTypes } from "../../grammar/cst-types.ts";
import { ebnf } from "../../grammar/ebnf.ts";
import { tokenize } from "../../grammar/lexer.ts";
import { FsmParser } from "../../grammar/parser.ts";
import { WORDS } from "../../grammar/words.ts";
import { SourceFile } from "../../src/source/index.ts";
import { parseFsm } from "../../src/syntax/index.ts";

const inGrammar = (name: string): URL =>
  new URL(`../../grammar/${name}`, import.meta.url);
const read = (url: URL): string => readFileSync(url, "utf8");

// With Chevrotain's validation, which throws for ambiguities, left recursion and rules without an end.
const parser = new FsmParser(false);

describe("what follows from the parser is up to date", () => {
  test("the types of the syntax tree", async () => {
    const types = await format(cstTypes(parser), { parser: "typescript" });
    await expect(types).toMatchFileSnapshot("../../grammar/cst.ts");
  });

  test("the grammar in the reference", async () => {
    const sections = new Map(ebnf(parser));
    const text = read(inGrammar("REFERENCE.md")).replaceAll(
      /(<!-- grammar: (.+) -->\n)[^]*?(<!-- \/grammar -->)/g,
      (_, begin: string, section: string, end: string) => {
        const found = [...sections].find(([name]) => name === section);
        if (found === undefined) throw new Error(`no section ${section}`);
        sections.delete(found[0]);
        return `${begin}\n\`\`\`ebnf\n${found[1]}\n\`\`\`\n\n${end}`;
      },
    );
    expect([...sections.keys()]).toEqual([]);
    await expect(text).toMatchFileSnapshot("../../grammar/REFERENCE.md");
  });
});

test("the lazy lookahead reads what Chevrotain's own reads", () => {
  const text = read(new URL("everything.fsm", import.meta.url));
  const lazy = new FsmParser();
  const trees = [parser, lazy].map((each) => {
    each.load(text, tokenize(text).tokens);
    return each.start("file");
  });
  expect(lazy.failures()).toEqual([]);
  expect(trees[0]).toEqual(trees[1]);
});

describe("examples of the reference", () => {
  const examples = [
    ...read(inGrammar("REFERENCE.md")).matchAll(
      /^```fsm(?: in (\w+))?\n([^]*?)^```/gm,
    ),
  ].map(([, within = "a file", text = ""]) => ({ within, text }));

  test.each(examples)("in $within: $text", ({ within, text }) => {
    const whole =
      within === "state"
        ? `strategy Example { state IN {\n${text}} }`
        : within === "strategy"
          ? `strategy Example {\n${text}}`
          : text;
    const { diagnostics } = parseFsm(new SourceFile("a.fsm", whole, "fsm"));
    expect(diagnostics.map(({ message }) => message)).toEqual([]);
  });
});

test("the highlighting of editors knows every word", () => {
  const grammar = read(inGrammar("fsm.tmLanguage.json"));
  const missing = WORDS.filter(
    (word) => !new RegExp(`\\b${word}\\b`).test(grammar),
  );
  expect(missing).toEqual([]);
  const patterns = [
    ...grammar.matchAll(/"(?:match|begin|end)": "((?:[^"\\]|\\.)*)"/g),
  ].map(([, pattern = ""]) => pattern.replaceAll(/\\(.)/g, "$1"));
  expect(patterns.map((pattern) => RegExp(pattern))).not.toEqual([]);
});
