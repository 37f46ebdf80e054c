import { noEmergencyExit as finding } from "../diagnostics/messages/exposure.ts";
import {
  legOf,
  reported,
  stateOf,
} from "./analysis/exposure/verdicts/report.ts";
import type { Rule } from "./subject.ts";

/** FSM404. An emergency that does not bring what is open to a close by itself: one finding a trigger, with all states in which it is so. */
export const noEmergencyExit: Rule = {
  name: "no-emergency-exit",
  *check({ verdicts }) {
    for (const verdict of verdicts("no-emergency-exit"))
      yield reported(
        verdict,
        finding(
          stateOf(verdict),
          verdict.trigger?.name ?? "",
          legOf(verdict),
          verdict.isTaken,
        ),
      );
  },
};
