import * as fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { SourceFile } from "../../src/source/index.ts";
import { parseYaml } from "../../src/syntax/from-yaml.ts";

const folder = new URL("./pairs/", import.meta.url);
const seeds = readdirSync(folder)
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => readFileSync(new URL(name, folder), "utf8"));

/** Reads it, and holds what is promised of any text whatever. */
function read(text: string): readonly string[] {
  const source = new SourceFile("a.yaml", text, "yaml");
  const { file, diagnostics } = parseYaml(source);
  for (const { span, message, why, help } of diagnostics) {
    expect(span.file).toBe(source);
    expect(span.start).toBeGreaterThanOrEqual(0);
    expect(span.end).toBeGreaterThanOrEqual(span.start);
    expect(span.end).toBeLessThanOrEqual(text.length);
    expect(Math.min(message.length, why.length, help.length)).toBeGreaterThan(
      0,
    );
  }
  expect(file.source).toBe(source);
  return diagnostics.map((each) => each.code);
}

const scrap = fc.oneof(
  fc.constantFrom(
    ...Array.from("{}[]:,-#&*!|>'\"%@`\t\n\r ?"),
    "\n  ",
    "---\n",
    "<<: ",
    "&a ",
    "*a",
    "!t ",
    "__proto__: ",
    "constructor: {}",
    "-> X",
    "null",
    "true: ",
    "states:",
    "run: ",
    "\u0000",
    "\ufeff",
    "\ud800",
    "1h30",
    ".5",
  ),
  fc.string({ maxLength: 6, unit: "binary" }),
);

test("a damaged text is reported, never thrown over", () => {
  let reported = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...seeds),
      fc.array(
        fc.record({
          at: fc.double({ min: 0, max: 1, noNaN: true }),
          remove: fc.nat(12),
          insert: scrap,
        }),
        { minLength: 1, maxLength: 6 },
      ),
      (seed, changes) => {
        let text = seed;
        for (const { at, remove, insert } of changes) {
          const place = Math.floor(at * text.length);
          text = text.slice(0, place) + insert + text.slice(place + remove);
        }
        if (read(text).length > 0) reported += 1;
      },
    ),
    { numRuns: 500 },
  );
  expect(reported).toBeGreaterThan(100);
});

test("scraps of YAML are reported, never thrown over", () => {
  let reported = 0;
  fc.assert(
    fc.property(fc.array(scrap, { maxLength: 30 }), (scraps) => {
      if (read(scraps.join("")).length > 0) reported += 1;
      read(`strategy: S\nstates: ${scraps.join("")}`);
    }),
    { numRuns: 1500 },
  );
  expect(reported).toBeGreaterThan(100);
});

const MANY = 40_000;
const bomb = [
  "strategy: S",
  "a0: &a0 [x, x, x, x, x, x, x, x, x, x]",
  ...Array.from({ length: 12 }, (_, i) => {
    const ten = Array.from({ length: 10 }, () => `*a${i}`).join(", ");
    return `a${i + 1}: &a${i + 1} [${ten}]`;
  }),
].join("\n");
const merged = [
  "strategy: S",
  `a: &a { ${Array.from({ length: 3000 }, (_, i) => `k${i}: 1`).join(", ")} }`,
  ...Array.from({ length: 3000 }, (_, i) => `b${i}: { <<: *a }`),
].join("\n");
const nestedStates = (levels: number): string =>
  Array.from(
    { length: levels },
    (_, i) => `${"  ".repeat(i)}states:\n${"  ".repeat(i)} S${i}:`,
  ).join("\n");

test.each([
  ["lists in lists", "[".repeat(MANY)],
  ["dashes on one line", "- ".repeat(MANY)],
  ["mappings in mappings", "{a: ".repeat(MANY)],
  ["questions", "? ".repeat(MANY)],
  ["aliases to aliases", bomb],
  ["merges", merged],
  ["an alias in itself", "strategy: S\nstates: &a { A: *a }"],
  ["a thousand states in each other", nestedStates(1000)],
  ["a huge file", `# ${"x".repeat(2_000_000)}`],
])("%s: FSM114, once", (_, text) => {
  expect(read(text).filter((code) => code === "FSM114")).toEqual(["FSM114"]);
});

test("deep inside of the limit is read", () => {
  expect(read(`strategy: S\n${nestedStates(60)}`)).toEqual([]);
});

test("keys that JavaScript objects have are ordinary unknown keys", () => {
  const text =
    "strategy: S\n__proto__: { states: 1 }\nconstructor: x\ntoString: y";
  expect(read(text)).toEqual(["FSM102", "FSM102", "FSM102"]);
});
