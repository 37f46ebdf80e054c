import { joined, type Span } from "../record/course.ts";
import type { TimeScale } from "./time-scale.ts";

/** What a number did within one column of pixels. */
export interface Column extends Span {
  readonly x: number;
}

/** The course of a number by columns of pixels. */
export function columnsOf(
  spans: readonly Span[],
  scale: TimeScale,
): readonly Column[] {
  const columns: Column[] = [];
  for (const span of spans) {
    const x = Math.round(scale.at(span.start));
    const last = columns.at(-1);
    if (last?.x === x)
      columns[columns.length - 1] = { ...joined(last, span), x };
    else columns.push({ ...span, x });
  }
  return columns;
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
