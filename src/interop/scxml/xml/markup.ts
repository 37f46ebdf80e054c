/**
 * Where elements lie deeper in each other than `limit`: the offset of the first such start tag; null where none does. Looks at
 * tags only and without recursion, so that a text that would exhaust the parser's stack never reaches it.
 */
export function tooDeep(text: string, limit: number): number | null {
  let depth = 0;
  let at = text.indexOf("<");
  while (at >= 0) {
    const end = markupEnd(text, at);
    if (end === null) return null;
    if (isStartTag(text, at)) {
      if (text[end - 2] !== "/") depth += 1;
      if (depth > limit) return at;
    } else if (text[at + 1] === "/") depth -= 1;
    at = text.indexOf("<", end);
  }
  return null;
}

/** Where a document type declares an entity; null where none does. */
export function entityDeclaration(text: string): number | null {
  let at = text.indexOf("<");
  while (at >= 0 && !isStartTag(text, at)) {
    if (text.startsWith("<!ENTITY", at)) return at;
    const isType = text.startsWith("<!DOCTYPE", at);
    const end = isType ? at + 1 : markupEnd(text, at);
    if (end === null) return null;
    at = text.indexOf("<", end);
  }
  return null;
}

function isStartTag(text: string, at: number): boolean {
  const next = text[at + 1] ?? "";
  return next !== "/" && next !== "!" && next !== "?";
}

/** Behind the markup that begins at an offset; null where it does not end, which the parser will say. */
function markupEnd(text: string, at: number): number | null {
  for (const [open, close] of SECTIONS)
    if (text.startsWith(open, at)) return behind(text, close, at + open.length);
  return tagEnd(text, at);
}

const SECTIONS = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
] as const;

function behind(text: string, close: string, from: number): number | null {
  const at = text.indexOf(close, from);
  return at < 0 ? null : at + close.length;
}

/** A `>` within quotes belongs to a value. */
function tagEnd(text: string, at: number): number | null {
  const piece = /[>"']/g;
  piece.lastIndex = at;
  for (let found = piece.exec(text); found; found = piece.exec(text)) {
    const [mark] = found;
    if (mark === ">") return piece.lastIndex;
    const close = text.indexOf(mark, piece.lastIndex);
    if (close < 0) return null;
    piece.lastIndex = close + 1;
  }
  return null;
}
