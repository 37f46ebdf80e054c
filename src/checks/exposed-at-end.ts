import {
  exposedAtEnd as finding,
  flatWhileWorking,
} from "../diagnostics/messages/exposure.ts";
import {
  legOf,
  reported,
  stateOf,
} from "./analysis/exposure/verdicts/report.ts";
import type { Rule } from "./subject.ts";

/** FSM402. A top-level final state in which something may be open, or a `flat` that is asserted while an order works. */
export const exposedAtEnd: Rule = {
  name: "exposed-at-end",
  *check({ verdicts }) {
    for (const verdict of verdicts("exposed-at-end"))
      yield reported(
        verdict,
        (verdict.state?.kind === "final" ? finding : flatWhileWorking)(
          stateOf(verdict),
          legOf(verdict),
        ),
      );
  },
};
