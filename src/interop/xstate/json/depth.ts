/** Where brackets outside of strings nest deeper than `limit`; null where they do not. Reading recurses, this does not. */
export function tooDeep(text: string, limit: number): number | null {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text[index];
    if (quoted) {
      if (unit === "\\") index += 1;
      else if (unit === '"') quoted = false;
    } else if (unit === '"') quoted = true;
    else if (unit === "{" || unit === "[" || unit === "(") {
      depth += 1;
      if (depth > limit) return index;
    } else if (unit === "}" || unit === "]" || unit === ")") depth -= 1;
  }
  return null;
}
