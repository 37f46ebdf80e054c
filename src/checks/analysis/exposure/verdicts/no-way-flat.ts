import type { Exposure } from "../explore.ts";
import type { Flows } from "../flows.ts";
import { pathOf } from "../search.ts";
import { innermost, NOTHING, type Verdict } from "./verdict.ts";

/** FSM403: one for each leg, where it is open first. */
export function noWayFlat(
  { strategy, nodes }: Exposure,
  flows: Flows,
): readonly Verdict[] {
  return strategy.legs.flatMap((leg) => {
    const flat = flows.toFlat(leg);
    const node = nodes.find((each) => !flat.has(each));
    if (node === undefined) return [];
    const state = innermost(node.scene, leg);
    return state === null
      ? []
      : [
          {
            ...NOTHING,
            rule: "no-way-flat" as const,
            span: state.span,
            leg,
            state,
            path: pathOf(node, null),
          },
        ];
  });
}
