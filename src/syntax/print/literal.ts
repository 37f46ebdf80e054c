import { textOf, type Span } from "../../source/index.ts";
import { readNumber } from "../numbers.ts";

/** What a text must not hold as it is, though JSON takes it: controls, and what makes a line show otherwise than it reads. */
const HIDDEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/gu;

/** In double quotes, with the escapes of JSON. */
export function printString(value: string): string {
  return JSON.stringify(value).replaceAll(
    HIDDEN,
    (hidden) => `\\u${hidden.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** With the unit with which it was written, where its place still shows it. */
export function printNumber(value: number, span: Span): string {
  const written = textOf(span);
  const read = readNumber(written);
  return read.kind === "number" && Object.is(read.value, value)
    ? written
    : String(value);
}

/** As it was written; else in the largest units that leave no rest: `1h30m`. */
export function printDuration(milliseconds: number, span: Span): string {
  const written = textOf(span);
  const read = readNumber(written);
  return read.kind === "duration" && read.milliseconds === milliseconds
    ? written
    : inUnits(milliseconds);
}

const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
  ["ms", 1],
] as const;

function inUnits(milliseconds: number): string {
  if (!Number.isSafeInteger(milliseconds) || milliseconds <= 0)
    return `${milliseconds}ms`;
  let rest = milliseconds;
  let text = "";
  for (const [unit, size] of UNITS) {
    const whole = Math.floor(rest / size);
    if (whole > 0) text += `${whole}${unit}`;
    rest -= whole * size;
  }
  return text;
}
