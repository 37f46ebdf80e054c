/** The machine itself: states, what else there is in them, arrows, labels. */
import { lookOf } from "../../diagram.ts";
import {
  LABEL_PADDING,
  PADDING,
  type Dress,
  type StateBox,
} from "../layout/dress.ts";
import type { Rectangle } from "../layout/elk.ts";
import { headerPlace, type HeaderPlace } from "../layout/header.ts";
import {
  everyPlaced,
  isState,
  type Placed,
  type PlacedArrow,
  type PlacedFigure,
} from "../layout/placed.ts";
import { regionsOf, type Separator } from "../layout/regions.ts";
import type { StateFigure } from "../scene/scene.ts";
import { TYPE } from "../text/typography.ts";
import { arrow } from "./arrow.ts";
import { anywhere, pseudo } from "./figure.ts";
import { stateBack, stateFront } from "./state.ts";
import { textLines } from "./text.ts";
import { element, title } from "./xml.ts";

/** Grounds first, lines on them, then all that is to be read. */
export function graph(picture: Placed, dress: Dress): string {
  const all = [...everyPlaced(picture.figures)];
  const figures = new Map(all.map((each) => [each.figure.id, each]));
  const { cells, separators } = regionsOf(
    picture,
    (id) => dress.states.get(id)?.height ?? 0,
  );
  const front = (placed: PlacedFigure): string => {
    if (!isState(placed)) return pseudoFront(placed, dress);
    const cell = cells.get(placed.figure.id) ?? null;
    return stateTexts(placed, cell, dress, picture.arrows);
  };
  return [
    ...all
      .filter(isState)
      .map((each) => back(each, dress, cells.has(each.figure.id))),
    ...separators.map(separator),
    ...picture.arrows.map((each) => arrow(each, figures)),
    ...picture.arrows.map((each) => label(each, dress)),
    ...all.map(front),
  ].join("");
}

function back(
  placed: PlacedFigure<StateFigure>,
  dress: Dress,
  borderless: boolean,
): string {
  const { id, state, title: tooltip } = placed.figure;
  const box = dress.states.get(id);
  return element(
    "g",
    { "data-state": state.path },
    title(tooltip),
    borderless || box === undefined ? "" : stateBack(placed, box),
  );
}

/** @param cell the part of a parallel state that a region without a border has */
function stateTexts(
  placed: PlacedFigure<StateFigure>,
  cell: Rectangle | null,
  dress: Dress,
  arrows: readonly PlacedArrow[],
): string {
  const { id, state, title: tooltip } = placed.figure;
  const box = dress.states.get(id);
  if (box === undefined) return "";
  const whole = { ...placed, ...cell };
  const place =
    placed.children.length === 0
      ? middle(placed, box)
      : headerPlace(whole, box, arrows);
  const ground = cell === null ? lookOf(state) : "inside";
  return element(
    "g",
    {},
    title(tooltip),
    stateFront(whole, box, place, ground),
  );
}

/** A name alone stands in the middle of its box; above a list, at its left. */
function middle({ x, width }: Rectangle, box: StateBox): HeaderPlace {
  const room = width - box.textX - PADDING.x - box.textWidth;
  const indent = box.body.length === 0 ? Math.max(0, room / 2) : 0;
  return { x: x + box.textX + indent, crossed: false };
}

function pseudoFront(placed: PlacedFigure, dress: Dress): string {
  const { figure } = placed;
  if (figure.kind === "state") return "";
  const drawn =
    figure.kind === "anywhere"
      ? anywhere(placed, dress.notes.get(figure.id)?.lines ?? [])
      : pseudo(figure.kind, placed);
  return element("g", {}, title(figure.title), drawn);
}

function separator({ of, from, to }: Separator): string {
  return element("path", {
    class: `${lookOf(of.state)}-line`,
    "stroke-width": 1.3,
    "stroke-dasharray": "7 5",
    d: `M${from.x} ${from.y}L${to.x} ${to.y}`,
  });
}

function label(
  { arrow: { id }, label: box }: PlacedArrow,
  dress: Dress,
): string {
  const lines = dress.labels.get(id)?.lines;
  if (box === null || lines === undefined) return "";
  return textLines(
    lines.map(({ text, statement }) => ({ text, title: statement.title })),
    box.x + LABEL_PADDING.x,
    box.y + LABEL_PADDING.y,
    TYPE.label,
  );
}
