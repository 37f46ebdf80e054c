import { cancelRace as finding } from "../diagnostics/messages/exposure.ts";
import {
  legOf,
  reported,
  stateOf,
} from "./analysis/exposure/verdicts/report.ts";
import type { Rule } from "./subject.ts";

/** FSM409. The cancel is done, and the path goes on as if flat. */
export const cancelRace: Rule = {
  name: "cancel-race",
  *check({ verdicts }) {
    for (const verdict of verdicts("cancel-race"))
      yield reported(verdict, finding(stateOf(verdict), legOf(verdict)));
  },
};
