/** What XML 1.0 cannot hold, not even as a reference (www.w3.org/TR/xml, production 2). */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const REFERENCES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** Text of an element. */
export function xmlText(text: string): string {
  return replaced(text, /[&<>\r]/g);
}

/** Text of an attribute, whose white space XML would change. */
export function xmlAttribute(text: string): string {
  return replaced(text, /[&<>"'\t\n\r]/g);
}

function replaced(text: string, what: RegExp): string {
  return text
    .replaceAll(FORBIDDEN, "\uFFFD")
    .replaceAll(what, (found) => REFERENCES[found] ?? found);
}
