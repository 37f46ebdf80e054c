import { doubleOpen as finding } from "../diagnostics/messages/exposure.ts";
import {
  activityOf,
  legOf,
  reported,
} from "./analysis/exposure/verdicts/report.ts";
import type { Rule } from "./subject.ts";

/** FSM414. An order that opens can start while an earlier one of the leg is unsettled. */
export const doubleOpen: Rule = {
  name: "double-open",
  *check({ verdicts }) {
    for (const verdict of verdicts("double-open"))
      yield reported(verdict, finding(activityOf(verdict), legOf(verdict)));
  },
};
