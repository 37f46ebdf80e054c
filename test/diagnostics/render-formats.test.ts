/** What other programs are given: SARIF, GitHub's workflow commands, JUnit's XML. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parseXml, XmlElement } from "@rgrove/parse-xml";
import { Ajv } from "ajv";
import fc from "fast-check";
import { expect, test } from "vitest";
import { at, settle, type Settled } from "../../src/diagnostics/index.ts";
import { renderGithub } from "../../src/diagnostics/render/github.ts";
import { renderJunit } from "../../src/diagnostics/render/junit.ts";
import { renderSarif } from "../../src/diagnostics/render/sarif.ts";
import { diagnosticAt, marked } from "./marked.ts";

const FILES = ["a: 100%, b.fsm", "desk/β.yaml", "clean.fsm"];

/** Everything at once: CRLF, wide characters, several lines, YAML, a path, a fix, another file, a warning. */
function everything(): Settled {
  const fsm = marked(
    "a: 100%, b.fsm",
    '😀 «on» T\r\n\r\n  «run buy() {\r\n    done -> "数量"\r\n  }»\r\n',
  );
  const yaml = marked(
    "desk/β.yaml",
    "states:\n  A:\n    on: { T: «-> B» }\n«»",
  );
  const [on, run] = fsm.spans;
  const [arrow, end] = yaml.spans;
  if (!on || !run || !arrow || !end) throw new Error("four are marked");
  return settle([
    diagnosticAt(on, { label: "never: taken, 100%" }),
    diagnosticAt(run, {
      related: [
        { span: on, message: "first, always" },
        { span: arrow, message: "in <another> file" },
      ],
      path: [
        { from: "A", on: "T", to: "B" },
        { from: "B", on: "after 5s", to: "数量" },
      ],
      fixes: [
        {
          title: "remove & replace",
          edits: [
            { span: { ...run, end: run.start }, text: "// ]]>\r\n" },
            { span: arrow, text: "" },
          ],
        },
      ],
    }),
    at(
      { span: arrow },
      {
        rule: "stuck-in-error",
        message: 'nothing\nleads "out" of <A> & \u0007\u001b[31m\ud800 %0A',
        why: "",
        help: "",
      },
    ),
    { ...diagnosticAt(end), severity: "info" },
  ]);
}

const RENDERERS = {
  sarif: (settled: Settled) => renderSarif(settled, FILES, "1.2.3"),
  github: (settled: Settled) => renderGithub(settled, true),
  "junit.xml": (settled: Settled) => renderJunit(settled, FILES, true),
} as const satisfies Readonly<Record<string, (settled: Settled) => string>>;

test.each(Object.entries(RENDERERS))("golden: %s", async (name, render) => {
  await expect(render(everything())).toMatchFileSnapshot(
    join(import.meta.dirname, "golden", `everything.${name}`),
  );
});

/** The schema that OASIS publishes, as the package `schemastore` has it. */
const published: unknown = JSON.parse(
  readFileSync(
    createRequire(import.meta.url).resolve(
      "schemastore/schemas/json/sarif-2.1.0.json",
    ),
    "utf8",
  ),
);
const isSarif = new Ajv({
  allErrors: true,
  strict: false,
  validateFormats: false,
  // One of its patterns is none by the rules of `u`.
  unicodeRegExp: false,
}).compile(schemaIn(published));

function schemaIn(value: unknown): object {
  if (typeof value !== "object" || value === null)
    throw new Error("the published schema is no object");
  return value;
}

test("a SARIF log fits the standard, with findings and without", () => {
  for (const settled of [everything(), settle([])]) {
    expect(isSarif(JSON.parse(RENDERERS.sarif(settled)))).toBe(true);
    expect(isSarif.errors).toBeNull();
  }
});

test("information is for whoever asks for it", () => {
  expect(renderGithub(everything(), false)).not.toContain("::notice");
  const quiet = renderJunit(everything(), FILES, false);
  expect(quiet).toContain('tests="4" failures="2"');
});

/** Messages and names that hold whatever text can. */
const findings = fc
  .record({
    path: fc.string({ unit: "grapheme", minLength: 1 }),
    text: fc.string({ unit: "binary", minLength: 1 }),
    message: fc.string({ unit: "binary" }),
    why: fc.string({ unit: "binary" }),
  })
  .map(({ path, text, message, why }) => {
    const { file } = marked(path, text);
    const span = { file, start: 0, end: file.text.length };
    const finding = { rule: "trap", message, why, help: "h" } as const;
    return { path, settled: settle([at({ span }, finding)]) };
  });

test("whatever they hold, there is one command a line, and it names the file", () => {
  fc.assert(
    fc.property(findings, ({ path, settled }) => {
      const lines = renderGithub(settled, true).split(/\r\n|\r|\n/);
      expect(lines).toHaveLength(2);
      const found = /^::error file=([^,:]*),/.exec(lines[0] ?? "");
      const name = (found?.[1] ?? "")
        .replaceAll("%2C", ",")
        .replaceAll("%3A", ":")
        .replaceAll("%0A", "\n")
        .replaceAll("%0D", "\r")
        .replaceAll("%25", "%");
      expect(name).toBe(path);
    }),
  );
});

test("whatever they hold, JUnit's report is XML, with the file's name", () => {
  fc.assert(
    fc.property(findings, ({ path, settled }) => {
      const { root } = parseXml(renderJunit(settled, [path], true));
      const suites = (root?.children ?? []).filter(
        (each) => each instanceof XmlElement,
      );
      expect(suites.map(({ attributes }) => attributes["tests"])).toEqual([
        "1",
      ]);
      expect(suites[0]?.attributes["name"]).toBe(path);
    }),
  );
});

test("whatever they hold, a SARIF log fits the standard", () => {
  fc.assert(
    fc.property(findings, ({ path, settled }) => {
      const log: unknown = JSON.parse(renderSarif(settled, [path], "1.2.3"));
      expect(isSarif(log)).toBe(true);
    }),
  );
});
