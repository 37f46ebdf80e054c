const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
  ["ms", 1],
] as const;

/** A duration as a spec would have it: `1h30m`, `2.5s`, `250ms`. */
export function sayDuration(ms: number): string {
  if (ms < 60_000) {
    if (ms < 1_000) return `${Math.round(ms)}ms`;
    return `${Math.round(ms / 10) / 100}s`;
  }
  let rest = Math.round(ms / 1_000) * 1_000;
  let text = "";
  for (const [unit, length] of UNITS) {
    const count = Math.floor(rest / length);
    if (count === 0) continue;
    text += `${count}${unit}`;
    rest -= count * length;
  }
  return text;
}
