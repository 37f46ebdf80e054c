import { lookOf } from "../../diagram.ts";
import type { StateFigure } from "../scene/scene.ts";
import { BAND, hasMark, PADDING, type StateBox } from "../layout/dress.ts";
import type { Rectangle } from "../layout/elk.ts";
import type { HeaderPlace } from "../layout/header.ts";
import type { PlacedFigure } from "../layout/placed.ts";
import { TYPE } from "../text/typography.ts";
import { crossedRing, pause, ring } from "./marks.ts";
import { boxOf, CORNER, inset } from "./outline.ts";
import { plainLine, textLine, textLines } from "./text.ts";
import { element, round } from "./xml.ts";

/** A state's box, without what it holds: that is drawn on it. */
export function stateBack(
  placed: PlacedFigure<StateFigure>,
  { height }: StateBox,
): string {
  const { figure, children } = placed;
  return [
    boxOf(lookOf(figure.state), placed),
    children.length > 0 ? insideOf(placed, height) : "",
    figure.state.exposed ? band(figure, placed) : "",
  ].join("");
}

/**
 * The title and what happens in the state, over whatever runs behind it.
 *
 * @param ground the class of what the title stands on
 */
export function stateFront(
  placed: PlacedFigure<StateFigure>,
  box: StateBox,
  { x, crossed }: HeaderPlace,
  ground: string,
): string {
  const { figure, children } = placed;
  const look = lookOf(figure.state);
  const parts: string[] = [];
  const text = textHeight(box);
  let y =
    placed.y + (children.length > 0 ? PADDING.y : (placed.height - text) / 2);
  if (crossed)
    parts.push(
      element("rect", {
        class: ground,
        "stroke-width": 0,
        rx: 3,
        x: x - 3,
        y,
        width: box.textWidth + 6,
        height: text,
      }),
    );
  if (box.words !== "") {
    parts.push(
      plainLine(box.words.toUpperCase(), `${look}-text`, x, y, TYPE.words, {
        "font-weight": "bold",
        "letter-spacing": 0.6,
      }),
    );
    y += TYPE.words.line;
  }
  const marked = hasMark(figure);
  if (marked) parts.push(markOf(figure, x + 6, y + TYPE.name.line * 0.5));
  for (const line of box.name) {
    parts.push(textLine(line, x + (marked ? 18 : 0), y, TYPE.name));
    y += TYPE.name.line;
  }
  if (box.body.length === 0) return parts.join("");
  if (children.length === 0) parts.push(divider(placed, y + 4));
  const lines = box.body.map((line) => ({
    text: line.text,
    title: line.statement.title,
  }));
  parts.push(textLines(lines, x, y + 8, TYPE.body));
  return parts.join("");
}

function textHeight({ words, name, body }: StateBox): number {
  return (
    (words === "" ? 0 : TYPE.words.line) +
    name.length * TYPE.name.line +
    (body.length === 0 ? 0 : 8 + body.length * TYPE.body.line)
  );
}

/** Between the name and what happens in a state. */
function divider(
  { figure: { state }, x, width }: PlacedFigure<StateFigure>,
  y: number,
): string {
  return element("path", {
    class: `${lookOf(state)}-line`,
    "stroke-width": 0.8,
    "stroke-opacity": 0.55,
    d: `M${round(x + (state.exposed ? BAND : 0) + 1)} ${round(y)}H${round(x + width - 1)}`,
  });
}

function markOf({ state }: StateFigure, x: number, y: number): string {
  if (state.kind !== "final") return pause(x, y, 5.5);
  return state.cancelled ? crossedRing(x, y, 6) : ring(x, y, 6);
}

/** Stripes along the left border: a position may be open. */
function band({ state }: StateFigure, box: Rectangle): string {
  const look = lookOf(state);
  const top = box.y + CORNER + 1;
  const bottom = box.y + box.height - CORNER - 1;
  const stripes: string[] = [];
  for (let y = top + BAND - 1; y <= bottom; y += 5.5)
    stripes.push(`M${round(box.x + 1)} ${round(y)}l${BAND - 1} ${1 - BAND}`);
  return [
    element("path", {
      class: `${look}-line`,
      "stroke-width": 1.8,
      d: stripes.join(""),
    }),
    element("path", {
      class: `${look}-line`,
      "stroke-width": 1,
      d: `M${round(box.x + BAND + 0.5)} ${round(box.y)}v${round(box.height)}`,
    }),
  ].join("");
}

/** What a composite holds lies on another ground than its title. */
function insideOf(
  { figure, ...placed }: PlacedFigure<StateFigure>,
  header: number,
): string {
  const { x, width, y, height } = inset(placed, 1);
  const left = x + (figure.state.exposed ? BAND : 0);
  const right = x + width;
  const bottom = y + height;
  const corner = CORNER - 1;
  const d = [
    `M${round(left)} ${round(y + header)}H${round(right)}V${round(bottom - corner)}`,
    `L${round(right - corner / 2)} ${round(bottom)}`,
    `H${round(left + corner / 2)}L${round(left)} ${round(bottom - corner)}Z`,
  ].join("");
  return element("path", { class: "inside", d });
}
