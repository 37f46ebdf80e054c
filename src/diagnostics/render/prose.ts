import type { styleText } from "node:util";
import { printable, widthOf } from "./columns.ts";

/** What prose wraps to the right of: `path: `, `why:  `, `help: `, `more: `. */
const INDENT = 6;
const NARROWEST = 30;

type Style = (format: Parameters<typeof styleText>[0], text: string) => string;

/** `why:  …` under a frame, wrapped to the width; nothing for an empty text. */
export function prose(
  style: Style,
  name: string,
  text: string,
  width: number | null,
): readonly string[] {
  if (text === "") return [];
  return wrapped(printable(text), width).map((line, index) =>
    index === 0
      ? `${style("bold", `${name}:`)}${" ".repeat(INDENT - name.length - 1)}${line}`
      : `${" ".repeat(INDENT)}${line}`,
  );
}

function wrapped(text: string, width: number | null): readonly string[] {
  if (width === null) return [text];
  const room = Math.max(width - INDENT, NARROWEST);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && widthOf(longer) > room) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
