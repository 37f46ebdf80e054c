/** The longest line that is not broken. */
export const WIDTH = 100;

/** Lines of a block, one level deeper. */
export function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === "" ? "" : `  ${line}`));
}

/** `head {`, the lines, `}`; on one line where there is nothing in it. */
export function block(
  head: string,
  lines: readonly string[],
): readonly string[] {
  if (lines.length === 0) return [`${head} {}`];
  return [`${head} {`, ...indented(lines), "}"];
}

/** On one line where that fits at the given depth, else the rest below the head, a part a line. */
export function breakable(
  head: string,
  parts: readonly string[],
  depth: number,
): readonly string[] {
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
export function spaced(
  groups: readonly (readonly string[])[],
): readonly string[] {
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : ["", ...group]));
}
