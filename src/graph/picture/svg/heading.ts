import type { Strategy } from "../../../model/index.ts";
import { breakLines, lineWidth } from "../text/break-lines.ts";
import type { Font } from "../text/font.ts";
import { paragraph } from "../text/paragraph.ts";
import { TYPE } from "../text/typography.ts";
import { textLine, textLines } from "./text.ts";

/** A part of the picture beside the graph. */
export interface Block {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** The strategy's name and version, and what it is for. */
export function heading(
  { name, version, doc }: Strategy,
  font: Font,
  x: number,
  y: number,
  width: number,
): Block {
  const head = paragraph(
    { text: name, tone: "strong" },
    { text: `  version ${version}`, tone: "quiet" },
  );
  const [summary = ""] = (doc ?? "").split(/\n\s*\n/);
  const lines =
    summary.trim() === ""
      ? []
      : breakLines(paragraph({ text: summary.trim(), tone: "quiet" }), {
          font,
          size: TYPE.summary.size,
          width: Math.min(width, 720),
          lines: 3,
        });
  const below = y + TYPE.title.line + 2;
  return {
    svg:
      textLine(head, x, y, TYPE.title) +
      textLines(
        lines.map((text) => ({ text, title: null })),
        x,
        below,
        TYPE.summary,
      ),
    width: Math.max(
      lineWidth(head, font, TYPE.title.size),
      ...lines.map((line) => lineWidth(line, font, TYPE.summary.size)),
    ),
    height: TYPE.title.line + 2 + lines.length * TYPE.summary.line + 12,
  };
}
