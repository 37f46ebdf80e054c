import { oneLeg as finding } from "../diagnostics/messages/exposure.ts";
import {
  activityOf,
  legOf,
  reported,
  stateOf,
} from "./analysis/exposure/verdicts/report.ts";
import type { Rule } from "./subject.ts";

/** FSM411. One leg is open, the order of another ended failed or unknown, and nothing leads on by itself. */
export const oneLeg: Rule = {
  name: "one-leg",
  *check({ verdicts }) {
    for (const verdict of verdicts("one-leg"))
      yield reported(
        verdict,
        finding(activityOf(verdict), legOf(verdict), stateOf(verdict)),
      );
  },
};
