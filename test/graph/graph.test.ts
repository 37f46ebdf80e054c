import { assert, constantFrom, integer, property, string } from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  lostInComments,
  lostInDrawing,
  toDot,
  toMermaid,
  toPlantUml,
} from "../../src/graph/index.ts";
import { renderLosses } from "../../src/diagnostics/index.ts";
import { toScxml } from "../../src/interop/scxml/export/index.ts";
import { importMermaid } from "../../src/interop/mermaid/index.ts";
import { readXml } from "../../src/interop/scxml/xml/read.ts";
import { childrenOf, type Strategy } from "../../src/model/index.ts";
import { SourceFile } from "../../src/source/index.ts";
import { concrete, strategiesIn } from "../interop/mermaid/read.ts";
import { shapeOf } from "../interop/mermaid/shape.ts";
import { randomSpec } from "../support/random-spec.ts";
import { readDot } from "./dot-syntax.ts";

const folder = join(import.meta.dirname, "cases");
const cases = readdirSync(folder)
  .filter((file) => file.endsWith(".fsm"))
  .map((file) => basename(file, ".fsm"));

const formats = [
  ["mmd", toMermaid, lostInComments],
  ["dot", toDot, lostInDrawing],
  ["puml", toPlantUml, lostInDrawing],
  [
    "scxml",
    (strategy: Strategy) => toScxml(strategy).text,
    (strategy: Strategy) => toScxml(strategy).losses,
  ],
] as const;

describe.each(cases)("%s", (name) => {
  const text = readFileSync(join(folder, `${name}.fsm`), "utf8");
  const [strategy] = strategiesIn(text);
  if (strategy === undefined) throw new Error(`${name} has no strategy`);

  test.each(formats)("as %s", async (ending, draw, losses) => {
    const drawn = draw(strategy);
    const golden = join(folder, `${name}.${ending}`);
    await expect(drawn).toMatchFileSnapshot(golden);
    const lost = renderLosses(losses(strategy));
    await expect(lost).toMatchFileSnapshot(`${golden}.lost`);
  });

  test("mermaid's drawing is read back as the strategy", () => {
    const source = new SourceFile("a.mmd", toMermaid(strategy), "fsm");
    const { file, remarks } = importMermaid(source);
    expect(remarks).toEqual([]);
    const [again] = file === null ? [] : concrete(file);
    expect(again && shapeOf(again)).toEqual(shapeOf(strategy));
  });
});

test("DOT has a node or a cluster for each state, and arrows between them only", () => {
  assert(
    property(integer(), (seed) => {
      for (const strategy of strategiesIn(randomSpec(seed))) {
        const { nodes, edges, clusters } = readDot(toDot(strategy));
        const composites = strategy.states.filter(
          (state) => childrenOf(state).length > 0,
        );
        expect(clusters.size).toBe(composites.length);
        const others = strategy.states.filter(
          (state) => !composites.includes(state),
        );
        for (const { path } of others) expect(nodes).toContain(`"${path}"`);
        for (const end of edges.flat()) expect(nodes).toContain(end);
      }
    }),
    { numRuns: 20 },
  );
});

describe("texts of a spec never become part of the format", () => {
  const nasty = string({
    unit: constantFrom(
      ...Array.from(
        "\"'#<>;:{}[]()*/\\%-_|&=!~@$^`+.,? aE\t\u00e9\u2028\u{1f600}",
      ),
      "-->",
      "state A",
      " A --> B",
      "end note",
      "%%{",
      "}%%",
      "]]>",
      "<!--",
      "@enduml",
      "direction LR",
      "H*",
      "<br/>",
      "\\n",
      "&lt;",
      "#35;",
    ),
    maxLength: 12,
  });
  test("whatever documentation and strings hold", () => {
    assert(
      property(nasty, nasty, (doc, value) => {
        const line = doc.replaceAll(/[\n\r\u2028]/g, " ");
        const [strategy] = strategiesIn(`/// ${line}
      strategy Odd {
        trigger end(text: string)
        trigger note
        /// ${line}
        initial state state1 { on end when event.text == ${quoted(value)} -> Note }
        /// ${line}
        state Note {
          initial state choice { on note -> end_ }
          on note when ${quoted(value)} == "x" stay
        }
        final state end_
      }`);
        if (strategy === undefined) throw new Error("no strategy");
        const { file, remarks } = importMermaid(
          new SourceFile("a.mmd", toMermaid(strategy), "fsm"),
        );
        expect(remarks).toEqual([]);
        const [again] = file === null ? [] : concrete(file);
        expect(again?.states.map(({ path }) => path)).toEqual(
          strategy.states.map(({ path }) => path),
        );
        expect(again?.branches.map(({ text }) => text)).toEqual(
          strategy.branches.map(({ text }) => text),
        );
        readDot(toDot(strategy));
        const scxml = new SourceFile("a.scxml", toScxml(strategy).text, "fsm");
        expect(readXml(scxml).kind).toBe("read");
        for (const each of toPlantUml(strategy).split("\n"))
          expect(withoutCodePoints(each)).toMatch(PLANTUML_LINE);
      }),
      { numRuns: 200 },
    );
  });
});

/** What our drawings for PlantUML consist of. */
const PLANTUML_LINE =
  /^\s*(?:@startuml|@enduml|title \w+|hide empty description|skinparam state \{|(?:Background|Border)Color<<\w+>> #[0-9A-F]{6}|\}|--|state \w+ <<\w+>>|state "[^"]*" as \w+(?: <<\w+>>)?(?: \{)?|(?:\w+|\[\*\]) --> (?:\w+|\[\*\]|\w+\[H\*?\])(?: : [\p{L}\p{N} _.,=+?()«»-]*)?|\w+ : [\p{L}\p{N} _.,=+?()«»-]*|note right of \w+|end note|[\p{L}\p{N} _.,=+?()«»-]*)$/u;

function withoutCodePoints(line: string): string {
  return line.replaceAll(/<U\+[0-9A-F]{4,6}>/g, "");
}

function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u2028\t]/g,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
