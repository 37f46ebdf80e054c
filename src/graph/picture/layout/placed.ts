/** A picture's geometry: everything has its place, in pixels from the picture's corner. */
import type { Arrow, Figure, Scene, StateFigure } from "../scene/scene.ts";
import { leadingBack } from "./backwards.ts";
import type { LaidOutEdge, LaidOutNode, Point, Rectangle } from "./elk.ts";

export interface Placed {
  readonly scene: Scene;
  readonly width: number;
  readonly height: number;
  readonly figures: readonly PlacedFigure[];
  readonly arrows: readonly PlacedArrow[];
}

export interface PlacedFigure<Of extends Figure = Figure> extends Rectangle {
  readonly figure: Of;
  readonly children: readonly PlacedFigure[];
}

export interface PlacedArrow {
  readonly arrow: Arrow;
  /** At least two. */
  readonly points: readonly Point[];
  readonly label: Rectangle | null;
}

/** @throws Error where the layout has left something out */
export function placed(scene: Scene, laidOut: LaidOutNode): Placed {
  const nodes = new Map<string, LaidOutNode>();
  const edges = new Map<string, LaidOutEdge>();
  collect(laidOut, nodes, edges);
  const backwards = leadingBack(scene);
  return {
    scene,
    width: Math.ceil(laidOut.width),
    height: Math.ceil(laidOut.height),
    figures: scene.figures.map((figure) => placeFigure(figure, nodes)),
    arrows: scene.arrows.map((arrow) => {
      const forwards = placeArrow(arrow, edges);
      return backwards.has(arrow.id)
        ? { ...forwards, points: forwards.points.toReversed() }
        : forwards;
    }),
  };
}

export function* everyPlaced(
  figures: readonly PlacedFigure[],
): Generator<PlacedFigure> {
  for (const figure of figures) {
    yield figure;
    yield* everyPlaced(figure.children);
  }
}

export function isState(
  placed: PlacedFigure,
): placed is PlacedFigure<StateFigure> {
  return placed.figure.kind === "state";
}

function collect(
  node: LaidOutNode,
  nodes: Map<string, LaidOutNode>,
  edges: Map<string, LaidOutEdge>,
): void {
  nodes.set(node.id, node);
  for (const edge of node.edges ?? []) edges.set(edge.id, edge);
  for (const child of node.children ?? []) collect(child, nodes, edges);
}

function placeFigure(
  figure: Figure,
  nodes: ReadonlyMap<string, LaidOutNode>,
): PlacedFigure {
  const node = nodes.get(figure.id);
  if (node === undefined) throw new Error(`the layout has no ${figure.id}`);
  const children = figure.kind === "state" ? figure.children : [];
  return {
    figure,
    ...rounded(node),
    children: children.map((child) => placeFigure(child, nodes)),
  };
}

function placeArrow(
  arrow: Arrow,
  edges: ReadonlyMap<string, LaidOutEdge>,
): PlacedArrow {
  const edge = edges.get(arrow.id);
  const [section] = edge?.sections ?? [];
  if (section === undefined) throw new Error(`the layout has no ${arrow.id}`);
  const { startPoint, bendPoints, endPoint } = section;
  const [label] = edge?.labels ?? [];
  return {
    arrow,
    points: [startPoint, ...(bendPoints ?? []), endPoint].map(({ x, y }) => ({
      x: tenth(x),
      y: tenth(y),
    })),
    label: label === undefined ? null : rounded(label),
  };
}

function rounded({ x, y, width, height }: Rectangle): Rectangle {
  return {
    x: tenth(x),
    y: tenth(y),
    width: tenth(width),
    height: tenth(height),
  };
}

/** Hides the last digits of floating point, where machines might differ. */
function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
