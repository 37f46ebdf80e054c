import type { Exposure } from "../explore.ts";
import { edgesOf } from "../flows.ts";
import { placeOf, verdict, type Verdict } from "./verdict.ts";

/** FSM405, FSM414, and `flat` where an order works. What starts too early only behind another finding is no fault of its own. */
export function slips(exposure: Exposure): readonly Verdict[] {
  const { strategy } = exposure;
  const found = new Map<string, Verdict>();
  for (const edge of edgesOf(exposure))
    for (const slip of edge.slips) {
      if (slip.kind === "flat") {
        const span = placeOf(edge);
        const key = `flat ${span.start} ${slip.leg.name}`;
        if (!found.has(key))
          found.set(
            key,
            verdict("exposed-at-end", edge, {
              span,
              leg: slip.leg,
              state: edge.reached.leaves[0] ?? null,
            }),
          );
        continue;
      }
      const { run, leg } = slip;
      if (slip.kind === "risk" && !edge.from.isClean) continue;
      const rule = slip.kind === "risk" ? "risk-after-halt" : "double-open";
      // Orders that one step starts are one fault.
      const key =
        slip.kind === "risk"
          ? `risk ${placeOf(edge).start}`
          : `double ${run.index}`;
      if (found.has(key)) continue;
      const span = run.keyword;
      const state =
        strategy.states.find(({ runs }) => runs.includes(run)) ?? null;
      found.set(key, { ...verdict(rule, edge, { span, leg, state }), run });
    }
  return [...found.values()];
}
