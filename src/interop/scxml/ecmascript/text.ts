import type { SourceFile, Span } from "../../../source/index.ts";
import type { Text } from "../document/document.ts";

/** Where a stretch of a text of the document stands in it: entities are longer there than the characters they stand for. */
export class TextPlaces {
  readonly #file: SourceFile;
  readonly #span: Span;
  /** The raw offset of each character, and that of the end; null where the text is not what stands at its place. */
  readonly #offsets: readonly number[] | null;

  constructor({ text, span }: Text) {
    const offsets = offsetsOf(span);
    this.#file = span.file;
    this.#span = span;
    this.#offsets = offsets.length === text.length + 1 ? offsets : null;
  }

  at(start: number, end: number): Span {
    const first = this.#offsets?.[start];
    const last = this.#offsets?.[end];
    if (first === undefined || last === undefined) return this.#span;
    return { file: this.#file, start: first, end: Math.max(first, last) };
  }
}

const MARKUP =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|&(#x[\da-f]+|#\d+|lt|gt|amp|quot|apos);|\r\n/gi;

/** One for each UTF-16 unit that remains when references are resolved and the marks of CDATA and comments are left out. */
function offsetsOf({ file, start, end }: Span): readonly number[] {
  const raw = file.text.slice(start, end);
  const offsets: number[] = [];
  const keep = (from: number, to: number) => {
    for (let index = from; index < to; index++) offsets.push(start + index);
  };
  let from = 0;
  for (const { index, 0: whole, 1: cdata, 2: reference } of raw.matchAll(
    MARKUP,
  )) {
    keep(from, index);
    const inside = index + "<![CDATA[".length;
    if (cdata !== undefined) keep(inside, inside + cdata.length);
    else if (reference !== undefined)
      for (let unit = 0; unit < lengthOf(reference); unit++)
        offsets.push(start + index);
    else if (whole === "\r\n") offsets.push(start + index);
    from = index + whole.length;
  }
  keep(from, raw.length);
  return [...offsets, end];
}

/** In UTF-16 units. */
function lengthOf(reference: string): number {
  if (!reference.startsWith("#")) return 1;
  const isHex = /^#x/i.test(reference);
  const digits = reference.slice(isHex ? 2 : 1);
  return Number.parseInt(digits, isHex ? 16 : 10) > 0xffff ? 2 : 1;
}
