/**
 * Where each code unit of a decoded scalar stands in the source. YAML folds lines, doubles quotes and escapes; a place in
 * an expression inside such a scalar must still be the exact characters.
 */
export type ScalarStyle = "plain" | "single" | "double" | "block";

/**
 * @param value what the `yaml` package decoded
 * @param raw the source between the quotes, or a block's lines
 * @param start the offset of `raw` in the source
 */
export function offsetsOf(
  value: string,
  raw: string,
  start: number,
  style: ScalarStyle,
): (index: number) => number {
  if (value === raw) return (index) => start + clamp(index, raw.length);
  const map = style === "double" ? unescape(raw) : align(value, raw, style);
  return (index) =>
    start + (map[clamp(index, value.length)] ?? clamp(index, raw.length));
}

function clamp(index: number, length: number): number {
  return Math.max(0, Math.min(index, length));
}

const isSpace = (letter: string | undefined): boolean =>
  letter === " " || letter === "\t" || letter === "\n" || letter === "\r";

/** Everything but white space is taken over as it is, so that both sides can be walked side by side. */
function align(value: string, raw: string, style: ScalarStyle): number[] {
  const map: number[] = [];
  let at = 0;
  while (map.length < value.length) {
    const letter = value[map.length];
    if (isSpace(letter)) {
      let stop = at;
      while (isSpace(raw[stop])) stop += 1;
      const folded = raw.slice(at, stop).includes("\n");
      while (map.length < value.length && isSpace(value[map.length])) {
        map.push(at);
        if (!folded) at += 1;
      }
      at = stop;
    } else {
      while (isSpace(raw[at])) at += 1;
      map.push(at);
      at += style === "single" && raw.startsWith("''", at) ? 2 : 1;
    }
  }
  map.push(Math.min(at, raw.length));
  return map;
}

const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Double quotes: YAML 1.2.2, 5.7 (escapes) and 7.3.1 (folding). */
function unescape(raw: string): number[] {
  const map: number[] = [];
  let at = 0;
  while (at < raw.length) {
    if (raw[at] === "\\") {
      const from = at;
      const letter = raw[at + 1] ?? "";
      const digits = HEX_DIGITS[letter] ?? 0;
      at += 2 + digits;
      if (letter === "\n" || (letter === "\r" && raw[at] === "\n")) {
        if (letter === "\r") at += 1;
        while (raw[at] === " " || raw[at] === "\t") at += 1;
      } else {
        map.push(from);
        const code = Number.parseInt(raw.slice(from + 2, at), 16);
        if (digits > 0 && code > 0xffff) map.push(from);
      }
    } else if (isSpace(raw[at])) {
      const from = at;
      while (isSpace(raw[at])) at += 1;
      const lineBreaks = raw.slice(from, at).split("\n").length - 1;
      const letters =
        lineBreaks === 0 ? at - from : Math.max(1, lineBreaks - 1);
      for (let i = 0; i < letters; i += 1)
        map.push(lineBreaks === 0 ? from + i : from);
    } else {
      map.push(at);
      at += 1;
    }
  }
  map.push(raw.length);
  return map;
}
