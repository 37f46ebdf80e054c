import type { Point, Rectangle } from "../layout/elk.ts";
import type { PlacedArrow, PlacedFigure } from "../layout/placed.ts";
import { meet } from "./ends.ts";
import { dot } from "./marks.ts";
import { element, round, title } from "./xml.ts";

const HEAD = { length: 8, half: 3.8 } as const;
const BEND = 6;

/** The line and its head, between the figures that it leads from and to. */
export function arrow(
  { arrow: { statements, dashed, from, to }, points, label }: PlacedArrow,
  figures: ReadonlyMap<string, PlacedFigure>,
): string {
  const line = fitted(points, figures.get(from), figures.get(to));
  const [start] = line;
  const [end, before] = line.toReversed();
  if (end === undefined || before === undefined) return "";
  const isPassing = figures.get(to)?.figure.kind === "junction";
  const tooltip = statements.map((each) => each.title).join("\n");
  return element(
    "g",
    {},
    ...(tooltip === "" ? [] : [title(tooltip)]),
    element("path", {
      class: dashed ? "anywhere-line" : "line",
      "stroke-width": 1.3,
      "stroke-dasharray": dashed ? "5 3" : null,
      d: interrupted(
        [...line.slice(0, -1), isPassing ? end : shortened(before, end)],
        label,
      )
        .map(bent)
        .join(""),
    }),
    start !== undefined && isComposite(figures.get(from))
      ? dot(start.x, start.y, 2.6)
      : "",
    isPassing
      ? ""
      : element("path", {
          class: dashed ? "anywhere-solid" : "solid",
          d: head(before, end),
        }),
  );
}

/** It leaves the whole composite, not a state near the border: a dot on the border says so. */
function isComposite(placed: PlacedFigure | undefined): boolean {
  return placed !== undefined && placed.children.length > 0;
}

/** The line from figure to figure, with ends that touch them. */
export function fitted(
  points: readonly Point[],
  from: PlacedFigure | undefined,
  to: PlacedFigure | undefined,
): readonly Point[] {
  const line = [...points];
  const [first, second] = line;
  if (from !== undefined && first !== undefined && second !== undefined)
    line[0] = meet(from, second, first);
  const [last, before] = line.toReversed();
  if (to !== undefined && last !== undefined && before !== undefined)
    line[line.length - 1] = meet(to, before, last);
  return line;
}

/** Without the stretch behind its label. */
function interrupted(
  line: readonly Point[],
  label: Rectangle | null,
): readonly (readonly Point[])[] {
  if (label === null) return [line];
  for (const [index, point] of line.entries()) {
    const next = line[index + 1];
    if (next === undefined) break;
    const gap = gapIn(point, next, label);
    if (gap !== null)
      return [
        [...line.slice(0, index + 1), gap[0]],
        [gap[1], ...line.slice(index + 1)],
      ];
  }
  return [line];
}

/** Where a vertical stretch meets a label and leaves it. */
function gapIn(
  from: Point,
  to: Point,
  { x, y, width, height }: Rectangle,
): readonly [Point, Point] | null {
  if (from.x !== to.x || from.x < x || from.x > x + width) return null;
  const [top, bottom] = [y, y + height];
  if (Math.min(from.y, to.y) > top || Math.max(from.y, to.y) < bottom)
    return null;
  return from.y < to.y
    ? [
        { x: from.x, y: top },
        { x: from.x, y: bottom },
      ]
    : [
        { x: from.x, y: bottom },
        { x: from.x, y: top },
      ];
}

/** So that the line does not show beside the tip of its head. */
function shortened(before: Point, end: Point): Point {
  const length = distance(before, end);
  const share = Math.min(HEAD.length - 1, length) / (length || 1);
  return {
    x: end.x + (before.x - end.x) * share,
    y: end.y + (before.y - end.y) * share,
  };
}

function head(before: Point, end: Point): string {
  const length = distance(before, end) || 1;
  const along = {
    x: (end.x - before.x) / length,
    y: (end.y - before.y) / length,
  };
  const base = {
    x: end.x - along.x * HEAD.length,
    y: end.y - along.y * HEAD.length,
  };
  const side = { x: -along.y * HEAD.half, y: along.x * HEAD.half };
  return `M${place(end)}L${place({ x: base.x + side.x, y: base.y + side.y })}L${place({ x: base.x - side.x, y: base.y - side.y })}Z`;
}

/** Through all points, with round corners. */
function bent(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  const parts = [`M${place(first)}`];
  let previous = first;
  rest.forEach((point, index) => {
    const next = rest[index + 1];
    if (next === undefined) {
      parts.push(`L${place(point)}`);
      return;
    }
    const radius = Math.min(
      BEND,
      distance(previous, point) / 2,
      distance(point, next) / 2,
    );
    parts.push(
      `L${place(towards(point, previous, radius))}Q${place(point)} ${place(towards(point, next, radius))}`,
    );
    previous = point;
  });
  return parts.join("");
}

function towards(from: Point, to: Point, by: number): Point {
  const share = by / (distance(from, to) || 1);
  return {
    x: from.x + (to.x - from.x) * share,
    y: from.y + (to.y - from.y) * share,
  };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function place({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}
