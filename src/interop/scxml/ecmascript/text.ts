import type { SourceFile, Span } from "../../../source/index.ts";

/** What an attribute or an element says, entities resolved, which knows where each of its characters stands in the document. */
export interface Text {
  readonly value: string;
  /** The raw characters in the document, without quotes. */
  readonly span: Span;
  /** Where a stretch of `value` stands. */
  at(start: number, end: number): Span;
}

/**
 * The text between two offsets of an XML document: character references and the five entities are resolved, the marks of
 * `<![CDATA[` and comments are left out. Anything else that looks like an entity stays as it is.
 */
export function textBetween(
  file: SourceFile,
  start: number,
  end: number,
): Text {
  const raw = file.text.slice(start, end);
  let value = "";
  /** The raw offset of each character of `value`; one more for its end. */
  const offsets: number[] = [];
  const keep = (from: number, to: number) => {
    for (let index = from; index < to; index++) offsets.push(start + index);
    value += raw.slice(from, to);
  };
  let from = 0;
  for (const found of raw.matchAll(MARKUP)) {
    const { index, 0: whole, 1: cdata, 2: reference } = found;
    keep(from, index);
    const inside = index + "<![CDATA[".length;
    if (cdata !== undefined) keep(inside, inside + cdata.length);
    else if (reference !== undefined) {
      const text = resolved(reference) ?? whole;
      for (let unit = 0; unit < text.length; unit++)
        offsets.push(start + index);
      value += text;
    }
    from = index + whole.length;
  }
  keep(from, raw.length);
  offsets.push(end);
  const offset = (index: number) =>
    offsets[Math.max(0, Math.min(index, value.length))] ?? end;
  return {
    value,
    span: { file, start, end },
    at: (first, last) => ({
      file,
      start: offset(first),
      end: Math.max(offset(first), offset(last)),
    }),
  };
}

const MARKUP =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|&(#x[\da-f]+|#\d+|lt|gt|amp|quot|apos);/gi;

const ENTITIES: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
};

function resolved(reference: string): string | null {
  const entity = ENTITIES[reference];
  if (entity !== undefined) return entity;
  const isHex = /^#x/i.test(reference);
  const code = Number.parseInt(reference.slice(isHex ? 2 : 1), isHex ? 16 : 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : null;
}
