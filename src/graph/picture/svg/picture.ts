import {
  LABEL_PADDING,
  PADDING,
  type Dress,
  type StateBox,
} from "../layout/dress.ts";
import { headerPlace } from "../layout/header.ts";
import { regionsOf, type Separator } from "../layout/regions.ts";
import { lookOf } from "../../diagram.ts";
import {
  everyPlaced,
  isState,
  type Placed,
  type PlacedArrow,
  type PlacedFigure,
} from "../layout/placed.ts";
import type { Font } from "../text/font.ts";
import { TYPE } from "../text/typography.ts";
import { arrow } from "./arrow.ts";
import { anywhere, pseudo } from "./figure.ts";
import { heading } from "./heading.ts";
import { legend } from "./legend.ts";
import { stateBack, stateFront } from "./state.ts";
import { textLines } from "./text.ts";
import { styleSheet, type ThemeName } from "./theme.ts";
import { element, title } from "./xml.ts";

const MARGIN = 16;

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
  const top = heading(
    strategy,
    font,
    MARGIN,
    MARGIN,
    Math.max(picture.width, 320),
  );
  const bottom = legend(
    picture,
    notes,
    font,
    Math.max(picture.width, top.width, 320),
  );
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
      ...graph(picture, dress),
    ),
    element("g", { transform: `translate(${MARGIN} ${below})` }, bottom.svg),
  );
  return `${svg}\n`;
}

/** Grounds first, lines on them, then all that is to be read. */
function graph(picture: Placed, dress: Dress): readonly string[] {
  const all = [...everyPlaced(picture.figures)];
  const figures = new Map(all.map((each) => [each.figure.id, each]));
  const { cells, separators } = regionsOf(
    picture,
    (id) => dress.states.get(id)?.height ?? 0,
  );
  return [
    ...all.map((each) => back(each, dress, cells.has(each.figure.id))),
    ...separators.map(separator),
    ...picture.arrows.map((each) => arrow(each, figures)),
    ...picture.arrows.map((each) => label(each, dress)),
    ...all.map((each) =>
      front({ ...each, ...cells.get(each.figure.id) }, dress, picture),
    ),
  ];
}

function back(placed: PlacedFigure, dress: Dress, borderless: boolean): string {
  if (!isState(placed)) return "";
  const box = dress.states.get(placed.figure.id);
  if (box === undefined) return "";
  const { state, title: tooltip } = placed.figure;
  return element(
    "g",
    { "data-state": state.path },
    title(tooltip),
    borderless ? "" : stateBack(placed, box),
  );
}

function separator({ of, from, to }: Separator): string {
  return element("path", {
    class: `${lookOf(of.state)}-line`,
    "stroke-width": 1.3,
    "stroke-dasharray": "7 5",
    d: `M${from.x} ${from.y}L${to.x} ${to.y}`,
  });
}

function front(placed: PlacedFigure, dress: Dress, { arrows }: Placed): string {
  const { figure } = placed;
  if (isState(placed)) {
    const box = dress.states.get(figure.id);
    if (box === undefined) return "";
    const place =
      placed.children.length === 0
        ? { x: textStart(placed, box), crossed: false }
        : headerPlace(placed, box, arrows);
    return element(
      "g",
      {},
      title(figure.title),
      stateFront(placed, box, place),
    );
  }
  if (figure.kind === "anywhere") {
    const note = dress.notes.get(figure.id);
    return note === undefined
      ? ""
      : element("g", {}, title(figure.title), anywhere(figure, placed, note));
  }
  if (figure.kind === "state") return "";
  return element("g", {}, title(figure.title), pseudo(figure.kind, placed));
}

/** A name alone stands in the middle of its box, where it does not head a list. */
function textStart({ x, width }: PlacedFigure, box: StateBox): number {
  const room = width - box.textX - PADDING.x - box.textWidth;
  return x + box.textX + (box.body.length === 0 ? Math.max(0, room / 2) : 0);
}

function label(
  { arrow: { id }, label: box }: PlacedArrow,
  dress: Dress,
): string {
  const lines = dress.labels.get(id)?.lines;
  if (box === null || lines === undefined) return "";
  return element(
    "g",
    {},
    textLines(
      lines.map(({ text, statement }) => ({ text, title: statement.title })),
      box.x + LABEL_PADDING.x,
      box.y + LABEL_PADDING.y,
      TYPE.label,
    ),
  );
}
