import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { renderText, settle } from "../../src/diagnostics/index.ts";
import { SourceFile } from "../../src/source/index.ts";
import { parseFsm } from "../../src/syntax/index.ts";

const folder = new URL("../cases/syntax/", import.meta.url);
const cases = readdirSync(folder).filter((name) => name.endsWith(".fsm"));

describe("every mistake is told at its place, once, with its remedy", () => {
  test.each(cases)("%s", async (name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    const { diagnostics } = parseFsm(new SourceFile(name, text, "fsm"));
    await expect(renderText(settle(diagnostics))).toMatchFileSnapshot(
      `../cases/syntax/${name.replace(".fsm", ".txt")}`,
    );
  });

  test.each(cases)("%s, and what the fixes change is right then", (name) => {
    let text = readFileSync(new URL(name, folder), "utf8");
    for (let round = 0; round < 3; round += 1) text = withFixes(name, text);
    expect(withFixes(name, text)).toBe(text);
  });
});

function withFixes(name: string, text: string): string {
  const { diagnostics } = parseFsm(new SourceFile(name, text, "fsm"));
  return diagnostics
    .flatMap(({ fixes }) => fixes.slice(0, 1))
    .flatMap((fix) => fix.edits)
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce(
      (done, { span, text: instead }) =>
        done.slice(0, span.start) + instead + done.slice(span.end),
      text,
    );
}
