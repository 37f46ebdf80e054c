import { undeclaredExposure as finding } from "../diagnostics/messages/exposure.ts";
import {
  isOrderOut,
  legOf,
  reported,
  stateOf,
} from "./analysis/exposure/verdicts/report.ts";
import type { Rule } from "./subject.ts";

/** FSM401. A position or a live order in a state that does not say so: one finding a state, however it is come to. */
export const undeclaredExposure: Rule = {
  name: "undeclared-exposure",
  *check({ verdicts }) {
    for (const verdict of verdicts("undeclared-exposure"))
      yield reported(
        verdict,
        finding(stateOf(verdict), legOf(verdict), isOrderOut(verdict)),
      );
  },
};
