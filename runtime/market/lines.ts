import { createReadStream } from "node:fs";
import { BadRowError } from "./errors.ts";

/** No row of market data is nearly as long, in UTF-16 code units. */
const LONGEST_LINE = 65_536;

export interface Line {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
}

/**
 * The lines of a text file, a block at a time: a large file never lands in
 * memory, nor does a binary one that has no line breaks. A byte order mark and
 * carriage returns are taken off.
 *
 * @throws BadRowError if a line is longer than 65,536 characters
 * @throws the file system's own error if the file cannot be read
 */
export async function* readLines(file: string): AsyncGenerator<Line> {
  let number = 0;
  let rest = "";
  for await (const block of createReadStream(file, { encoding: "utf8" })) {
    const lines = (rest + String(block)).split("\n");
    rest = lines.pop() ?? "";
    for (const text of lines) {
      number += 1;
      yield { number, text: trimmed(text, number) };
    }
    if (rest.length > LONGEST_LINE)
      throw new BadRowError(
        { file, line: number + 1 },
        `expected rows of text, found a line of more than ${LONGEST_LINE} characters: is this a text file?`,
      );
  }
  if (rest !== "")
    yield { number: number + 1, text: trimmed(rest, number + 1) };
}

function trimmed(text: string, number: number): string {
  const start = number === 1 && text.startsWith("\uFEFF") ? 1 : 0;
  const end = text.endsWith("\r") ? text.length - 1 : text.length;
  return text.slice(start, end);
}
