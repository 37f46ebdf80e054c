import { describe, expect, test } from "vitest";
import {
  at,
  MOST_SHOWN,
  parseRuleSetting,
  renderText,
  settle,
  type Allowance,
  type Diagnostic,
  type RuleName,
  type Setting,
} from "../../src/diagnostics/index.ts";
import type { Span } from "../../src/source/index.ts";
import { marked } from "./marked.ts";

function found(rule: RuleName, span: Span, message = rule): Diagnostic {
  return at({ span }, { rule, message, why: "because", help: "mend it" });
}

function spansIn(text: string, path = "a.fsm"): readonly Span[] {
  return marked(path, text).spans;
}

function told(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(
    ({ severity, message, span }) =>
      `${severity} ${span.file.path}:${span.start} ${message}`,
  );
}

describe("order, duplicates, number", () => {
  test("by file and place, each once, though every heir of a text repeats what is wrong with it", () => {
    const [a1, a2] = spansIn("«x» «y»");
    const [b1] = spansIn("«x»", "b.fsm");
    const [again] = spansIn("«x» «y»");
    if (!a1 || !a2 || !b1 || !again) throw new Error("marks");
    const settled = settle([
      found("unused", b1),
      found("trap", a2),
      found("unused", a1),
      found("trap", a1),
      found("unused", again),
    ]);
    expect(told(settled.diagnostics)).toEqual([
      "error a.fsm:0 trap",
      "warning a.fsm:0 unused",
      "error a.fsm:2 trap",
      "warning b.fsm:0 unused",
    ]);
    expect(settled.summary).toEqual({ errors: 2, warnings: 2, infos: 0 });
  });

  test("a hundred are shown, errors before warnings, and the rest is counted", () => {
    const spans = spansIn("«x»".repeat(150));
    const many = spans.map((span, index) =>
      found(index < 70 ? "unused" : "trap", span),
    );
    const settled = settle(many);
    expect(settled.diagnostics).toHaveLength(MOST_SHOWN);
    expect(settled.summary).toEqual({ errors: 80, warnings: 70, infos: 0 });
    expect(settled.omitted).toEqual({ errors: 0, warnings: 50, infos: 0 });
    expect(renderText(settled)).toMatch(
      /\n80 errors, 70 warnings; 50 of them not shown\n$/,
    );
  });
});

describe("@allow", () => {
  const text = "@allow «state A { «run» f() }» «run»";
  const [covered, inside, outside] = spansIn(text);
  const [annotation] = spansIn("«@allow» state A { run f() } run");
  if (!covered || !inside || !outside || !annotation) throw new Error("marks");
  const allow = (rule: RuleName): Allowance => ({
    rule,
    span: annotation,
    covers: [covered],
  });
  const judged: ReadonlySet<RuleName> = new Set(["missing-timeout", "unused"]);

  test("silences its rule in all that it stands before, and nowhere else", () => {
    const settled = settle(
      [
        found("missing-timeout", inside),
        found("missing-outcome", inside),
        found("missing-timeout", outside),
      ],
      { allows: [allow("missing-timeout")], judged },
    );
    expect(told(settled.diagnostics)).toEqual([
      `error a.fsm:${inside.start} missing-outcome`,
      `error a.fsm:${outside.start} missing-timeout`,
    ]);
  });

  test("one that silences nothing is a finding, once for all heirs of its text", () => {
    const settled = settle([found("missing-timeout", outside)], {
      allows: [allow("missing-timeout"), allow("missing-timeout")],
      judged,
    });
    expect(
      settled.diagnostics.map(({ code, span }) => [code, span.start]),
    ).toEqual([
      ["FSM213", annotation.start],
      ["FSM303", outside.start],
    ]);
  });

  test("one for a rule that is not there yet, or did not run, is left alone", () => {
    const allows = [allow("trap"), allow("missing-outcome")];
    expect(settle([], { allows, judged }).diagnostics).toEqual([]);
  });

  test("is used even where the rule is off", () => {
    const settled = settle([found("missing-timeout", inside)], {
      allows: [allow("missing-timeout")],
      judged,
      rules: new Map([["missing-timeout", "off"]]),
    });
    expect(settled.diagnostics).toEqual([]);
  });

  test("can be allowed to silence nothing", () => {
    const [wide] = spansIn("«@allow state A { run f() } run»");
    if (!wide) throw new Error("marks");
    const other: Allowance = { rule: "unused", span: outside, covers: [wide] };
    const settled = settle([], {
      allows: [allow("missing-timeout"), other],
      judged,
    });
    expect(settled.diagnostics).toEqual([]);
  });
});

describe("settings", () => {
  test("give a rule's findings another severity, or take them away", () => {
    const [span] = spansIn("«x»");
    if (!span) throw new Error("marks");
    const rules = new Map<RuleName, Setting>([
      ["trap", "info"],
      ["unused", "error"],
      ["never-handled", "off"],
    ]);
    const settled = settle(
      [
        found("trap", span),
        found("unused", span),
        found("never-handled", span),
      ],
      { rules },
    );
    expect(told(settled.diagnostics)).toEqual([
      "info a.fsm:0 trap",
      "error a.fsm:0 unused",
    ]);
  });

  test.each([
    ["unused=off", { ok: true, rule: "unused", setting: "off" }],
    ["trap=warning", { ok: true, rule: "trap", setting: "warning" }],
    [
      "unknown-name=error",
      { ok: true, rule: "unknown-name", setting: "error" },
    ],
    [
      "partial-ignored=off",
      { ok: true, rule: "partial-ignored", setting: "off" },
    ],
    [
      "unknown-name=warning",
      {
        ok: false,
        problem:
          'FSM102 (unknown-name) stays an error: write `@allow(unknown-name, "reason")` before what is meant',
      },
    ],
    [
      "no-way-flat=off",
      {
        ok: false,
        problem:
          'FSM403 (no-way-flat) stays an error: write `@allow(no-way-flat, "reason")` before what is meant',
      },
    ],
    [
      "unusd=off",
      {
        ok: false,
        problem: "there is no rule `unusd`: did you mean `unused`?",
      },
    ],
    [
      "unused=loud",
      {
        ok: false,
        problem: "a rule cannot be `loud`: it is off, info, warning or error",
      },
    ],
    [
      "unused",
      {
        ok: false,
        problem:
          "`unused` is no rule setting: write `NAME=off`, `NAME=info`, `NAME=warning` or `NAME=error`",
      },
    ],
  ])("`--rule %s`", (text, parsed) => {
    expect(parseRuleSetting(text)).toEqual(parsed);
  });
});
