import { patternId } from "./bands.ts";
import type { StateLook } from "./palette.ts";
import { element, text, widthOf } from "./svg.ts";

const SWATCH = { width: 22, height: 12 } as const;
const SIZE = 11;
const ROW = 20;

/** An entry of the legend: what is drawn before the words; null: nothing. */
export interface Entry {
  readonly swatch: ((x: number, y: number) => string) | null;
  readonly words: string;
}

/** Entries beside each other, in as many rows as they need. */
export function legend(
  entries: readonly Entry[],
  left: number,
  top: number,
  width: number,
): { readonly svg: string; readonly height: number } {
  const parts: string[] = [];
  let x = left;
  let y = top;
  for (const { swatch, words } of entries) {
    const indent = swatch === null ? 0 : SWATCH.width + 7;
    const taken = indent + widthOf(words, SIZE);
    if (x > left && x + taken > left + width) {
      x = left;
      y += ROW;
    }
    parts.push(
      swatch?.(x, y) ?? "",
      text(words, {
        class: "label",
        x: x + indent,
        y: y + 10,
        "font-size": SIZE,
      }),
    );
    x += taken + 16;
  }
  return {
    svg: parts.join(""),
    height: entries.length === 0 ? 0 : y - top + ROW,
  };
}

export function wordEntry(words: string): Entry {
  return { words, swatch: null };
}

export function stateEntry(look: StateLook, share: string): Entry {
  return {
    words: `${look.path}  ${share}`,
    swatch: (x, y) =>
      element("path", {
        class: look.over === null ? look.fill : null,
        fill: look.over === null ? null : `url(#${patternId(look)})`,
        d: `M${x} ${y}h${SWATCH.width}v${SWATCH.height}h${-SWATCH.width}z`,
      }),
  };
}

/** @param filled as lines are of which the ground is filled */
export function lineEntry(look: string, words: string, filled: boolean): Entry {
  return {
    words,
    swatch: (x, y) =>
      element("path", {
        class: look,
        d: filled
          ? `M${x} ${y + 2}h${SWATCH.width}v8h${-SWATCH.width}z`
          : `M${x} ${y + 6}h${SWATCH.width}`,
      }),
  };
}
