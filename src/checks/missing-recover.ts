import { missingRecover as finding } from "../diagnostics/messages/exposure.ts";
import {
  legOf,
  reported,
  stateOf,
} from "./analysis/exposure/verdicts/report.ts";
import type { Rule } from "./subject.ts";

/** FSM410. Something is open, no run is under way, and nothing says what to do after a crash: one finding, with all states in which it is so. */
export const missingRecover: Rule = {
  name: "missing-recover",
  *check({ verdicts }) {
    for (const verdict of verdicts("missing-recover"))
      yield reported(verdict, finding(stateOf(verdict), legOf(verdict)));
  },
};
