import { unknownAsFailed as finding } from "../diagnostics/messages/exposure.ts";
import {
  legOf,
  reported,
  stateOf,
} from "./analysis/exposure/verdicts/report.ts";
import type { Rule } from "./subject.ts";

/** FSM407. After `unknown` the path goes on as if nothing had happened. */
export const unknownAsFailed: Rule = {
  name: "unknown-as-failed",
  *check({ verdicts }) {
    for (const verdict of verdicts("unknown-as-failed"))
      yield reported(verdict, finding(stateOf(verdict), legOf(verdict)));
  },
};
