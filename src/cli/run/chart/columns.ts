import { joined, type Span } from "../record/course.ts";
import type { TimeScale } from "./time-scale.ts";

/** What a number did within one column of pixels. */
export interface Column extends Span {
  readonly x: number;
}

/** The course of a number by columns of pixels, in pieces that gaps part. */
export function columnsOf(
  spans: readonly Span[],
  scale: TimeScale,
): readonly (readonly Column[])[] {
  const pieces: Column[][] = [];
  let piece: Column[] = [];
  let before: Span | null = null;
  for (const span of spans) {
    if (before === null || scale.isBroken(before.end, span.start)) {
      piece = [];
      pieces.push(piece);
    }
    before = span;
    const x = Math.round(scale.at(span.start));
    const last = piece.at(-1);
    if (last?.x === x) piece[piece.length - 1] = { ...joined(last, span), x };
    else piece.push({ ...span, x });
  }
  return pieces;
}

/** The smallest and the largest of all values; 0 of none. */
export function rangeOf(courses: readonly (readonly Span[])[]): {
  readonly low: number;
  readonly high: number;
} {
  let low = 0;
  let high = 0;
  for (const spans of courses)
    for (const span of spans) {
      low = Math.min(low, span.low);
      high = Math.max(high, span.high);
    }
  return { low, high };
}
