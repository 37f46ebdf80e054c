import type { Scene } from "../scene/scene.ts";

/** As many arrows side by side are a thicket; joined, they are a tree. */
const MANY = 6;

/**
 * The arrows that join before the state which they lead to, because many do: most machines have a state where all that goes
 * wrong ends up.
 *
 * @param backwards the arrows that the layout gets the other way round, which cannot join
 */
export function arrowsIntoHubs(
  { arrows }: Scene,
  backwards: ReadonlySet<string>,
): ReadonlySet<string> {
  const joining = arrows.filter(
    ({ id, from, to, dashed }) => from !== to && !dashed && !backwards.has(id),
  );
  const counts = new Map<string, number>();
  for (const { to } of joining) counts.set(to, (counts.get(to) ?? 0) + 1);
  return new Set(
    joining.flatMap(({ id, to }) =>
      (counts.get(to) ?? 0) >= MANY ? [id] : [],
    ),
  );
}
