/** A place for people: counted from 1, columns in UTF-16 code units; `offset` counts from 0. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

export type Spelling = "fsm" | "yaml";

/** A text with a name. Offsets are UTF-16 code units from its start. */
export class SourceFile {
  /** As the user would write it: relative to the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Null: no spec, but a text that stands beside one, such as the TypeScript behind it. */
  readonly spelling: Spelling | null;
  private starts: readonly number[] | null = null;

  constructor(path: string, text: string, spelling: Spelling | null) {
    this.path = path;
    this.text = text;
    this.spelling = spelling;
  }

  /** Line and column of an offset; one past the end is the end. */
  position(offset: number): Position {
    const starts = this.lineStarts();
    const clamped = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= clamped) low = middle;
      else high = middle - 1;
    }
    const start = starts[low] ?? 0;
    return { line: low + 1, column: clamped - start + 1, offset: clamped };
  }

  /** The text of a line (from 1), without its line break. */
  line(number: number): string {
    const starts = this.lineStarts();
    const start = starts[number - 1];
    if (start === undefined) return "";
    const end = starts[number] ?? this.text.length;
    return this.text.slice(start, end).replace(/\r?\n$|\r$/, "");
  }

  get lineCount(): number {
    return this.lineStarts().length;
  }

  private lineStarts(): readonly number[] {
    if (this.starts === null) {
      const starts = [0];
      const breaks = /\r\n|\n|\r/g;
      for (
        let found = breaks.exec(this.text);
        found;
        found = breaks.exec(this.text)
      )
        starts.push(found.index + found[0].length);
      this.starts = starts;
    }
    return this.starts;
  }
}

/** Which spelling a file name promises; anything but `.yaml` and `.yml` is `.fsm`. */
export function spellingOf(path: string): Spelling {
  return /\.ya?ml$/i.test(path) ? "yaml" : "fsm";
}
