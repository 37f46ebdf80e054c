export type Lines = readonly string[];

/** Lines of a block, one level deeper. */
export function indented(lines: Lines): Lines {
  return lines.map((line) => (line === "" ? "" : `  ${line}`));
}

/** Never two empty lines in a row, none at either end. */
export function squeezed(lines: Lines): Lines {
  const result: string[] = [];
  for (const line of lines)
    if (line !== "" || (result.length > 0 && result.at(-1) !== ""))
      result.push(line);
  if (result.at(-1) === "") result.pop();
  return result;
}
