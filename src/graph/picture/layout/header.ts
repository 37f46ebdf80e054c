import type { StateBox } from "./dress.ts";
import type { Point, Rectangle } from "./elk.ts";
import type { PlacedArrow } from "./placed.ts";

/** Where a composite's text stands in its title, and whether a line runs behind it there. */
export interface HeaderPlace {
  readonly x: number;
  readonly crossed: boolean;
}

const AIR = 5;

/** Arrows into a composite cross its title: the text gives way, to the first gap that holds it. */
export function headerPlace(
  placed: Rectangle,
  box: StateBox,
  arrows: readonly PlacedArrow[],
): HeaderPlace {
  const header = { ...placed, height: box.height };
  const first = placed.x + box.textX;
  const last = placed.x + placed.width - box.textWidth - AIR;
  const lines = arrows
    .flatMap(({ points }) => crossings(points, header))
    .toSorted((a, b) => a - b);
  const isFree = (x: number): boolean =>
    lines.every((line) => line < x - AIR || line > x + box.textWidth + AIR);
  const x = [first, ...lines.map((line) => line + AIR + 1)].find(
    (each) => each >= first && (each === first || each <= last) && isFree(each),
  );
  return x === undefined ? { x: first, crossed: true } : { x, crossed: false };
}

/** Where vertical stretches of a line run through the title. */
function crossings(
  points: readonly Point[],
  { x, y, width, height }: Rectangle,
): readonly number[] {
  return points.flatMap((point, index) => {
    const before = points[index - 1];
    if (before === undefined || before.x !== point.x) return [];
    const top = Math.min(before.y, point.y);
    const bottom = Math.max(before.y, point.y);
    const within = point.x >= x && point.x <= x + width;
    return within && top < y + height && bottom > y ? [point.x] : [];
  });
}
