import { RowProblem } from "./row-problem.ts";

/** No row of market data is nearly as long, in UTF-16 code units. */
const LONGEST_LINE = 1_048_576;

/**
 * The lines of a text, as many at a time as a block of it completes, so that a
 * large file never lands in memory, nor does a binary one that has no line
 * breaks. A byte order mark and carriage returns are taken off.
 *
 * @throws RowProblem if a line is longer than 1 MiB: the one after those that were yielded
 */
export async function* linesOf(
  blocks: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const block of blocks) {
    const lines = (rest + decoder.decode(block, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    if (lines.length > 0) yield lines.map(withoutReturn);
    if (rest.length > LONGEST_LINE)
      throw new RowProblem(
        `expected rows of text, found a line of more than ${LONGEST_LINE} characters: is this a text file?`,
      );
  }
  rest += decoder.decode();
  if (rest !== "") yield [withoutReturn(rest)];
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}
