/** `a`, `b` and `c`. */
export function listed(
  names: readonly string[],
  last: "and" | "or" = "and",
): string {
  const quoted = names.map((name) => `\`${name}\``);
  if (quoted.length < 2) return quoted.join("");
  return `${quoted.slice(0, -1).join(", ")} ${last} ${quoted.at(-1) ?? ""}`;
}

/** The first few, and how many more. */
export function someOf(names: readonly string[]): string {
  const most = 6;
  if (names.length <= most) return listed(names);
  const shown = names.slice(0, most).map((name) => `\`${name}\``);
  return `${shown.join(", ")} and ${names.length - most} more`;
}

export function article(word: string): string {
  return /^[aeiou]/i.test(word) ? `an ${word}` : `a ${word}`;
}

export function count(number: number, word: string): string {
  return number === 1 ? `1 ${word}` : `${number} ${word}s`;
}
