import { expect, test } from "vitest";
import { LOOKS } from "../../../src/graph/diagram.ts";
import {
  DARK,
  LIGHT,
  type Theme,
} from "../../../src/graph/picture/svg/theme.ts";

/** Of text, and of shapes that carry meaning (WCAG 2.2, 1.4.3 and 1.4.11). */
const TEXT = 4.5;
const SHAPE = 3;

test.each([
  ["light", LIGHT],
  ["dark", DARK],
])("all that is drawn stands out in the %s theme", (_name, theme) => {
  for (const { what, colour, ground, least } of pairsOf(theme))
    expect(contrast(colour, ground), what).toBeGreaterThanOrEqual(least);
});

function pairsOf(theme: Theme) {
  const paints = [...LOOKS.map((look) => theme.looks[look]), theme.anywhere];
  const grounds = [
    theme.canvas,
    theme.inside,
    ...paints.map(({ fill }) => fill),
  ];
  return [
    ...grounds.flatMap((ground) => [
      { what: `ink on ${ground}`, colour: theme.ink, ground, least: TEXT },
      { what: `quiet on ${ground}`, colour: theme.quiet, ground, least: TEXT },
      { what: `line on ${ground}`, colour: theme.line, ground, least: SHAPE },
    ]),
    ...paints.flatMap(({ stroke, fill, text }) => [
      { what: `text ${text}`, colour: text, ground: fill, least: TEXT },
      { what: `stroke ${stroke}`, colour: stroke, ground: fill, least: SHAPE },
      {
        what: `stroke ${stroke} on the canvas`,
        colour: stroke,
        ground: theme.canvas,
        least: SHAPE,
      },
    ]),
  ];
}

/** From 1 to 21 (w3.org/TR/WCAG22/#dfn-contrast-ratio). */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted(
    (x, y) => y - x,
  );
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
