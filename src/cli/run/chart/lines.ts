import type { Span } from "../record/course.ts";
import { columnsOf, type Column } from "./columns.ts";
import { element, round, title } from "./svg.ts";
import type { TimeScale } from "./time-scale.ts";
import type { ValueScale } from "./value-scale.ts";

export interface Line {
  /** A class of the theme. */
  readonly look: string;
  /** For who points at it. */
  readonly name: string;
  readonly spans: readonly Span[];
  /** Whether what lies between it and zero is filled. */
  readonly filled: boolean;
}

/** In steps, since a value holds until the next one is known: over gaps too. */
export function line(
  { look, name, spans, filled }: Line,
  time: TimeScale,
  value: ValueScale,
): string {
  const columns = columnsOf(spans, time);
  const steps = stepsOf(columns, value);
  const zero = round(value.at(0));
  const [first] = columns;
  const d =
    filled && first !== undefined
      ? `M${first.x} ${zero}${steps.replace(/^M\S+ /, "V")}V${zero}`
      : steps;
  return element("path", { class: look, d }, title(name));
}

function stepsOf(columns: readonly Column[], value: ValueScale): string {
  const path: string[] = [];
  let at = NaN;
  const to = (y: number): void => {
    if (y === at) return;
    path.push(`V${y}`);
    at = y;
  };
  for (const { x, first, low, high, last } of columns) {
    const [start, bottom, top, end] = [first, low, high, last].map((each) =>
      round(value.at(each)),
    );
    if (
      start === undefined ||
      bottom === undefined ||
      top === undefined ||
      end === undefined
    )
      continue;
    if (path.length === 0) {
      path.push(`M${x} ${start}`);
      at = start;
    } else if (at === start && start === bottom && top === end && end === start)
      continue;
    else path.push(`H${x}`);
    to(start);
    if (bottom !== Math.max(start, end)) to(bottom);
    if (top !== Math.min(start, end)) to(top);
    to(end);
  }
  const lastColumn = columns.at(-1);
  if (lastColumn !== undefined) path.push(`H${lastColumn.x}`);
  return path.join("");
}
