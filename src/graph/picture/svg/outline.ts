/** Shapes of boxes: looks are told apart without colour. */
import type { Look } from "../../diagram.ts";
import type { Rectangle } from "../layout/elk.ts";
import { element, round } from "./xml.ts";

export const CORNER = 8;
const CUT = 9;

/** The closed path around a state: rounded, or with cut corners for errors. */
export function outline(look: Look, box: Rectangle): string {
  return look === "error"
    ? octagon(box, Math.min(CUT, box.height / 3))
    : roundedBox(box, CORNER);
}

/** The box itself with its border; `inside` fills it as what composites hold. */
export function boxOf(look: Look, box: Rectangle): string {
  const d = outline(look, box);
  const border = { class: look, d };
  switch (look) {
    case "error":
      return element("path", { ...border, "stroke-width": 2.4 });
    case "suspended":
      return element("path", {
        ...border,
        "stroke-width": 1.6,
        "stroke-dasharray": "6 4",
      });
    case "final":
      return (
        element("path", { ...border, "stroke-width": 1.3 }) +
        element("path", {
          class: "final-line",
          "stroke-width": 1.3,
          d: roundedBox(inset(box, 3), CORNER - 3),
        })
      );
    case "exposed":
      return element("path", { ...border, "stroke-width": 2 });
    default:
      return element("path", { ...border, "stroke-width": 1.3 });
  }
}

export function inset(box: Rectangle, by: number): Rectangle {
  return {
    x: box.x + by,
    y: box.y + by,
    width: box.width - 2 * by,
    height: box.height - 2 * by,
  };
}

export function roundedBox(
  { x, y, width, height }: Rectangle,
  radius: number,
): string {
  const r = Math.min(radius, width / 2, height / 2);
  const arc = (dx: number, dy: number): string =>
    `a${round(r)} ${round(r)} 0 0 1 ${round(dx)} ${round(dy)}`;
  return `M${round(x + r)} ${round(y)}h${round(width - 2 * r)}${arc(r, r)}v${round(height - 2 * r)}${arc(-r, r)}h${round(2 * r - width)}${arc(-r, -r)}v${round(2 * r - height)}${arc(r, -r)}Z`;
}

function octagon({ x, y, width, height }: Rectangle, cut: number): string {
  const right = x + width;
  const bottom = y + height;
  const corners = [
    [x + cut, y],
    [right - cut, y],
    [right, y + cut],
    [right, bottom - cut],
    [right - cut, bottom],
    [x + cut, bottom],
    [x, bottom - cut],
    [x, y + cut],
  ] as const;
  return `M${corners.map(([a, b]) => `${round(a)} ${round(b)}`).join("L")}Z`;
}
