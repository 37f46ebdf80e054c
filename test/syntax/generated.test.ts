import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { tokenize } from "../../grammar/lexer.ts";
import { FsmParser } from "../../grammar/parser.ts";
import { WORDS } from "../../grammar/words.ts";
import { grammarFiles } from "../../scripts/generate/grammar-files.ts";
import { SourceFile } from "../../src/source/index.ts";
import { parseFsm } from "../../src/syntax/index.ts";

const inGrammar = (name: string): URL =>
  new URL(`../../grammar/${name}`, import.meta.url);
const read = (url: URL): string => readFileSync(url, "utf8");

// With Chevrotain's validation, which throws for ambiguities, left recursion and rules without an end.
const parser = new FsmParser(false);

test.each(await grammarFiles())(
  "$name follows from the grammar (`npm run generate` writes it)",
  ({ name, text }) => {
    expect(read(inGrammar(name))).toBe(text);
  },
);

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
