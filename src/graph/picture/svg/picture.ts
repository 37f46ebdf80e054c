import type { Dress } from "../layout/dress.ts";
import type { Placed } from "../layout/placed.ts";
import type { Font } from "../text/font.ts";
import { graph } from "./graph.ts";
import { heading } from "./heading.ts";
import { legend } from "./legend.ts";
import { styleSheet, type ThemeName } from "./theme.ts";
import { element, title } from "./xml.ts";

const MARGIN = 16;

/** For titles and legends of small machines. */
const LEAST_WIDTH = 320;

/** Where DejaVu Sans is missing, Verdana is nearly as wide; anything else is narrower. */
const FONTS = "DejaVu Sans, Verdana, Bitstream Vera Sans, Geneva, sans-serif";

export interface PictureOptions {
  readonly theme: ThemeName;
}

/** The picture as a file of SVG 1.1. */
export function toSvg(
  picture: Placed,
  dress: Dress,
  font: Font,
  { theme }: PictureOptions,
): string {
  const { strategy, notes } = picture.scene;
  const room = Math.max(picture.width, LEAST_WIDTH);
  const top = heading(strategy, font, MARGIN, MARGIN, room);
  const bottom = legend(picture, notes, font, Math.max(room, top.width));
  const content = Math.max(picture.width, top.width, bottom.width);
  const width = Math.ceil(content) + 2 * MARGIN;
  const below = MARGIN + top.height + picture.height;
  const height = Math.ceil(below + bottom.height + MARGIN);
  const left = Math.max(MARGIN, (width - picture.width) / 2);
  const svg = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "font-family": FONTS,
    },
    title(strategy.name),
    element("style", {}, styleSheet(theme)),
    element("rect", { class: "canvas", width, height }),
    top.svg,
    element(
      "g",
      { transform: `translate(${left} ${MARGIN + top.height})` },
      graph(picture, dress),
    ),
    element("g", { transform: `translate(${MARGIN} ${below})` }, bottom.svg),
  );
  return `${svg}\n`;
}
