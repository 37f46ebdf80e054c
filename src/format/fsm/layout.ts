import { indented, squeezed, type Lines } from "../lines.ts";

/** The longest line that is not broken. */
export const WIDTH = 100;

/** `head {`, the lines, `}`; on one line where there is nothing in it. */
export function block(head: string, lines: Lines): Lines {
  const body = squeezed(lines);
  if (body.length === 0) return [`${head} {}`];
  return [`${head} {`, ...indented(body), "}"];
}

/** On one line where that fits at the given depth, else the rest below the head, a part a line. */
export function breakable(head: string, parts: Lines, depth: number): Lines {
  const line = [head, ...parts].join(" ");
  if (fits(line, depth)) return [line];
  const [first, ...others] = parts;
  const begin = `${head} ${first ?? ""}`.trimEnd();
  return fits(begin, depth)
    ? [begin, ...indented(others)]
    : [head, ...indented(parts)];
}

/** Whether a line is short enough at a depth of so many levels. */
export function fits(line: string, depth: number): boolean {
  return line.length + 2 * depth <= WIDTH;
}

/** Groups of lines with an empty line between them. */
export function spaced(groups: readonly Lines[]): Lines {
  return squeezed(groups.flatMap((group) => ["", ...group]));
}
