import { notText, tooLong } from "../../diagnostics/messages/syntax.ts";
import type { Reading } from "./reading.ts";

/** UTF-16 code units of one file. */
const LONGEST = 4_000_000;

/** Controls that no text holds, and those that make a line show otherwise than it reads (CVE-2021-42574). */
const NOT_TEXT = /(?![\t\n\f\r])[\p{Cc}\u202a-\u202e\u2066-\u2069\ufffd]/u;

/** Whether a text can be one at all; otherwise says why not. */
export function isReadable(reading: Reading): boolean {
  const { text } = reading;
  if (text.length > LONGEST) {
    reading.report(reading.span(0, 0), tooLong(text.length, LONGEST));
    return false;
  }
  const found = NOT_TEXT.exec(text);
  if (found === null) return true;
  const { index } = found;
  const finding = notText(text.charCodeAt(index));
  reading.report(reading.span(index, index + 1), finding);
  return false;
}
