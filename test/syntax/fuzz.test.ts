import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tokenize } from "../../grammar/lexer.ts";
import { endOf, type Token } from "../../grammar/tokens.ts";
import { WORDS } from "../../grammar/words.ts";
import type { Diagnostic } from "../../src/diagnostics/index.ts";
import { SourceFile } from "../../src/source/index.ts";
import { parseFsm } from "../../src/syntax/index.ts";

const EVERYTHING = readFileSync(
  new URL("everything.fsm", import.meta.url),
  "utf8",
);

function problemsOf(text: string): readonly Diagnostic[] {
  const { diagnostics } = parseFsm(new SourceFile("a.fsm", text, "fsm"));
  for (const { span, message, why, help } of diagnostics) {
    expect(span.start).toBeGreaterThanOrEqual(0);
    expect(span.end).toBeGreaterThanOrEqual(span.start);
    expect(span.end).toBeLessThanOrEqual(text.length);
    expect([message, why, help]).not.toContain("");
    expect(`${message} ${help}`).not.toMatch(/something else|undefined|NaN/);
  }
  return diagnostics;
}

const codesOf = (text: string): readonly string[] =>
  problemsOf(text).map(({ code }) => code);

const guard = (expression: string): string =>
  `strategy A { guard g = ${expression} state B {} }`;

describe("whatever the text, an answer that points into it", () => {
  test("any characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        expect(problemsOf(text).length).toBeLessThan(501);
      }),
      { numRuns: 1000 },
    );
  });

  test("any words, signs and names", () => {
    const pieces = fc.constantFrom(
      ...WORDS,
      ..."{ } ( ) [ ] , : . -> ? ?. ?? = == < * - + @allow ; && => ! %".split(
        " ",
      ),
      ...'a B 1 5s 3% .5 1h30 "t" \'u\' " /// /* */ \n'.split(" "),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (words) => {
        const text = words.join(" ");
        const state = `strategy A { state B { ${text} } state C {} }`;
        for (const each of [text, `strategy A { ${text} }`, state])
          expect(problemsOf(each).length).toBeLessThan(501);
      }),
      { numRuns: 1000 },
    );
  });

  const tokens = tokenize(EVERYTHING).tokens;
  const cut = (from: number, to: number, instead: string): string =>
    EVERYTHING.slice(0, from) + instead + EVERYTHING.slice(to);
  const change = (
    edit: (token: Token, next: Token) => string,
  ): readonly string[] =>
    tokens.flatMap((token, index) => {
      const next = tokens[index + 1];
      return next === undefined ? [] : [edit(token, next)];
    });

  test.each([
    ["missing", change((a) => cut(a.startOffset, endOf(a), ""))],
    ["doubled", change((a) => cut(endOf(a), endOf(a), ` ${a.image}`))],
    [
      "swapped",
      change((a, b) => cut(a.startOffset, endOf(b), `${b.image} ${a.image}`)),
    ],
    ["the last", change((a) => EVERYTHING.slice(0, endOf(a)))],
    ["of another kind", change((a) => cut(a.startOffset, endOf(a), " 7 "))],
  ])("any token %s", (_, texts) => {
    for (const text of texts) {
      const found = problemsOf(text);
      expect(found.length).toBeLessThan(8);
    }
  });
});

describe("a text that is none", () => {
  test.each([
    ["NUL", "strategy A {\0}"],
    ["a control character", "strategy A {\u0007}"],
    ["bytes that were no UTF-8", "strategy \ufffd {}"],
    ["what turns the line around", "strategy A { // \u202e }\n}"],
  ])("%s", (_, text) => {
    expect(codesOf(text)).toEqual(["FSM101"]);
  });

  test("one that is too long", () => {
    expect(codesOf(" ".repeat(4_000_001))).toEqual(["FSM114"]);
  });

  test("one with nothing but mistakes stops being read", () => {
    expect(codesOf("strategy ".repeat(100_000)).length).toBeLessThan(501);
    expect(codesOf("{ ".repeat(100_000)).length).toBeLessThan(501);
    expect(codesOf("} ".repeat(100_000)).length).toBeLessThan(501);
    expect(codesOf("; ".repeat(100_000)).length).toBeLessThan(501);
    expect(codesOf("state A { ".repeat(100_000)).length).toBeLessThan(501);
  });
});

describe("a text that lies too deep", () => {
  const levels = 100_000;
  test.each([
    ["parentheses", guard("(".repeat(levels) + "a" + ")".repeat(levels))],
    ["lists", guard("[".repeat(levels) + "]".repeat(levels))],
    ["calls", guard("f(".repeat(levels) + ")".repeat(levels))],
    ["records", guard("{a:".repeat(levels) + "1" + "}".repeat(levels))],
    ["choices", guard("a ? b : ".repeat(levels) + "c")],
    ["negations", guard("not ".repeat(levels) + "a")],
    ["sums", guard("a + ".repeat(levels) + "a")],
    ["members", guard("a" + ".b".repeat(levels))],
    [
      "states",
      `strategy A { ${"state B { ".repeat(levels)} ${"} ".repeat(levels)} }`,
    ],
  ])("%s", (_, text) => {
    const codes = codesOf(text);
    expect(codes).toContain("FSM114");
    expect(codes.length).toBeLessThan(501);
  });

  test("as deep as is allowed it is read", () => {
    const inner = "(".repeat(190) + "a" + ")".repeat(190);
    expect(codesOf(guard(inner))).toEqual([]);
    const states = "state B { ".repeat(60) + "} ".repeat(60);
    expect(codesOf(`strategy A { ${states} }`)).toEqual([]);
  });
});
