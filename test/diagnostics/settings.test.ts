import { expect, test } from "vitest";
import { check, ruleSetting, RULE_NAMES, RULES } from "../../src/index.ts";

/** Group 6, of which nothing is found yet. */
const LATER = ["removed-state", "changed-payload", "timer-changed"];

test("every rule has a setting; errors of groups 1 and 4 stay errors", () => {
  const refused = RULE_NAMES.filter((name) => !ruleSetting(name, "info").ok);
  const locked = RULE_NAMES.filter(
    (name) =>
      RULES[name].severity === "error" && /^FSM[14]/.test(RULES[name].code),
  );
  expect(refused).toEqual(locked);
});

test.each(LATER)("%s can be set before it is found", (name) => {
  expect(ruleSetting(name, "warning")).toMatchObject({ ok: true, rule: name });
  expect(ruleSetting(name, "loud").ok).toBe(false);
  expect(ruleSetting(`${name}s`, "warning").ok).toBe(false);
});

test.each(LATER)(
  "an `@allow` of %s is none that silences nothing",
  async (name) => {
    const text = `@allow(${name}, "old machines have ended")
strategy Trade {
  trigger STOP
  initial state IDLE { on STOP -> ENDED }
  final state ENDED
}
`;
    const found = await check([{ path: "trade.fsm", text }]);
    expect(found.diagnostics.map(({ rule }) => rule)).not.toContain("unused");
    expect(found.diagnostics.map(({ rule }) => rule)).not.toContain(
      "unknown-name",
    );
  },
);
