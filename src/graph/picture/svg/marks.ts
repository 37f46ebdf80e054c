/** Small drawings beside text, from their middle. */
import { element, round } from "./xml.ts";

/** A clock: time will do it. */
export function clock(x: number, y: number, radius: number): string {
  const hand = round(radius * 0.55);
  return element(
    "g",
    { class: "line", "stroke-width": 1.1, "stroke-linecap": "round" },
    element("circle", { cx: x, cy: y, r: radius }),
    element("path", {
      d: `M${round(x)} ${round(y - hand)}V${round(y)}H${round(x + hand * 0.8)}`,
    }),
  );
}

/** A triangle: work is going on. */
export function play(x: number, y: number, radius: number): string {
  return element("path", {
    class: "solid",
    d: `M${round(x - radius * 0.7)} ${round(y - radius)}L${round(x + radius)} ${round(y)}L${round(x - radius * 0.7)} ${round(y + radius)}Z`,
  });
}

/** Two bars: work rests. */
export function pause(x: number, y: number, radius: number): string {
  const bar = { y: y - radius, width: radius * 0.55, height: 2 * radius };
  return element(
    "g",
    { class: "suspended-solid" },
    element("rect", { x: x - radius * 0.75, ...bar }),
    element("rect", { x: x + radius * 0.2, ...bar }),
  );
}

/** UML's final state. */
export function ring(x: number, y: number, radius: number): string {
  return element(
    "g",
    {},
    element("circle", {
      class: "final-line",
      "stroke-width": 1.4,
      cx: x,
      cy: y,
      r: radius,
    }),
    element("circle", { class: "final-solid", cx: x, cy: y, r: radius * 0.55 }),
  );
}

/** A final state without success: a ring with a cross, as UML's flow final node. */
export function crossedRing(x: number, y: number, radius: number): string {
  const arm = radius * 0.7;
  return element(
    "g",
    { class: "final-line", "stroke-width": 1.4 },
    element("circle", { cx: x, cy: y, r: radius }),
    element("path", {
      d: `M${round(x - arm)} ${round(y - arm)}L${round(x + arm)} ${round(y + arm)}M${round(x + arm)} ${round(y - arm)}L${round(x - arm)} ${round(y + arm)}`,
    }),
  );
}

/** Where something begins. */
export function dot(x: number, y: number, radius: number): string {
  return element("circle", { class: "solid", cx: x, cy: y, r: radius });
}

/** A way is chosen. */
export function diamond(x: number, y: number, radius: number): string {
  return element("path", {
    class: "plain",
    "stroke-width": 1.4,
    d: `M${round(x)} ${round(y - radius)}L${round(x + radius)} ${round(y)}L${round(x)} ${round(y + radius)}L${round(x - radius)} ${round(y)}Z`,
  });
}

/** `H` or `H*` in a circle. */
export function history(
  x: number,
  y: number,
  radius: number,
  deep: boolean,
): string {
  return element(
    "g",
    {},
    element("circle", {
      class: "plain",
      "stroke-width": 1.4,
      cx: x,
      cy: y,
      r: radius,
    }),
    element(
      "text",
      {
        class: "ink",
        x,
        y: y + radius * 0.36,
        "font-size": radius * 1.05,
        "font-weight": "bold",
        "text-anchor": "middle",
      },
      deep ? "H*" : "H",
    ),
  );
}
