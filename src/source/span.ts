import type { Position, SourceFile } from "./source-file.ts";

/** A stretch of a source file, `end` exclusive. Every node that a diagnostic may point at carries one. */
export interface Span {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export function textOf(span: Span): string {
  return span.file.text.slice(span.start, span.end);
}

export function rangeOf(span: Span): Range {
  return {
    start: span.file.position(span.start),
    end: span.file.position(span.end),
  };
}

/** From the start of one to the end of the other; both in the same file. */
export function join(first: Span, last: Span): Span {
  return { file: first.file, start: first.start, end: last.end };
}
