import { expect, test } from "vitest";
import { renderJson, settle } from "../../src/diagnostics/index.ts";
import { diagnosticAt, marked } from "./marked.ts";

test("everything that programs need, with lines and columns from 1 in UTF-16 code units", () => {
  const { spans } = marked("a.fsm", "😀\r\n  «on» T -> B\r\n\t«on» T -> C\r\n");
  const [first, second] = spans;
  if (!first || !second) throw new Error("two are marked");
  const end = { ...second, start: second.end };
  const diagnostic = diagnosticAt(second, {
    label: "for people only",
    related: [{ span: first, message: "always taken first" }],
    path: [{ from: "A", on: "T", to: "B" }],
    fixes: [{ title: "remove it", edits: [{ span: end, text: "x" }] }],
  });
  const rendered = renderJson(settle([diagnostic]), ["a.fsm", "b.fsm"]);
  expect(rendered.endsWith("}\n")).toBe(true);
  const range = {
    start: { line: 3, column: 2, offset: 18 },
    end: { line: 3, column: 4, offset: 20 },
  };
  expect(JSON.parse(rendered)).toEqual({
    version: 1,
    files: ["a.fsm", "b.fsm"],
    diagnostics: [
      {
        code: "FSM205",
        rule: "shadowed-transition",
        severity: "error",
        message: "this can never be taken",
        file: "a.fsm",
        range,
        related: [
          {
            message: "always taken first",
            file: "a.fsm",
            range: {
              start: { line: 2, column: 3, offset: 6 },
              end: { line: 2, column: 5, offset: 8 },
            },
          },
        ],
        path: [{ from: "A", on: "T", to: "B" }],
        why: "something else comes first",
        help: "change their order",
        fixes: [
          {
            title: "remove it",
            edits: [{ range: { start: range.end, end: range.end }, text: "x" }],
          },
        ],
      },
    ],
    summary: { errors: 1, warnings: 0, infos: 0 },
  });
});
