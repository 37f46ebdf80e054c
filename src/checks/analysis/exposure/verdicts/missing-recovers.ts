import { selfAndAncestors, type Leg } from "../../../../model/index.ts";
import type { Exposure } from "../explore.ts";
import { hasEnded, type Scene } from "../scene.ts";
import { pathOf } from "../search.ts";
import type { Told } from "./told.ts";
import { NOTHING, type Verdict } from "./verdict.ts";

/**
 * FSM410: one, with all states in which it is so.
 *
 * @param told by rules that go before this one
 */
export function missingRecovers(
  { nodes }: Exposure,
  told: Told,
): readonly Verdict[] {
  const untold = ({ open, leaves: [leaf] }: Scene): readonly Leg[] =>
    [...open].filter((leg) => leaf !== undefined && !told.has(leg, leaf));
  const lacking = nodes.filter(
    ({ scene }) =>
      untold(scene).length > 0 &&
      !hasEnded(scene) &&
      [...scene.runs.values()].every((each) => each === "over") &&
      !recovers(scene),
  );
  const [first] = lacking;
  const leaf = first?.scene.leaves[0];
  if (first === undefined || leaf === undefined) return [];
  const [leg = null] = untold(first.scene);
  const others = new Set(
    lacking.flatMap(({ scene }) => scene.leaves.slice(0, 1)),
  );
  others.delete(leaf);
  return [
    {
      ...NOTHING,
      rule: "missing-recover",
      span: leaf.span,
      leg,
      state: leaf,
      path: pathOf(first, null),
      others: [...others],
    },
  ];
}

function recovers({ leaves }: Scene): boolean {
  return leaves
    .flatMap(selfAndAncestors)
    .some(({ reactions }) =>
      reactions.some(({ events }) =>
        events.some(({ kind }) => kind === "recover"),
      ),
    );
}
