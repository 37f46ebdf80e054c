/** `` `A`, `B` and `C` ``; of many the first four. */
export function list(names: readonly string[]): string {
  const most = 4;
  const shown = names.slice(0, names.length > most + 1 ? most : most + 1);
  const rest = names.length - shown.length;
  const quoted = shown.map((name) => `\`${name}\``);
  if (rest > 0) return `${quoted.join(", ")} and ${rest} more`;
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} and ${last}`;
}
