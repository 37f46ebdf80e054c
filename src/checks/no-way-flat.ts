import { noWayFlat as finding } from "../diagnostics/messages/exposure.ts";
import {
  legOf,
  reported,
  stateOf,
} from "./analysis/exposure/verdicts/report.ts";
import type { Rule } from "./subject.ts";

/** FSM403. For each leg the first state in which it is open and from which no path at all leads to where it is not. */
export const noWayFlat: Rule = {
  name: "no-way-flat",
  *check({ verdicts }) {
    for (const verdict of verdicts("no-way-flat"))
      yield reported(verdict, finding(stateOf(verdict), legOf(verdict)));
  },
};
