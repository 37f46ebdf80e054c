import { riskAfterHalt as finding } from "../diagnostics/messages/exposure.ts";
import {
  activityOf,
  reported,
  stateOf,
} from "./analysis/exposure/verdicts/report.ts";
import type { Rule } from "./subject.ts";

/** FSM405. An order that opens can start while the machine is halted or in error. */
export const riskAfterHalt: Rule = {
  name: "risk-after-halt",
  *check({ verdicts }) {
    for (const verdict of verdicts("risk-after-halt"))
      yield reported(verdict, finding(activityOf(verdict), stateOf(verdict)));
  },
};
