import type { SourceFile, Span } from "../../../source/index.ts";

/** Where the parts of a start tag stand; the parser tells the element's offset only. */
export interface StartTag {
  readonly name: Span;
  readonly attributes: ReadonlyMap<
    string,
    { readonly name: Span; readonly value: Span }
  >;
  /** Behind its `>`. */
  readonly end: number;
}

/** @param start offset of the `<` of a tag that the parser has taken */
export function startTag(file: SourceFile, start: number): StartTag {
  const { text } = file;
  const span = (from: number, to: number): Span => ({
    file,
    start: from,
    end: to,
  });
  const nameEnd = after(NAME, text, start + 1);
  const attributes = new Map<string, { name: Span; value: Span }>();
  let at = after(SPACE, text, nameEnd);
  while (at < text.length && text[at] !== ">" && text[at] !== "/") {
    const end = after(NAME, text, at);
    const quote = after(EQUALS, text, end);
    const close = text.indexOf(text[quote] ?? "", quote + 1);
    if (end === at || close < 0) break;
    attributes.set(text.slice(at, end), {
      name: span(at, end),
      value: span(quote + 1, close),
    });
    at = after(SPACE, text, close + 1);
  }
  const bracket = text.indexOf(">", at);
  return {
    name: span(start + 1, nameEnd),
    attributes,
    end: bracket < 0 ? text.length : bracket + 1,
  };
}

const NAME = /[^\s=/>]*/y;
const SPACE = /\s*/y;
const EQUALS = /\s*=\s*/y;

function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}
