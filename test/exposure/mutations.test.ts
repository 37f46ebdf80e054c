/** A sound strategy with one fault in it: exactly one finding, under the name of its rule. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findingsIn } from "../checks/findings.ts";

const folder = join(import.meta.dirname, "../../strategies");
const text = readFileSync(join(folder, "arbitrage.fsm"), "utf8");

const FAULTS = [
  {
    fault: "a state does not say that it is exposed",
    from: "exposed state EXECUTING_BUY_SIDE",
    to: "state EXECUTING_BUY_SIDE",
    rule: "undeclared-exposure",
  },
  {
    fault: "nobody looks after a restart",
    from: "from exposed on recover -> FLATTENING",
    to: "",
    rule: "missing-recover",
  },
  {
    fault: "an order without an answer counts as refused",
    from: "unknown -> FLATTENING",
    to: "unknown -> SCANNING_OPPORTUNITIES",
    rule: "unknown-as-failed",
  },
] as const;

test("as it is, nothing is found", () => {
  expect(rulesFoundIn(text)).toEqual([]);
});

test.each(FAULTS)("$fault: $rule", ({ from, to, rule }) => {
  expect(text).toContain(from);
  expect(rulesFoundIn(text.replace(from, to))).toEqual([rule]);
});

function rulesFoundIn(spec: string): readonly string[] {
  return findingsIn("arbitrage.fsm", spec).diagnostics.map(({ rule }) => rule);
}
