/** A string as a literal with the quotes that need fewer escapes; everything unusual is escaped as in JSON. */
export function stringLiteral(value: string): string {
  if (PLAIN.test(value)) return `"${value}"`;
  const json = JSON.stringify(value)
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
  const doubles = value.split('"').length;
  const singles = value.split("'").length;
  if (doubles <= singles) return json;
  const inner = json.slice(1, -1).replaceAll('\\"', '"');
  return `'${inner.replaceAll("'", "\\'")}'`;
}

/** Nothing to escape, as in nearly all. */
const PLAIN = /^[\w .,:;<>=()[\]{}@#+*/|&?!%$-]*$/;

/** Of a number that is finite and not negative. */
export function numberLiteral(value: number): string {
  const text = String(value).replace("e+", "e");
  return /^\d{5,}$/.test(text) ? text.replace(/\B(?=(\d{3})+$)/g, "_") : text;
}
