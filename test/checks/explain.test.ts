import { describe, expect, test } from "vitest";
import {
  explain,
  listRules,
  pageOf,
} from "../../src/diagnostics/explain/index.ts";
import { renderText, RULE_NAMES, RULES } from "../../src/diagnostics/index.ts";
import { findingsIn } from "./findings.ts";

const LIFECYCLE = `
abstract strategy Lifecycle {
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE
  final state ENDED
  error state ERROR { on GO -> IDLE }
}
`;

const findings = (text: string) =>
  findingsIn("example.fsm", text, (path) =>
    path === "lifecycle.fsm" ? LIFECYCLE : null,
  );

const paged = RULE_NAMES.flatMap((rule) => {
  const page = pageOf(rule);
  // Those of TypeScript are held to it in test/callbacks.
  return page === null ||
    page.examples === null ||
    page.examples.spec !== undefined
    ? []
    : [{ rule, ...page.examples }];
});

describe.each(paged)("the page of $rule", ({ rule, wrong, right }) => {
  test("has a wrong example with this one fault", () => {
    const { diagnostics } = findings(wrong);
    expect([...new Set(diagnostics.map((each) => each.rule))]).toEqual([rule]);
  });

  test("has a right example without any", () => {
    expect(renderText(findings(right), { verbose: true })).toBe("");
  });
});

test("rules are called by code, number or name", () => {
  const page = explain("FSM201");
  expect(page).toEqual(explain("unreachable-state"));
  expect(page).toEqual(explain("201"));
  expect(page.ok && page.text).toMatch(
    /^# FSM201 unreachable-state \(error\)\n\n.+\n\n.+\n\n## Wrong\n\n```fsm\nstrategy/,
  );
});

test("a rule of a later version says so, an unknown one what may be meant", () => {
  for (const rule of RULE_NAMES.filter((each) => pageOf(each) === null)) {
    const later = explain(rule);
    expect(later.ok && later.text).toContain("comes with a later version");
  }
  expect(explain("unreachable-stat")).toEqual({
    ok: false,
    problem:
      "there is no rule `unreachable-stat`: did you mean `unreachable-state`?",
  });
});

test("the list has every rule of the contract", () => {
  const lines = listRules().trimEnd().split("\n");
  expect(lines.map((line) => line.split(/ +/).slice(0, 2))).toEqual(
    RULE_NAMES.map((rule) => [RULES[rule].code, rule]),
  );
});
