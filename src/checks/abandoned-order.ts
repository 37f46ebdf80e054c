import { abandonedOrder as finding } from "../diagnostics/messages/exposure.ts";
import {
  legOf,
  reported,
  stateOf,
} from "./analysis/exposure/verdicts/report.ts";
import type { Rule } from "./subject.ts";

/** FSM406. A state is left while its order is under way, and the path goes on as if it had been taken back. */
export const abandonedOrder: Rule = {
  name: "abandoned-order",
  *check({ verdicts }) {
    for (const verdict of verdicts("abandoned-order"))
      yield reported(verdict, finding(stateOf(verdict), legOf(verdict)));
  },
};
