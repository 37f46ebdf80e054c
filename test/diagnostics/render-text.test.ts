import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import {
  renderDiagnostic,
  renderText,
  settle,
  type Diagnostic,
} from "../../src/diagnostics/index.ts";
import { diagnosticAt, marked } from "./marked.ts";

/** One golden a layout: `golden/<name>.txt`. */
async function expectGolden(name: string, rendered: string): Promise<void> {
  await expect(rendered).toMatchFileSnapshot(`golden/${name}.txt`);
}

/** Marked stretches are the primary one, unless `primary` says another, and related ones called `first`, `second`, … */
function layout(path: string, text: string, primary = 0): Diagnostic {
  const { spans } = marked(path, text);
  const names = ["first", "second", "third"];
  const span = spans[primary];
  if (span === undefined) throw new Error("nothing is marked");
  return diagnosticAt(span, {
    label: "never taken",
    related: spans
      .filter((each) => each !== span)
      .map((each, index) => ({ span: each, message: names[index] ?? "more" })),
  });
}

const layouts: readonly (readonly [string, Diagnostic])[] = [
  [
    "gap-between-lines",
    layout(
      "a.fsm",
      `${"\n".repeat(8)}  state A {\n    «on» T -> B\n\n\n    «on» T -> C\n  }\n`,
      1,
    ),
  ],
  [
    "neighbouring-lines",
    layout("a.fsm", "state A {\n  «on» T -> B\n  «on» T -> C\n}\n", 1),
  ],
  [
    "several-on-one-line",
    layout("a.fsm", "state «A» { «on» T -> B «on» T -> C }\n", 2),
  ],
  ["one-within-another", layout("a.fsm", "state A { «on «T» -> B» }\n", 1)],
  ["tabs", layout("a.fsm", "state A {\n\t«on» T\t-> B\n\tx\t«on» T\n}\n", 1)],
  ["carriage-returns", layout("a.fsm", "a\r\n  «on» T\r\nb\r  «on» U\r\n", 1)],
  [
    "wide-characters",
    layout("a.fsm", '  «on» T when name == "数量" «set» x = "👩‍👩‍👧é" «-> B»\n', 2),
  ],
  ["end-of-file", layout("a.fsm", "strategy A {\n  state B {\n«»")],
  ["end-of-file-in-a-line", layout("a.fsm", "strategy A {«»")],
  ["empty-file", layout("a.fsm", "«»")],
  [
    "yaml",
    layout(
      "a.yaml",
      "states:\n  A:\n    on:\n      T: [«{ to: B }», «{ to: C }»]\n",
      1,
    ),
  ],
  ["over-several-lines", layout("a.fsm", "«run f() {\n  done -> A\n}»\n")],
  [
    "a-line-too-long",
    layout(
      "a.yaml",
      `a: ${"x".repeat(300)} «on» ${"y".repeat(40)} «on» ${"z".repeat(500)}\n`,
      1,
    ),
  ],
  [
    "what-a-terminal-would-obey",
    layout("a\u001b[2J.fsm", "  «on» \u001b[31mT \u202e-> \u0007«B»\n"),
  ],
  [
    "another-file",
    diagnosticAt(
      marked("a.fsm", `${"\n".repeat(11)}«on» T`).spans[0] ?? fail(),
      {
        related: [
          {
            span: marked("lib/b.fsm", "\n  «on» T").spans[0] ?? fail(),
            message: "declared here",
          },
        ],
        path: [
          { from: "A", on: "T", to: "B" },
          { from: "B", on: "always", to: "C" },
          { from: "D", on: "after 5s", to: "A" },
        ],
      },
    ),
  ],
];

function fail(): never {
  throw new Error("nothing is marked");
}

test.each(layouts)("layout: %s", async (name, diagnostic) => {
  await expectGolden(name, renderDiagnostic(diagnostic));
});

test("prose wraps at the width of the terminal, source is cut there", async () => {
  const diagnostic =
    layouts.find(([name]) => name === "a-line-too-long")?.[1] ?? fail();
  const rendered = renderDiagnostic(
    {
      ...diagnostic,
      why: "what this one was meant to do, in a state where it may matter, never happens",
    },
    { width: 60 },
  );
  for (const line of rendered.split("\n"))
    expect(line.length).toBeLessThanOrEqual(60);
  await expectGolden("narrow-terminal", rendered);
});

test("colour changes nothing but colour", () => {
  for (const [, diagnostic] of layouts) {
    const colourful = renderDiagnostic(diagnostic, { colour: true });
    const plain = stripVTControlCharacters(colourful);
    expect(plain).toBe(renderDiagnostic(diagnostic));
    expect(colourful).not.toBe(plain);
  }
});

test("several are told apart by a line, and counted at the end; information is for --verbose", async () => {
  const { spans } = marked("a.fsm", "«on» T\n«on» U\n«on» V\n");
  const [first, second, third] = spans.map((span) => diagnosticAt(span));
  if (!first || !second || !third) throw new Error("three are marked");
  const settled = settle([
    first,
    { ...second, severity: "warning" },
    { ...third, severity: "info" },
  ]);
  await expectGolden("several", renderText(settled));
  await expectGolden("several-verbose", renderText(settled, { verbose: true }));
  expect(renderText(settle([]))).toBe("");
});
