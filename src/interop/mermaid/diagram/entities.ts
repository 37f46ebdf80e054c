/** Characters of HTML that mermaid's own texts use by name; the others are written by number. */
const NAMED: Readonly<Record<string, string>> = {
  quot: '"',
  amp: "&",
  lt: "<",
  gt: ">",
  apos: "'",
  nbsp: " ",
  semi: ";",
  colon: ":",
  num: "#",
  hash: "#",
  percnt: "%",
  lbrace: "{",
  rbrace: "}",
  infin: "∞",
};

/** A text as it is meant: `#35;`, `#quot;` and `&lt;` are characters, `<br/>` and `\n` are line breaks. */
export function withoutEntities(text: string): string {
  return text
    .replaceAll(/<br\s*\/?>|\\n/gi, "\n")
    .replaceAll(/[#&]#?(\w+);/g, (whole, name: string) => read(name) ?? whole);
}

function read(name: string): string | null {
  if (/^\d+$/.test(name)) return characterOf(Number.parseInt(name, 10));
  if (/^x[\da-f]+$/i.test(name))
    return characterOf(Number.parseInt(name.slice(1), 16));
  return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? null) : null;
}

function characterOf(code: number): string | null {
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : null;
}
