import type { Stay } from "../record/occupancy.ts";
import { boxesOf, type Box } from "./band-columns.ts";
import type { StateLook } from "./palette.ts";
import { element, fitted, text, title } from "./svg.ts";
import type { TimeScale } from "./time-scale.ts";

/** Of a row, in pixels. */
export const BAND = { height: 24, gap: 6 } as const;

export interface BandRow {
  /** What the row is of: `state`, or a region's name. */
  readonly label: string;
  readonly stays: readonly Stay[];
}

/** Which state was active when, one row under the other. */
export function bands(
  rows: readonly BandRow[],
  looks: readonly StateLook[],
  time: TimeScale,
  top: number,
): string {
  return rows
    .map((row, index) => band(row, looks, time, top + offsetOf(index)))
    .join("");
}

export function bandsHeight(rows: readonly BandRow[]): number {
  return offsetOf(rows.length) - BAND.gap;
}

/** The id of what a state is filled with, where that is more than a colour. */
export function patternId({ fill, over }: StateLook): string {
  return `fsmc-${over}-${fill}`;
}

function band(
  { label, stays }: BandRow,
  looks: readonly StateLook[],
  time: TimeScale,
  top: number,
): string {
  const order = looks.map(({ path }) => path);
  const boxes = boxesOf(stays, order, time, BAND.height);
  return element(
    "g",
    { "data-row": label },
    text(fitted(label, 10, time.x - 14), {
      class: "label",
      x: time.x - 10,
      y: top + BAND.height / 2 + 4,
      "text-anchor": "end",
      "font-size": 10,
    }),
    ...looks.flatMap((look) => {
      const own = boxes.get(look.path) ?? [];
      return own.length === 0 ? [] : [boxesPath(look, own, top)];
    }),
  );
}

function boxesPath(
  look: StateLook,
  boxes: readonly Box[],
  top: number,
): string {
  const d = boxes
    .map(
      ({ x, y, width, height }) =>
        `M${x} ${top + y}h${width}v${height}h${-width}z`,
    )
    .join("");
  return element(
    "path",
    {
      "data-state": look.path,
      class: look.over === null ? `${look.fill} crisp` : "crisp",
      fill: look.over === null ? null : `url(#${patternId(look)})`,
      d,
    },
    title(look.path),
  );
}

function offsetOf(row: number): number {
  return row * (BAND.height + BAND.gap);
}
