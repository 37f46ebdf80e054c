/**
 * How wide text is on a terminal, and what of it may be printed there. Widths follow Unicode's East Asian Width (UAX #11):
 * wide and full-width characters and emoji take two columns, marks that combine take none.
 */

const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;
const ASCII = /^[\u0020-\u007e]*$/;
/** Control characters, and those that turn the direction of the text around, which would make it show what it does not say. */
const UNPRINTABLE =
  /[[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\p{Cs}]--\t]/gv;
const TAB_STOP = 4;

/** Made for the first text that is not plain ASCII: it takes a third of the time of a short check. */
let graphemes: Intl.Segmenter | null = null;

/** The text with everything replaced that a terminal would act on; every replacement is as long as what it replaces. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, "\ufffd");
}

/** One line with tabs expanded, and the column (from 0) at which each of its UTF-16 code units stands in it. */
export interface Layout {
  readonly text: string;
  /** One entry more than the line has code units: the last is the width of the whole. */
  readonly columns: readonly number[];
}

export function layOut(line: string): Layout {
  const clean = printable(line);
  const columns: number[] = [];
  let text = "";
  let column = 0;
  for (const part of segments(clean)) {
    for (let unit = 0; unit < part.length; unit += 1) columns.push(column);
    const width =
      part === "\t" ? TAB_STOP - (column % TAB_STOP) : widthOfGrapheme(part);
    text += part === "\t" ? " ".repeat(width) : part;
    column += width;
  }
  columns.push(column);
  return { text, columns };
}

/** How many columns the text takes. */
export function widthOf(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const part of segments(text)) width += widthOfGrapheme(part);
  return width;
}

/** What stands in the columns `from` (inclusive) to `to` (exclusive) of a text without tabs. */
export function cut(text: string, from: number, to: number): string {
  if (ASCII.test(text)) return text.slice(from, to);
  let kept = "";
  let column = 0;
  for (const part of segments(text)) {
    const width = widthOfGrapheme(part);
    if (column >= from && column + width <= to) kept += part;
    column += width;
  }
  return kept;
}

function segments(text: string): Iterable<string> {
  if (ASCII.test(text.replaceAll("\t", ""))) return text;
  graphemes ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return Array.from(graphemes.segment(text), (part) => part.segment);
}

function widthOfGrapheme(part: string): number {
  if (part.length === 1 && ASCII.test(part)) return 1;
  if (WIDE.test(part)) return 2;
  return /^[\p{Mn}\p{Me}\p{Cf}]+$/u.test(part) ? 0 : 1;
}
