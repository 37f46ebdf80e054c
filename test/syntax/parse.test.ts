import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { textOf, SourceFile } from "../../src/source/index.ts";
import {
  parseFragment,
  parseFsm,
  type Expression,
  type FragmentKind,
} from "../../src/syntax/index.ts";
import { printFile } from "../../src/format/index.ts";
import { meaningOf } from "../support/meaning.ts";

const EVERYTHING = readFileSync(
  new URL("everything.fsm", import.meta.url),
  "utf8",
);

function parse(text: string) {
  return parseFsm(new SourceFile("a.fsm", text, "fsm"));
}

function fragment<Kind extends FragmentKind>(kind: Kind, text: string) {
  const source = new SourceFile("a.yaml", text, "yaml");
  return parseFragment(kind, text, { source, offsetAt: (index) => index });
}

function valueOf(text: string): Expression {
  const { value, diagnostics } = fragment("expression", text);
  expect(diagnostics.map(({ message }) => message)).toEqual([]);
  if (value === null) throw new Error(`${text} has no value`);
  return value;
}

test("every construct is read, and printed in its canonical form", async () => {
  const { file, diagnostics } = parse(EVERYTHING);
  expect(diagnostics).toEqual([]);
  await expect(printFile(file)).toMatchFileSnapshot("everything.printed.fsm");
});

test.each([
  ["line breaks of Windows", EVERYTHING.replaceAll("\n", "\r\n")],
  ["a byte order mark", `\ufeff${EVERYTHING}`],
  [
    "no line breaks",
    EVERYTHING.replaceAll(/\/\/\/.*\n/g, "").replaceAll(/\s+/g, " "),
  ],
])("%s mean nothing", (_, text) => {
  const withoutDocs = EVERYTHING.replaceAll(/\/\/\/.*\n/g, "");
  const as = text.includes("///") ? EVERYTHING : withoutDocs;
  expect(parse(text).diagnostics).toEqual([]);
  expect(meaningOf(parse(text).file)).toEqual(meaningOf(parse(as).file));
});

describe("numbers", () => {
  test.each([
    ["1_000", 1000],
    ["1e-4", 0.0001],
    ["0.07%", 0.0007],
    ["25bps", 0.0025],
    ["1.5e1%", 0.15],
  ])("%s is %d", (text, value) => {
    expect(valueOf(text)).toMatchObject({ kind: "number", value });
  });

  test.each([
    ["250ms", 250],
    ["1.005s", 1005],
    ["1h30m", 5_400_000],
    ["1.5h", 5_400_000],
    ["21d", 1_814_400_000],
    ["2m500ms", 120_500],
  ])("%s are %d ms", (text, milliseconds) => {
    expect(valueOf(text)).toMatchObject({ kind: "duration", milliseconds });
  });

  test.each([
    ["1h30", "write `1h30m`"],
    ["2d4", "write `2d4h`"],
    ["5 %", "write `5%`"],
    ["5 minutes", "write `5m`"],
    [".5", "write `0.5`"],
    ["5.", "write `5`"],
    ["1__000", "write `1000`"],
    ["10S", "write `10s`"],
    ["5hours", "write `5h`"],
  ])("%s is none: %s", (text, help) => {
    const { diagnostics } = fragment("expression", text);
    expect(diagnostics.map((each) => each.code)).toEqual(["FSM101"]);
    expect(diagnostics[0]?.help).toBe(help);
  });
});

describe("expressions", () => {
  test.each([
    ["a or b and c", "a or (b and c)"],
    ["not a == b and c", "(not (a == b)) and c"],
    ["a - b - c * -d mod e", "(a - b) - ((c * (-d)) mod e)"],
    ["a ?? b ?? c", "(a ?? b) ?? c"],
    ["a or b ? c : d ? e : f", "(a or b) ? c : (d ? e : f)"],
    ["-a?.b[c].d(0) + 1".replace("(0)", ""), "(-(((a?.b)[c]).d)) + 1"],
    ["a + b > c - d", "(a + b) > (c - d)"],
    ["a ?1 : 2", "(a) ? (1) : (2)"],
  ])("%s is %s", (text, grouped) => {
    expect(meaningOf(valueOf(text))).toEqual(meaningOf(valueOf(grouped)));
  });

  test("`?.` before a digit is the `?` of a choice", () => {
    const { value, diagnostics } = fragment("expression", "a ?.5 : 1");
    expect(value?.kind).toBe("conditional");
    expect(diagnostics.map(({ help }) => help)).toEqual(["write `0.5`"]);
  });

  test("words of the language name fields, params and members", () => {
    expect(valueOf("timeout + event.on.state")).toMatchObject({
      left: { kind: "name", name: "timeout" },
      right: { name: { text: "state" }, object: { name: { text: "on" } } },
    });
  });

  test("an expression marks its own text, with its parentheses", () => {
    const text = "(a + b) * c";
    const product = valueOf(text);
    if (product.kind !== "binary") throw new Error("not a product");
    expect(textOf(product.span)).toBe(text);
    expect(textOf(product.left.span)).toBe("(a + b)");
  });
});

test("a fragment marks the places of the text that it came from", () => {
  const source = new SourceFile("a.yaml", 'when: "a \\u0026 bb"', "yaml");
  const offsets = [7, 8, 9, 15, 16, 17, 18];
  const { diagnostics } = parseFragment("expression", "a & bb", {
    source,
    offsetAt: (index) => offsets[index] ?? 0,
  });
  expect(diagnostics.map(({ span }) => textOf(span))).toEqual(["\\u0026"]);
});

test("names in what was not understood are told, so that nobody misses them", () => {
  const { file, unread } = parse(
    "strategy A {\n  trigger FOO(a: )\n  guard g = + baz\n  trigger OK\n}",
  );
  expect(file.strategies[0]?.members.map((each) => each.kind)).toEqual([
    "trigger",
    "trigger",
  ]);
  expect([...unread]).toEqual(["a", "g", "baz"]);
});

test("comments document what follows them", () => {
  const { file } = parse(`
    /// one
    /// two
    @allow(trap, "three")
    strategy A {
      //// none
      context {
        /// a field
        a: number
      }
      /// a state
      final state B
    }`);
  const [strategy] = file.strategies;
  expect(strategy?.doc).toBe("one\ntwo");
  expect(strategy?.members.map(({ doc }) => doc)).toEqual([
    "a field",
    "a state",
  ]);
});

const examples = resolve(
  process.env["FSMC_EXAMPLES"] ?? "../shared/examples",
  "emitted/specs",
);
const hasExamples = existsSync(examples);
if (!hasExamples)
  console.warn(`skipped: no example specs in ${examples} (FSMC_EXAMPLES)`);

test.skipIf(!hasExamples).each(["legs.fsm", "lifecycle-flat.fsm"])(
  "the example %s is read, and means the same when printed",
  (name) => {
    const { file, diagnostics } = parse(
      readFileSync(resolve(examples, name), "utf8"),
    );
    expect(diagnostics).toEqual([]);
    expect(meaningOf(parse(printFile(file)).file)).toEqual(meaningOf(file));
  },
);
