/** How wide the characters of a TrueType font are (learn.microsoft.com/typography/opentype/spec): no other table is read. */
export interface Advances {
  /** Of a code point, in shares of the font's size; null where the font does not have it. */
  of(codePoint: number): number | null;
}

/** @throws RangeError if the file is cut short */
export function readAdvances(file: Uint8Array): Advances {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const tables = tablesOf(view);
  const unitsPerEm = view.getUint16(tables.at("head") + 18);
  const metrics = view.getUint16(tables.at("hhea") + 34);
  const hmtx = tables.at("hmtx");
  const glyphs = glyphsOf(view, tables.at("cmap"));
  return {
    of(codePoint) {
      const glyph = glyphs(codePoint);
      if (glyph === 0) return null;
      const index = Math.min(glyph, metrics - 1);
      return view.getUint16(hmtx + 4 * index) / unitsPerEm;
    },
  };
}

interface Tables {
  at(tag: string): number;
}

function tablesOf(view: DataView): Tables {
  const offsets = new Map<string, number>();
  const count = view.getUint16(4);
  for (let index = 0; index < count; index += 1) {
    const record = 12 + 16 * index;
    const tag = String.fromCharCode(
      ...[0, 1, 2, 3].map((each) => view.getUint8(record + each)),
    );
    offsets.set(tag, view.getUint32(record + 8));
  }
  return {
    at(tag) {
      const offset = offsets.get(tag);
      if (offset === undefined) throw new RangeError(`no table ${tag}`);
      return offset;
    },
  };
}

/** From code points to glyphs, 0 for none: the segments of format 4, which hold all of Unicode's first plane. */
function glyphsOf(view: DataView, cmap: number): (codePoint: number) => number {
  const table = unicodeTable(view, cmap);
  const segments = view.getUint16(table + 6) / 2;
  const ends = table + 14;
  const starts = ends + 2 * segments + 2;
  const deltas = starts + 2 * segments;
  const ranges = deltas + 2 * segments;
  return (codePoint) => {
    if (codePoint > 0xffff) return 0;
    for (let index = 0; index < segments; index += 1) {
      if (view.getUint16(ends + 2 * index) < codePoint) continue;
      const start = view.getUint16(starts + 2 * index);
      if (start > codePoint) return 0;
      const delta = view.getUint16(deltas + 2 * index);
      const place = ranges + 2 * index;
      const range = view.getUint16(place);
      if (range === 0) return (codePoint + delta) & 0xffff;
      const glyph = view.getUint16(place + range + 2 * (codePoint - start));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}

function unicodeTable(view: DataView, cmap: number): number {
  const count = view.getUint16(cmap + 2);
  for (let index = 0; index < count; index += 1) {
    const record = cmap + 4 + 8 * index;
    const table = cmap + view.getUint32(record + 4);
    if (view.getUint16(table) === 4) return table;
  }
  throw new RangeError("no character map of format 4");
}
