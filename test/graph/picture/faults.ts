/** What would be ugly, or a lie, in a picture: found in its geometry. */
import {
  everyPlaced,
  type PlacedArrow,
  type PlacedFigure,
} from "../../../src/graph/picture/layout/placed.ts";
import type {
  Point,
  Rectangle,
} from "../../../src/graph/picture/layout/elk.ts";
import { fitted } from "../../../src/graph/picture/svg/arrow.ts";
import type { Drawing } from "./drawing.ts";

/** Less than this, in pixels, nobody sees. */
const SLACK = 0.5;

export function faultsIn({ placed, dress }: Drawing): readonly string[] {
  const figures = [...everyPlaced(placed.figures)];
  const labels = placed.arrows.flatMap(({ arrow, label }) =>
    label === null ? [] : [{ id: arrow.id, label }],
  );
  const boxes = figures.filter(({ children }) => children.length === 0);
  const composites = figures.filter(({ children }) => children.length > 0);
  const faults: string[] = [];
  for (const [index, { id, label }] of labels.entries()) {
    for (const other of labels.slice(0, index))
      if (overlap(label, other.label))
        faults.push(`the labels of ${id} and ${other.id} overlap`);
    for (const { figure, ...box } of boxes)
      if (overlap(label, box))
        faults.push(`the label of ${id} lies on ${figure.id}`);
    for (const { figure, ...box } of composites) {
      const header = dress.states.get(figure.id)?.height ?? 0;
      const inside = below(box, header);
      if (overlap(label, box) && !contains(inside, label))
        faults.push(`the label of ${id} lies across ${figure.id}`);
    }
  }
  for (const arrow of placed.arrows)
    faults.push(
      ...endsOff(arrow, figures),
      ...outlinesMissed(arrow, figures),
      ...crossings(
        arrow,
        boxes.map(({ figure, ...box }) => ({ id: figure.id, box })),
      ),
      ...crossings(
        arrow,
        labels
          .filter(({ id }) => id !== arrow.arrow.id)
          .map(({ id, label }) => ({ id: `the label of ${id}`, box: label })),
      ),
    );
  for (const [index, figure] of figures.entries())
    for (const other of figures.slice(0, index))
      if (overlap(figure, other) && !holds(other, figure))
        faults.push(`${figure.figure.id} overlaps ${other.figure.id}`);
  return faults;
}

/** Both ends of an arrow lie on the border of what it leads from and to. */
function endsOff(
  { arrow, points }: PlacedArrow,
  figures: readonly PlacedFigure[],
): readonly string[] {
  const ends = [
    [arrow.from, points[0]],
    [arrow.to, points.at(-1)],
  ] as const;
  return ends.flatMap(([id, point]) => {
    const figure = figures.find((each) => each.figure.id === id);
    const fits =
      figure !== undefined && point !== undefined && onBorder(point, figure);
    return fits ? [] : [`${arrow.id} does not end on ${id}`];
  });
}

/** What is no box is met on its own outline, not on that of the rectangle around it. */
function outlinesMissed(
  { arrow, points }: PlacedArrow,
  figures: readonly PlacedFigure[],
): readonly string[] {
  const from = figures.find((each) => each.figure.id === arrow.from);
  const to = figures.find((each) => each.figure.id === arrow.to);
  const line = fitted(points, from, to);
  return [
    { figure: from, point: line[0] },
    { figure: to, point: line.at(-1) },
  ].flatMap(({ figure, point }) =>
    figure === undefined || point === undefined || meets(point, figure)
      ? []
      : [`${arrow.id} does not touch ${figure.figure.id}`],
  );
}

function meets(point: Point, { figure, ...box }: PlacedFigure): boolean {
  const dx = Math.abs(point.x - box.x - box.width / 2);
  const dy = Math.abs(point.y - box.y - box.height / 2);
  const radius = box.width / 2;
  switch (figure.kind) {
    case "choice":
      return Math.abs(dx + dy - radius) < SLACK;
    case "initial":
    case "junction":
    case "shallow-history":
    case "deep-history":
      return Math.abs(Math.hypot(dx, dy) - radius) < SLACK;
    default:
      return onBorder(point, box);
  }
}

function crossings(
  { arrow, points }: PlacedArrow,
  boxes: readonly { readonly id: string; readonly box: Rectangle }[],
): readonly string[] {
  return points.flatMap((point, index) => {
    const next = points[index + 1];
    if (next === undefined) return [];
    const stretch = {
      x: Math.min(point.x, next.x) - SLACK,
      y: Math.min(point.y, next.y) - SLACK,
      width: Math.abs(point.x - next.x) + 2 * SLACK,
      height: Math.abs(point.y - next.y) + 2 * SLACK,
    };
    return boxes.flatMap(({ id, box }) =>
      overlap(stretch, inset(box, SLACK)) ? [`${arrow.id} crosses ${id}`] : [],
    );
  });
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  return (
    a.x < b.x + b.width - SLACK &&
    b.x < a.x + a.width - SLACK &&
    a.y < b.y + b.height - SLACK &&
    b.y < a.y + a.height - SLACK
  );
}

function contains(outer: Rectangle, inner: Rectangle): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function onBorder(
  { x, y }: Point,
  { x: left, y: top, width, height }: Rectangle,
): boolean {
  const near = (a: number, b: number): boolean => Math.abs(a - b) < SLACK;
  const beside = near(x, left) || near(x, left + width);
  const above = near(y, top) || near(y, top + height);
  const between = (value: number, from: number, length: number): boolean =>
    value > from - SLACK && value < from + length + SLACK;
  return (
    (beside && between(y, top, height)) || (above && between(x, left, width))
  );
}

function below(box: Rectangle, header: number): Rectangle {
  return { ...box, y: box.y + header, height: box.height - header };
}

function inset({ x, y, width, height }: Rectangle, by: number): Rectangle {
  return {
    x: x + by,
    y: y + by,
    width: width - 2 * by,
    height: height - 2 * by,
  };
}

function holds(outer: PlacedFigure, inner: PlacedFigure): boolean {
  return outer.children.some(
    (child) => child.figure.id === inner.figure.id || holds(child, inner),
  );
}
