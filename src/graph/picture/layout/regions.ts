/** How the regions of a parallel state are told apart: by dashed lines between them, as in Harel's statecharts. */
import { lookOf } from "../../diagram.ts";
import type { StateFigure } from "../scene/scene.ts";
import type { Point, Rectangle } from "./elk.ts";
import {
  everyPlaced,
  isState,
  type Placed,
  type PlacedFigure,
} from "./placed.ts";

export interface Regions {
  /** Regions without a border of their own, and the part of the parallel state that each has. */
  readonly cells: ReadonlyMap<string, Rectangle>;
  readonly separators: readonly Separator[];
}

export interface Separator {
  readonly of: StateFigure;
  readonly from: Point;
  readonly to: Point;
}

/**
 * Lines where all regions of a parallel state lie side by side or below each other and differ in nothing but what they hold;
 * boxes where an arrow has to end at one of them.
 *
 * @param headerOf the height of a composite's title
 */
export function regionsOf(
  picture: Placed,
  headerOf: (id: string) => number,
): Regions {
  const ends = new Set(
    picture.arrows.flatMap(({ arrow: { from, to } }) => [from, to]),
  );
  const cells = new Map<string, Rectangle>();
  const separators: Separator[] = [];
  for (const placed of everyPlaced(picture.figures)) {
    if (!isState(placed) || placed.figure.state.kind !== "parallel") continue;
    const regions = placed.children.filter(isState);
    if (!regions.every((region) => mayBeOpen(region, placed, ends))) continue;
    const header = headerOf(placed.figure.id);
    const inside = {
      x: placed.x,
      y: placed.y + header,
      width: placed.width,
      height: placed.height - header,
    };
    const parts = partsOf(inside, regions);
    if (parts === null) continue;
    parts.forEach(({ region, cell }, index) => {
      cells.set(region.figure.id, cell);
      if (index > 0)
        separators.push({ of: placed.figure, ...edgeOf(cell, inside) });
    });
  }
  return { cells, separators };
}

function mayBeOpen(
  { figure, children }: PlacedFigure<StateFigure>,
  parallel: PlacedFigure<StateFigure>,
  ends: ReadonlySet<string>,
): boolean {
  const { state } = figure;
  const around = parallel.figure.state;
  return (
    children.length > 0 &&
    !ends.has(figure.id) &&
    state.kind === "composite" &&
    state.exposed === around.exposed &&
    (lookOf(state) === lookOf(around) || lookOf(around) === "suspended")
  );
}

interface Part {
  readonly region: PlacedFigure<StateFigure>;
  readonly cell: Rectangle;
}

/** The inside, shared among regions in a row or a column, in their order there; null where they lie otherwise. */
function partsOf(
  inside: Rectangle,
  regions: readonly PlacedFigure<StateFigure>[],
): readonly Part[] | null {
  const columns = shared(inside.x, inside.width, regions, ({ x, width }) => [
    x,
    x + width,
  ]);
  if (columns !== null)
    return columns.map(({ region, from, to }) => ({
      region,
      cell: { ...inside, x: from, width: to - from },
    }));
  const rows = shared(inside.y, inside.height, regions, ({ y, height }) => [
    y,
    y + height,
  ]);
  return (
    rows?.map(({ region, from, to }) => ({
      region,
      cell: { ...inside, y: from, height: to - from },
    })) ?? null
  );
}

function shared(
  start: number,
  length: number,
  regions: readonly PlacedFigure<StateFigure>[],
  stretchOf: (region: Rectangle) => readonly [number, number],
) {
  const sorted = regions
    .map((region) => ({ region, stretch: stretchOf(region) }))
    .toSorted((a, b) => a.stretch[0] - b.stretch[0]);
  const parts: {
    region: PlacedFigure<StateFigure>;
    from: number;
    to: number;
  }[] = [];
  let from = start;
  for (const [index, { region, stretch }] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next !== undefined && next.stretch[0] < stretch[1]) return null;
    const to =
      next === undefined ? start + length : (stretch[1] + next.stretch[0]) / 2;
    parts.push({ region, from, to });
    from = to;
  }
  return parts;
}

/** The side of a cell that it shares with the one before. */
function edgeOf(
  cell: Rectangle,
  inside: Rectangle,
): { readonly from: Point; readonly to: Point } {
  const { x, y } = cell;
  return cell.x > inside.x
    ? { from: { x, y }, to: { x, y: y + cell.height } }
    : { from: { x, y }, to: { x: x + cell.width, y } };
}
