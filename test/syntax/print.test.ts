import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SourceFile } from "../../src/source/index.ts";
import {
  parseFragment,
  parseFsm,
  printExpression,
  printTail,
} from "../../src/syntax/index.ts";
import { printFile } from "../../src/format/index.ts";
import { arbitrarySpecFile, arbitraryTail } from "../support/arbitrary-ast.ts";
import { arbitraryExpression } from "../support/arbitrary-expression.ts";
import { meaningOf } from "../support/meaning.ts";

function parsed(text: string) {
  const { file, diagnostics } = parseFsm(new SourceFile("a.fsm", text, "fsm"));
  return { file, said: diagnostics.map(({ message }) => message) };
}

function fragment(kind: "expression" | "tail", text: string) {
  const source = new SourceFile("a.yaml", text, "yaml");
  return parseFragment(kind, text, { source, offsetAt: (index) => index });
}

describe("what is printed reads as what it was", () => {
  test("expressions", () => {
    fc.assert(
      fc.property(arbitraryExpression, (expression) => {
        const { value, diagnostics } = fragment(
          "expression",
          printExpression(expression),
        );
        expect(diagnostics).toEqual([]);
        expect(meaningOf(value)).toEqual(meaningOf(expression));
      }),
      { numRuns: 2000 },
    );
  });

  test("tails, on one line", () => {
    fc.assert(
      fc.property(arbitraryTail, (tail) => {
        const text = printTail(tail);
        const { value, diagnostics } = fragment("tail", text);
        expect(text).not.toContain("\n");
        expect(diagnostics).toEqual([]);
        expect(meaningOf(value)).toEqual(meaningOf(tail));
      }),
      { numRuns: 500 },
    );
  });

  test("whole files, and printing them again changes nothing", () => {
    fc.assert(
      fc.property(arbitrarySpecFile, (spec) => {
        const text = printFile(spec);
        const { file, said } = parsed(text);
        expect(said).toEqual([]);
        expect(meaningOf(file)).toEqual(meaningOf(spec));
        expect(printFile(file)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});
