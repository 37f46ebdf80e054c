import type { Figure, Scene } from "../scene/scene.ts";

/**
 * The arrows that lead to an earlier figure of the text. The layout gets them the other way round, so that there are no circles
 * for it to break: a life cycle is read from its beginning, in the order in which its spec tells it.
 *
 * @returns their ids
 */
export function leadingBack({ figures, arrows }: Scene): ReadonlySet<string> {
  const places = new Map<string, readonly number[]>();
  number(figures, [], places);
  return new Set(
    arrows
      .filter(({ from, to }) =>
        isBehind(places.get(from) ?? [], places.get(to) ?? []),
      )
      .map(({ id }) => id),
  );
}

function number(
  figures: readonly Figure[],
  around: readonly number[],
  places: Map<string, readonly number[]>,
): void {
  for (const [index, figure] of figures.entries()) {
    const place = [...around, index];
    places.set(figure.id, place);
    if (figure.kind === "state") number(figure.children, place, places);
  }
}

/** Where one lies inside the other, neither is behind. */
function isBehind(from: readonly number[], to: readonly number[]): boolean {
  for (const [depth, index] of from.entries()) {
    const other = to[depth];
    if (other === undefined) return false;
    if (index !== other) return index > other;
  }
  return false;
}
