import type { SourceFile, Span } from "../../../source/index.ts";
import type { Words } from "./diagram.ts";
import { withoutEntities } from "./entities.ts";

/** A place in the text that moves on as things are read. */
export class Scanner {
  at = 0;
  readonly #source: SourceFile;
  readonly #text: string;

  /** `text`: the source without comments, of the same length. */
  constructor(source: SourceFile, text: string) {
    this.#source = source;
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.#text.length;
  }

  /** Whether nothing more of a statement stands on this line. */
  get isAtEndOfStatement(): boolean {
    this.skipBlanks();
    return this.isAtEnd || /[\n;}#]/.test(this.#text.charAt(this.at));
  }

  /** Reads what the pattern, which must be sticky, matches here; null where it does not. */
  take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text);
    if (found !== null) this.at += found[0].length;
    return found;
  }

  sees(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    return pattern.test(this.#text);
  }

  /** Blanks of this line. */
  skipBlanks(): void {
    this.take(/[^\S\n]+/y);
  }

  /** Blanks, line breaks, `;` and comments that begin with `#`. */
  skipEmpty(): void {
    this.take(/(?:[\s;]+|#[^\n]*)+/y);
  }

  skipLine(): void {
    this.take(/[^\n]*/y);
  }

  /** What was read since then. */
  since(start: number): Words {
    return this.words(start, this.at);
  }

  words(from: number, to: number): Words {
    const written = this.#text.slice(from, to);
    const start = from + (written.length - written.trimStart().length);
    const trimmed = written.trim();
    return {
      text: withoutEntities(trimmed),
      span: { file: this.#source, start, end: start + trimmed.length },
    };
  }

  /** Of so many characters, but not past the line. */
  span(start: number, length = 1): Span {
    const end = Math.min(start + length, this.#text.length);
    return { file: this.#source, start: Math.min(start, end), end };
  }

  /** The word, or the one character, that stands here. */
  get next(): Words {
    const found = /\s*([\w.]+|-+>?|\S)?/y;
    found.lastIndex = this.at;
    const text = found.exec(this.#text)?.[1] ?? "";
    const start = this.#text.indexOf(text, this.at);
    return { text, span: this.span(start, Math.max(1, text.length)) };
  }
}
