/** An element of SVG, as text. Null attributes are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | null>>,
  ...content: readonly string[]
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${escapeXml(textOf(value))}"`)
    .join("");
  return content.length === 0
    ? `<${name}${written}/>`
    : `<${name}${written}>${content.join("")}</${name}>`;
}

/** A tooltip, which is also what screen readers say. */
export function title(text: string): string {
  return element("title", {}, escapeXml(text));
}

/** Safe as content and in attributes. What XML 1.0 cannot hold, not even as a reference, becomes U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(
      /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu,
      "\uFFFD",
    )
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll(/[\t\n\r]/g, (each) => `&#${each.charCodeAt(0)};`);
}

/** At most two decimals. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function textOf(value: string | number | null): string {
  return typeof value === "number" ? String(round(value)) : (value ?? "");
}
