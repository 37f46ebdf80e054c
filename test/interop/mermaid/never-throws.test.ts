import {
  array,
  assert,
  constantFrom,
  integer,
  oneof,
  property,
  string,
} from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { importMermaid } from "../../../src/interop/mermaid/index.ts";
import type { Imported } from "../../../src/interop/index.ts";
import { SourceFile } from "../../../src/source/index.ts";
import { randomDiagram } from "./random-diagram.ts";
import { concrete } from "./read.ts";

const folder = join(import.meta.dirname, "cases");
const diagrams = readdirSync(folder)
  .filter((file) => file.endsWith(".mmd"))
  .map((file) => readFileSync(join(folder, file), "utf8"));

/** What is wrong with an import: it is refused without a reason or a place, or makes a spec that means nothing. */
function faultOf(text: string): string | null {
  const { file, remarks }: Imported = importMermaid(
    new SourceFile("a.mmd", text, "fsm"),
  );
  for (const { span, message, why } of remarks) {
    if (message === "" || why === "") return "a remark says nothing";
    if (span.start > text.length) return "a remark lies behind the text";
  }
  if (file === null)
    return remarks.some(({ kind }) => kind === "error")
      ? null
      : "it is refused without a reason";
  concrete(file);
  return null;
}

const lines = constantFrom(
  ...diagrams.flatMap((text) => text.split("\n").slice(1)),
  "}",
  "--",
  "[*] --> [*]",
  "A --> [*] : [else] / x",
  "state [*] {",
  "state A <<end>>",
  "A --> A",
  "A : entry / ",
  "A : do /x y",
  "[H] --> A",
  "A --> B[H*]",
  "A --> B : on X do a stay",
  'A --> B : after 5s when n > 3 and m == "x"',
  "A --> B : [n > 3 and event.y < n]",
  "A --> B : E [event.y < n] / n = event.y; m := m + 1ms",
  'A --> B : E, F [n == "s"]',
);

test("diagrams of shuffled lines are refused or read", () => {
  assert(
    property(array(lines, { maxLength: 14 }), (all) => {
      expect(faultOf(["stateDiagram-v2", ...all].join("\n"))).toBeNull();
    }),
    { numRuns: 400 },
  );
});

test("diagrams with anything in between are refused or read", () => {
  const anything = oneof(
    string({ unit: constantFrom(...Array.from('{}[]*-->:;#%"\n <>stanoeH')) }),
    string(),
  );
  assert(
    property(
      constantFrom(...diagrams),
      integer({ min: 0, max: 1_000 }),
      integer({ min: 0, max: 30 }),
      anything,
      (text, share, removed, added) => {
        const at = Math.floor((share / 1_000) * text.length);
        const changed = text.slice(0, at) + added + text.slice(at + removed);
        expect(faultOf(changed)).toBeNull();
      },
    ),
    { numRuns: 400 },
  );
});

test("diagrams without mistakes of form are refused or read", () => {
  assert(
    property(integer(), (seed) => {
      expect(faultOf(randomDiagram(seed))).toBeNull();
    }),
    { numRuns: 400 },
  );
});

test("an enormous diagram is read, a nested one refused", () => {
  const states = Array.from(
    { length: 3_000 },
    (_, i) => `S${i} --> S${i + 1} : E${i}`,
  );
  expect(
    faultOf(["stateDiagram-v2", "[*] --> S0", ...states].join("\n")),
  ).toBeNull();
  expect(
    faultOf(`stateDiagram-v2\n${"state A {\n".repeat(20_000)}`),
  ).toBeNull();
  const nested = Array.from({ length: 300 }, (_, i) => `state A${i} {`);
  expect(
    faultOf(["stateDiagram-v2", ...nested, "}".repeat(300)].join("\n")),
  ).toBeNull();
  expect(faultOf("x".repeat(5_000_000))).toBeNull();
});
