import { expressionText } from "../../../graph/spec/expression-text.ts";
import { SourceFile } from "../../../source/index.ts";
import { parseFragment, printExpression } from "../../../syntax/index.ts";
import type { Expression } from "../../../model/index.ts";

const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
  ["ms", 1],
] as const;

/** An expression as `.fsm`, as people write it. */
export function textOf(expression: Expression): string {
  return asWritten(expressionText(expression));
}

/** Without parentheses that say nothing, durations in the units of which they are made. */
export function asWritten(text: string): string {
  const written = inUnits(text);
  const { value } = parseFragment("expression", written, {
    source: new SourceFile("", written, "fsm"),
    offsetAt: (index) => index,
  });
  return value === null ? written : printExpression(value);
}

/** `2000ms` is `2s`; what stands in strings stays. */
export function inUnits(text: string): string {
  return text.replaceAll(
    /"(?:[^"\\]|\\.)*"|\b(\d+)ms\b/g,
    (whole: string, digits: string | undefined) => {
      const milliseconds = Number(digits);
      if (digits === undefined || milliseconds === 0) return whole;
      if (!Number.isSafeInteger(milliseconds)) return whole;
      let rest = milliseconds;
      let written = "";
      for (const [unit, size] of UNITS) {
        const count = Math.floor(rest / size);
        if (count > 0) written += `${count}${unit}`;
        rest -= count * size;
      }
      return written;
    },
  );
}
