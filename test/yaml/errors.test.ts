import { expect, test } from "vitest";
import { rangeOf, SourceFile } from "../../src/source/index.ts";
import { parseYaml } from "../../src/syntax/from-yaml.ts";

/** `line:column code message`, and the remedy where it matters. */
function found(text: string): readonly string[] {
  const source = new SourceFile("a.yaml", text, "yaml");
  return parseYaml(source).diagnostics.map(({ span, code, message }) => {
    const { line, column } = rangeOf(span).start;
    return `${line}:${column} ${code} ${message}`;
  });
}

function inState(text: string): string {
  return `strategy: S\nstates:\n  A: ${text}`;
}

test.each([
  [
    "a tab",
    "strategy: S\nstates:\n\tA:\n",
    ["3:1 FSM101 this is no YAML: tabs are not allowed as indentation"],
  ],
  [
    "a bracket that is not closed",
    "strategy: S\nstates:\n  A: { on: { T: -> B }\n  B:\n",
    ["4:3 FSM101 this is no YAML: `{ }` must end with a }"],
  ],
  [
    "a quote that is not closed, at the quote",
    inState("{ enter: 'record }\n  B:\n"),
    ["3:15 FSM101 the quote ' opens a text that never ends"],
  ],
  [
    "wrong indentation",
    "strategy: S\nstates:\n    A:\n  B:\n   C:\n",
    [
      "4:3 FSM101 this is no YAML: all mapping items must start at the same column",
    ],
  ],
  [
    "two mistakes in one pass",
    "strategy: S\nguards:\n  a: x ? 1 : 2\n  b: @x\n",
    [
      "3:6 FSM101 this is no YAML: a key cannot stand inside a value",
      "4:6 FSM101 this is no YAML: plain value cannot start with reserved character @",
    ],
  ],
  [
    "brackets of a list type in braces",
    "strategy: S\nparams: { a: number[] }",
    ["2:20 FSM101 this is no YAML: unexpected `[` behind a complete value"],
  ],
  [
    "a star without quotes",
    "strategy: S\nfrom: { states: *, on: T }",
    ["2:17 FSM101 this is no YAML: alias cannot be an empty string"],
  ],
  [
    "an alias to nothing",
    "strategy: S\nstates: *all",
    ["2:9 FSM101 no anchor `&all` stands before this alias"],
  ],
  [
    "a tag",
    "strategy: !Custom S",
    ["1:11 FSM101 the tag `!Custom` is not taken"],
  ],
  [
    "a binary tag",
    "strategy: !!binary UwA=",
    ["1:11 FSM101 the tag `!!binary` is not taken"],
  ],
  [
    "a key twice",
    "strategy: S\nstates:\n  A:\n  B:\n  A:\n",
    ["5:3 FSM103 the key `A` stands twice in one mapping"],
  ],
  [
    "a key that is a list",
    "strategy: S\n[a, b]: 1",
    ["2:1 FSM101 a key is a word here, not a list or a mapping"],
  ],
  [
    "a merge of no mapping",
    "strategy: S\nstates: { A: { <<: 3 } }",
    ["2:20 FSM101 `<<` takes in a mapping, or a list of mappings"],
  ],
  [
    "no strategy",
    "states: { A: {} }",
    ["1:1 FSM101 `states` belongs to a strategy, and this document names none"],
  ],
  [
    "strategy misspelt: once",
    "stratgy: S\nstates: { A: {} }",
    ["1:1 FSM102 a strategy has no key `stratgy`"],
  ],
  [
    "a list instead of a strategy",
    "- a\n- b",
    [
      "1:1 FSM101 expected a mapping that begins with `strategy: Name`, found a list",
    ],
  ],
  [
    "unknown keys",
    inState("{ exposd: true, onn: { T: -> B } }"),
    [
      "3:8 FSM102 a state has no key `exposd`",
      "3:22 FSM102 a state has no key `onn`",
    ],
  ],
  [
    "an outcome misspelt",
    inState("{ run: { activity: buy(1), don: -> B } }"),
    ["3:33 FSM102 a run has no key `don`"],
  ],
  [
    "an unknown modifier",
    inState("{ modifiers: [exposd] }"),
    ["3:20 FSM102 `exposd` is no modifier of a state"],
  ],
  [
    "states in a list",
    "strategy: S\nstates: [A, B]",
    ["2:9 FSM101 expected a mapping of state names, found a list"],
  ],
  [
    "`yes`, which is a text",
    inState("{ exposed: yes }"),
    ["3:17 FSM101 expected true or false, found `yes`"],
  ],
  [
    "a transition without any",
    inState("{ on: { T: } }"),
    ["3:17 FSM101 expected a transition, found nothing"],
  ],
  [
    "a param without type",
    "strategy: S\nparams: { a: { default: 1 } }",
    ["2:16 FSM101 a param needs `type`"],
  ],
  [
    "an unconditional branch in a choice",
    inState("{ on: { T: [{ to: B }, { else: true, to: C }] } }"),
    ["3:18 FSM101 a branch of a choice needs `when`"],
  ],
  [
    "a choice of `else` alone",
    inState("{ always: [{ else: true, to: B }] }"),
    ["3:16 FSM101 a choice begins with a branch that has a condition"],
  ],
  [
    "a branch behind `else`",
    inState(
      "{ always: [{ when: a, to: B }, { else: true, to: C }, { when: b, to: D }] }",
    ),
    ["3:37 FSM101 a branch follows `else`"],
  ],
  [
    "backoff without retry",
    inState("{ run: { activity: b(), backoff: 1s } }"),
    ["3:15 FSM101 a run with `backoff` needs `retry`"],
  ],
  [
    "a deferral that leads on",
    "strategy: S\nfrom: { states: exposed, ignore: [T], to: X }",
    ["2:39 FSM101 `ignore` and `to` cannot stand in one mapping"],
  ],
  [
    "a reason for no rule",
    inState("{ allow: [trap] }"),
    ["3:15 FSM101 expected a mapping of rule names to reasons, found a list"],
  ],
])("%s", (_, text, expected) => {
  expect(found(text)).toEqual(expected);
});

test("a key that stands twice shows the first, and only the first counts", () => {
  const text = inState("{ on: { T: -> B, T: -> C } }");
  const source = new SourceFile("a.yaml", text, "yaml");
  const { diagnostics, file } = parseYaml(source);
  const [first] = diagnostics[0]?.related ?? [];
  expect(first?.message).toBe("first here");
  expect(first?.span.start).toBe(text.indexOf("T: -> B"));
  const [state] = file.strategies[0]?.members ?? [];
  expect(state?.kind === "state" ? state.items.length : 0).toBe(1);
});

test("the fix of an unknown key puts the nearest one in its place", () => {
  const text = inState("{ exposd: true }");
  const source = new SourceFile("a.yaml", text, "yaml");
  const [edit] = parseYaml(source).diagnostics[0]?.fixes[0]?.edits ?? [];
  const { start, end } = edit?.span ?? { start: 0, end: 0 };
  const fixed = text.slice(0, start) + (edit?.text ?? "") + text.slice(end);
  expect(fixed).toBe(inState("{ exposed: true }"));
});

test("an anchor stands for its value, and a merge adds the keys that are not there", () => {
  const text = [
    "strategy: S",
    "states:",
    "  A: &a { exposed: true, on: &on { T: -> B, U: -> C } }",
    "  B: { <<: *a, exposed: false, exit: x }",
    "  C: { on: { <<: *on, U: -> A } }",
  ].join("\n");
  const source = new SourceFile("a.yaml", text, "yaml");
  const { diagnostics, file } = parseYaml(source);
  expect(diagnostics).toEqual([]);
  const states = (file.strategies[0]?.members ?? []).map((member) =>
    member.kind === "state"
      ? [member.modifiers.length, member.items.map(({ kind }) => kind)]
      : [],
  );
  expect(states).toEqual([
    [1, ["on", "on"]],
    [0, ["on", "on", "exit"]],
    [0, ["on", "on"]],
  ]);
});

test("what was not understood may declare names that are not to be reported as unknown", () => {
  const source = new SourceFile(
    "a.yaml",
    "strategy: S\ntrigers: { QUOTE: }\nstates: { A: { on: { QUOTE: -> A } } }",
    "yaml",
  );
  expect(parseYaml(source).unread).toContain("QUOTE");
});
