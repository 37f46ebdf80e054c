import type { Font } from "./font.ts";
import type { Mark, Paragraph, Piece, Tone } from "./paragraph.ts";

/** How wide a text may become, in pixels, before it is broken, and into how many lines before it is cut. */
export interface Measure {
  readonly font: Font;
  readonly size: number;
  readonly width: number;
  readonly lines: number;
}

/** What a mark takes in front of its line, in shares of the text's size. */
const MARK_WIDTH = 1.35;

/** Breaks a paragraph between words; what does not fit ends in an ellipsis. */
export function breakLines(
  text: Paragraph,
  measure: Measure,
): readonly Paragraph[] {
  const words = wordsOf(text).flatMap((word) => shortEnough(word, measure));
  const lines: Word[][] = [[]];
  let left = measure.width - markWidth(text.mark, measure.size);
  for (const [index, word] of words.entries()) {
    const width = widthOf(word, measure);
    const line = lines.at(-1) ?? [];
    const needed = Math.max(
      widthOf({ ...word, text: word.text.trimEnd() }, measure),
      togetherFrom(words, index, measure),
    );
    if (needed > left && line.length > 0) {
      lines.push([word]);
      left = measure.width - width;
    } else {
      line.push(word);
      left -= width;
    }
  }
  const kept = lines.slice(0, measure.lines);
  if (lines.length > kept.length) cut(kept.at(-1) ?? [], measure);
  return kept.map((line, index) => ({
    mark: index === 0 ? text.mark : null,
    pieces: joined(line),
  }));
}

/** The width of a line with its mark, in pixels. */
export function lineWidth(line: Paragraph, font: Font, size: number): number {
  return line.pieces.reduce(
    (sum, { text, tone }) => sum + font.width(text, size, tone === "strong"),
    markWidth(line.mark, size),
  );
}

export function markWidth(mark: Mark | null, size: number): number {
  return mark === null ? 0 : size * MARK_WIDTH;
}

type Word = Piece;

/** A guard, or what is done, stays on one line where one line can hold it; the width that takes, at its first word. */
function togetherFrom(
  words: readonly Word[],
  index: number,
  measure: Measure,
): number {
  const word = words[index];
  if (word === undefined || !/^\s*[[/]/.test(word.text)) return 0;
  const { tone } = word;
  if (index === 0 || words[index - 1]?.tone === tone) return 0;
  const rest = words.slice(index);
  const end = rest.findIndex((each) => each.tone !== tone);
  const text = (end < 0 ? rest : rest.slice(0, end))
    .map((each) => each.text)
    .join("");
  const width = measure.font.width(
    text.trim(),
    measure.size,
    tone === "strong",
  );
  return width <= measure.width ? width : 0;
}

/** A short string literal is a word, whatever it holds. */
const WORD = /\s*(?:"(?:[^"\\\s]|\\.| ){0,20}"|\S+)\s*|\s+/g;

/** Words with the spaces that follow them. */
function wordsOf({ pieces }: Paragraph): readonly Word[] {
  return pieces.flatMap(({ text, tone }) =>
    Array.from(text.matchAll(WORD), ([word]) => ({
      text: word.replaceAll(/\s+/g, " "),
      tone,
    })),
  );
}

/** A word that no line can hold is broken after an underscore or before a capital letter, else anywhere. */
function shortEnough(word: Word, measure: Measure): readonly Word[] {
  if (widthOf(word, measure) <= measure.width * 0.92) return [word];
  const parts: Word[] = [];
  let part = "";
  for (const syllable of syllablesOf(word.text)) {
    const longer = part + syllable;
    if (
      part !== "" &&
      widthOf({ ...word, text: longer }, measure) > measure.width * 0.92
    ) {
      parts.push({ ...word, text: part });
      part = syllable;
    } else part = longer;
  }
  return [...parts, { ...word, text: part }];
}

function syllablesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[_.,(])|(?<=[a-z0-9])(?=[A-Z])/)
    .flatMap((part) =>
      part.length > 16 ? Array.from(part.matchAll(/.{1,4}/gsu), String) : part,
    );
}

/** Puts an ellipsis behind, in place of as many characters as it needs. */
function cut(line: Word[], measure: Measure): void {
  for (;;) {
    const last = line.at(-1);
    if (last === undefined) return;
    const rest = Array.from(last.text.trimEnd());
    const total = line.reduce((sum, word) => sum + widthOf(word, measure), 0);
    const room = measure.width - (total - widthOf(last, measure));
    while (
      rest.length > 0 &&
      widthOf({ ...last, text: `${rest.join("")} …` }, measure) > room
    )
      rest.pop();
    line.pop();
    if (rest.length === 0 && line.length > 0) continue;
    line.push({ ...last, text: `${rest.join("").trimEnd()} …` });
    return;
  }
}

function joined(words: readonly Word[]): readonly Piece[] {
  const pieces: { text: string; readonly tone: Tone }[] = [];
  for (const { text, tone } of words) {
    const last = pieces.at(-1);
    if (last?.tone === tone) last.text += text;
    else pieces.push({ text, tone });
  }
  const [first] = pieces;
  if (first !== undefined) first.text = first.text.trimStart();
  const last = pieces.at(-1);
  if (last !== undefined) last.text = last.text.trimEnd();
  return pieces;
}

function widthOf({ text, tone }: Word, { font, size }: Measure): number {
  return font.width(text, size, tone === "strong");
}
