import { falseExposure as finding } from "../diagnostics/messages/exposure.ts";
import { reported, stateOf } from "./analysis/exposure/verdicts/report.ts";
import type { Rule } from "./subject.ts";

/** FSM412. Marked `exposed`, and no path opens anything. */
export const falseExposure: Rule = {
  name: "false-exposure",
  *check({ verdicts }) {
    for (const verdict of verdicts("false-exposure"))
      yield reported(verdict, finding(stateOf(verdict)));
  },
};
