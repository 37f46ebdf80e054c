/** What is no state: where something begins, is chosen, remembered, or comes from everywhere. */
import type { PseudoFigure } from "../scene/scene.ts";
import { NOTE_PADDING, type TextLine } from "../layout/dress.ts";
import type { Rectangle } from "../layout/elk.ts";
import { TYPE } from "../text/typography.ts";
import { diamond, dot, history } from "./marks.ts";
import { roundedBox } from "./outline.ts";
import { textLines } from "./text.ts";
import { element } from "./xml.ts";

export function pseudo(kind: PseudoFigure["kind"], box: Rectangle): string {
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  const radius = box.width / 2;
  switch (kind) {
    case "initial":
    case "junction":
      return dot(x, y, radius);
    case "choice":
      return diamond(x, y, radius);
    case "fork":
      return element("path", { class: "solid", d: roundedBox(box, 2) });
    default:
      return history(x, y, radius, kind === "deep-history");
  }
}

/** A note that leads somewhere. */
export function anywhere(box: Rectangle, lines: readonly TextLine[]): string {
  return (
    element("path", {
      class: "anywhere",
      "stroke-width": 1.3,
      "stroke-dasharray": "5 3",
      d: roundedBox(box, Math.min(16, box.height / 2)),
    }) +
    textLines(
      lines.map(({ text, statement }) => ({ text, title: statement.title })),
      box.x + NOTE_PADDING.x,
      box.y + NOTE_PADDING.y,
      TYPE.label,
    )
  );
}
