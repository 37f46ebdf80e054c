import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Font } from "../../graph/picture/index.ts";
import { readAdvances, type Advances } from "./true-type.ts";

/** The faces that pictures are measured for and drawn with: a system's fonts would differ from machine to machine. */
export function fontFiles(): Readonly<Record<"regular" | "bold", string>> {
  const { resolve } = createRequire(import.meta.filename);
  return {
    regular: resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf"),
    bold: resolve("dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf"),
  };
}

/** DejaVu Sans. Two files of 700 kB are read. */
export function loadFont(): Font {
  const files = fontFiles();
  const regular = new Face(readAdvances(readFileSync(files.regular)));
  const bold = new Face(readAdvances(readFileSync(files.bold)));
  return {
    width: (text, size, isBold) => (isBold ? bold : regular).width(text) * size,
  };
}

/** Chinese characters and the like, which the font does not have, fill a square. */
const UNKNOWN = 1;

class Face {
  readonly #advances: Advances;
  readonly #known = new Map<string, number>();

  constructor(advances: Advances) {
    this.#advances = advances;
  }

  width(text: string): number {
    let sum = 0;
    for (const character of text) sum += this.#advance(character);
    return sum;
  }

  #advance(character: string): number {
    const known = this.#known.get(character);
    if (known !== undefined) return known;
    const advance = this.#advances.of(character.codePointAt(0) ?? 0) ?? UNKNOWN;
    this.#known.set(character, advance);
    return advance;
  }
}
