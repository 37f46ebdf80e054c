import { markWidth } from "../text/break-lines.ts";
import type { Paragraph, Tone } from "../text/paragraph.ts";
import { BASELINE } from "../text/typography.ts";
import { clock, play } from "./marks.ts";
import { element, escapeXml, title } from "./xml.ts";

interface Typesize {
  readonly size: number;
  readonly line: number;
}

/** Lines below each other, each with its tooltip where it says less than there is. */
export function textLines(
  lines: readonly { readonly text: Paragraph; readonly title: string | null }[],
  x: number,
  y: number,
  type: Typesize,
): string {
  return lines
    .map((line, index) => {
      const drawn = textLine(line.text, x, y + index * type.line, type);
      return line.title === null
        ? drawn
        : element("g", {}, title(line.title), drawn);
    })
    .join("");
}

/** One line; `x` is its left end and `y` the top. */
export function textLine(
  { mark, pieces }: Paragraph,
  x: number,
  y: number,
  { size, line }: Typesize,
): string {
  const baseline = y + line * BASELINE;
  const middle = baseline - size * 0.36;
  const drawn =
    mark === null
      ? ""
      : mark === "clock"
        ? clock(x + size * 0.5, middle, size * 0.42)
        : play(x + size * 0.5, middle, size * 0.4);
  return (
    drawn +
    element(
      "text",
      {
        x: x + markWidth(mark, size),
        y: baseline,
        "font-size": size,
        "xml:space": "preserve",
      },
      ...pieces.map(({ text, tone }) =>
        element("tspan", TONES[tone], escapeXml(text)),
      ),
    )
  );
}

/** One word or name in one class. */
export function plainLine(
  text: string,
  className: string,
  x: number,
  y: number,
  { size, line }: Typesize,
  more: Readonly<Record<string, string | number>> = {},
): string {
  return element(
    "text",
    {
      class: className,
      x,
      y: y + line * BASELINE,
      "font-size": size,
      ...more,
    },
    escapeXml(text),
  );
}

const TONES: Readonly<Record<Tone, Readonly<Record<string, string>>>> = {
  strong: { class: "ink", "font-weight": "bold" },
  plain: { class: "ink" },
  quiet: { class: "quiet" },
};
