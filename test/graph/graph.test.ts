import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { toDot, toMermaid } from "../../src/graph/index.ts";
import { build } from "../../src/model/build.ts";
import type { Strategy } from "../../src/model/index.ts";
import { SourceFile } from "../../src/source/index.ts";
import { parseFsm } from "../../src/syntax/index.ts";

const here = import.meta.dirname;
const formats = [
  ["mermaid", toMermaid, "nested.mmd"],
  ["dot", toDot, "nested.dot"],
] as const;

test.each(formats)("%s shows every shape", async (_format, draw, golden) => {
  const text = readFileSync(join(here, "nested.fsm"), "utf8");
  await expect(draw(strategyIn(text))).toMatchFileSnapshot(
    join(here, "golden", golden),
  );
});

describe("names and texts that the format would take for its own", () => {
  const strategy = strategyIn(`strategy Odd {
    trigger end
    trigger note
    initial state state1 { on end -> Note on note -> choice }
    state Note { on end when "</script>\\n\\"}" == "\u2028" -> choice }
    state choice { on end -> end_ }
    final state end_
  }`);

  test("in mermaid", () => {
    const lines = toMermaid(strategy).split("\n");
    const ids = lines.flatMap((line) =>
      Array.from(line.matchAll(/ as (\S+)$/g), ([, id]) => id),
    );
    expect(ids).toEqual(["s0_state1", "s1_Note", "s2_choice", "s3_end_"]);
    for (const line of lines) {
      const label = / : (.*)$/.exec(line)?.[1] ?? "";
      expect(label.replaceAll(/#\d+;/g, "")).not.toMatch(/[;:#<>{}"%\\]/);
    }
  });

  test("in DOT", () => {
    const dot = toDot(strategy);
    expect(withoutStrings(dot)).not.toMatch(/script|"/);
    expect(dot.match(/\{/g)?.length).toBeGreaterThan(0);
  });
});

/** The text with each DOT string replaced: what is left is only the language. */
function withoutStrings(dot: string): string {
  return dot.replaceAll(/"(?:[^"\\]|\\.)*"/g, "_");
}

function strategyIn(text: string): Strategy {
  const parsed = parseFsm(new SourceFile("nested.fsm", text, "fsm"));
  const { model, diagnostics } = build(parsed.file, {
    load: () => null,
    exists: () => false,
  });
  expect(
    [...parsed.diagnostics, ...diagnostics].map(({ message }) => message),
  ).toEqual([]);
  const [strategy] = model.strategies;
  if (strategy === undefined) throw new Error("no strategy");
  return strategy;
}
