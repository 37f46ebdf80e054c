/** An element of SVG, as text. Attributes that are null are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | null>>,
  ...content: readonly string[]
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${escaped(textOf(value))}"`)
    .join("");
  return content.length === 0
    ? `<${name}${written}/>`
    : `<${name}${written}>${content.join("")}</${name}>`;
}

/** What a pointer that rests on it is told, and what screen readers say. */
export function title(text: string): string {
  return element("title", {}, escaped(text));
}

export function text(
  words: string,
  attributes: Readonly<Record<string, string | number | null>>,
): string {
  return element("text", attributes, escaped(words));
}

/** Safe as content and in attributes. What XML 1.0 cannot hold becomes U+FFFD. */
function escaped(words: string): string {
  return words
    .toWellFormed()
    .replaceAll(
      /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu,
      "\uFFFD",
    )
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** At most one decimal: a tenth of a pixel is not seen. */
export function round(value: number): number {
  return Math.round(value * 10) / 10 + 0;
}

function textOf(value: string | number | null): string {
  return typeof value === "number" ? String(round(value)) : (value ?? "");
}

/** About as wide as in DejaVu Sans and Verdana, the widest of the fonts that it may be shown in; in pixels. */
export function widthOf(words: string, size: number): number {
  let ems = 0;
  for (const letter of words) ems += emsOf(letter);
  return ems * size;
}

/** The words, cut where there is no room. */
export function fitted(words: string, size: number, width: number): string {
  if (widthOf(words, size) <= width) return words;
  let fitting = "";
  for (const letter of words) {
    if (widthOf(`${fitting}${letter}…`, size) > width) break;
    fitting += letter;
  }
  return `${fitting}…`;
}

function emsOf(letter: string): number {
  if (/[\p{Lu}\p{Nd}%+−<>=_]/u.test(letter)) return 0.7;
  if (/[ .,:;|!ilj'()[\]]/.test(letter)) return 0.36;
  return /[\p{L}\p{P}]/u.test(letter) ? 0.61 : 1;
}
