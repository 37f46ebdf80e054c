import type { Words } from "./diagram.ts";
import type { Scanner } from "./scanner.ts";

/**
 * What mermaid takes for a state's name: anything but blanks, colons, braces and arrows. Wider than its own lexer in one
 * point: a single `-` may stand within.
 */
const ID = /\[\*\]|(?:[^\s:{};"-]|-(?![->\s]))+/y;

export function readId(scanner: Scanner): Words | null {
  const start = scanner.at;
  return scanner.take(ID) === null ? null : scanner.since(start);
}

/** `:::name` behind a state says how it is drawn. */
export function skipStyle(scanner: Scanner): void {
  scanner.take(/[^\S\n]*:::[^\S\n]*[\w,-]+/y);
}

/** Up to a `;` behind which another statement begins; one that ends a character entity, or stands between actions, belongs to the text. */
const LABEL =
  /(?:(?!(?<![#&]#?\w{1,9});[^\S\n]*(?:[^\s;]+[^\S\n]*-->|(?:state|note)\s))[^\n])*/iy;

/** `: text` to the end of the line; null without, or where nothing stands behind the colon. */
export function readLabel(scanner: Scanner): Words | null {
  if (scanner.take(/[^\S\n]*:(?!::)/y) === null) return null;
  const start = scanner.at;
  scanner.take(LABEL);
  const label = scanner.since(start);
  const unended = label.text.replace(/;$/, "").trimEnd();
  return unended === "" ? null : { ...label, text: unended };
}
