import { hardline, lines, type Doc } from "./doc.ts";

/** `///` text as JSDoc: nothing in it ends the comment. */
export function docComment(text: string | null): Doc {
  if (text === null || text.trim() === "") return "";
  const rows = safeText(text).split(/\r\n|[\n\r\u2028\u2029]/);
  const [only = "", ...others] = rows.map((row) => row.trim());
  if (others.length === 0) return [`/** ${only} */`, hardline];
  const starred = [only, ...others].map((row) => ` * ${row}`.trimEnd());
  return [lines(["/**", ...starred, " */"]), hardline];
}

/** Text of the spec above the code that it became; on one line. */
export function quote(text: string): Doc {
  return [`// ${safeText(text).replaceAll(/\s+/g, " ").trim()}`, hardline];
}

/** A `*` and a `/` together would end a comment, and with it what is comment and what is code. */
export function safeText(text: string): string {
  return text
    .replaceAll("*/", "* /")
    .replaceAll(/[^\P{Cc}\t\n\r]|\p{Bidi_Control}/gu, " ");
}
