/** Where an arrow meets what is no box: the layout knows only the rectangle around it. */
import type { Point, Rectangle } from "../layout/elk.ts";
import type { PlacedFigure } from "../layout/placed.ts";

/**
 * Moves the end of a line, which lies on the border of the figure's rectangle, along its last stretch onto the figure itself.
 *
 * @param before the point that the line comes from
 */
export function meet(placed: PlacedFigure, before: Point, end: Point): Point {
  const gap = gapOf(placed, before, end);
  if (gap === 0) return end;
  return before.x === end.x
    ? { x: end.x, y: end.y + Math.sign(end.y - before.y) * gap }
    : { x: end.x + Math.sign(end.x - before.x) * gap, y: end.y };
}

function gapOf(placed: PlacedFigure, before: Point, end: Point): number {
  const { kind } = placed.figure;
  const vertical = before.x === end.x;
  const off = vertical
    ? Math.abs(end.x - middle(placed).x)
    : Math.abs(end.y - middle(placed).y);
  const radius = placed.width / 2;
  switch (kind) {
    case "choice":
      return off;
    case "initial":
    case "junction":
    case "shallow-history":
    case "deep-history":
      return radius - Math.sqrt(Math.max(0, radius * radius - off * off));
    default:
      return 0;
  }
}

function middle({ x, y, width, height }: Rectangle): Point {
  return { x: x + width / 2, y: y + height / 2 };
}
