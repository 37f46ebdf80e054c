import { indented, squeezed, type Lines } from "../lines.ts";

/** The longest line that is not broken. */
export const WIDTH = 100;

/** `head {`, the lines, `}`; on one line where there is nothing in it. */
export function block(head: string, lines: Lines): Lines {
  const body = squeezed(lines);
  if (body.length === 0) return [`${head} {}`];
  return [`${head} {`, ...indented(body), "}"];
}

/** A part of a line; of several pieces, with commas between them, that can go on in the next line. */
export type Part = readonly string[];

/** On one line where that fits at the given depth, else the rest below the head, a part a line. */
export function breakable(
  head: string,
  parts: readonly Part[],
  depth: number,
): Lines {
  const texts = parts.map(joined).filter(Boolean);
  const line = [head, ...texts].join(" ");
  if (fits(line, depth)) return [line];
  const [first = "", ...others] = texts;
  const begin = `${head} ${first}`.trimEnd();
  if (others.length > 0 && fits(begin, depth))
    return [begin, ...below(parts.slice(1), depth)];
  return [head, ...below(parts, depth)];
}

function below(parts: readonly Part[], depth: number): Lines {
  return indented(parts.flatMap((part) => filled(part, depth + 1)));
}

/** As many pieces a line as fit; the further lines stand deeper. */
function filled(part: Part, depth: number): Lines {
  const lines: string[] = [];
  for (const piece of part) {
    const last = lines.at(-1);
    const longer = last === undefined ? piece : `${last}, ${piece}`;
    if (last === undefined) lines.push(piece);
    else if (fits(`${longer},`, depth)) lines[lines.length - 1] = longer;
    else {
      lines[lines.length - 1] = `${last},`;
      lines.push(`    ${piece}`);
    }
  }
  return lines;
}

function joined(part: Part): string {
  return part.join(", ");
}

/** Whether a line is short enough at a depth of so many levels. */
export function fits(line: string, depth: number): boolean {
  return line.length + 2 * depth <= WIDTH;
}

/** Groups of lines with an empty line between them. */
export function spaced(groups: readonly Lines[]): Lines {
  return squeezed(groups.flatMap((group) => ["", ...group]));
}
