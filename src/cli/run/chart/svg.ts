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

/** About as wide as DejaVu Sans and Verdana, the widest of the fonts that it may be shown in; in pixels. */
export function widthOf(words: string, size: number): number {
  return Array.from(words).length * size * 0.62;
}

/** The words, cut where there is no room. */
export function fitted(words: string, size: number, width: number): string {
  const most = Math.floor(width / (size * 0.62));
  const letters = Array.from(words);
  if (letters.length <= most) return words;
  return `${letters.slice(0, Math.max(most - 1, 0)).join("")}…`;
}
