/**
 * The candidate that a misspelt name most likely means, or null when none is near: at most a third of the letters differ
 * (optimal string alignment distance, case counted as half).
 */
export function nearest(
  name: string,
  candidates: Iterable<string>,
): string | null {
  let best: string | null = null;
  let bestDistance = Math.max(1, name.length / 3) + 0.001;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) > bestDistance) continue;
    const distance = alignment(name, candidate);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function alignment(from: string, to: string): number {
  let previous: number[] = [];
  let current: number[] = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const cost = substitution(from[i - 1], to[j - 1]);
      let distance = Math.min(
        (current[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (current[j - 1] ?? 0) + cost,
      );
      const swapped =
        i > 1 &&
        j > 1 &&
        from[i - 1] === to[j - 2] &&
        from[i - 2] === to[j - 1];
      if (swapped) distance = Math.min(distance, (previous[j - 2] ?? 0) + 1);
      next.push(distance);
    }
    previous = current;
    current = next;
  }
  return current[to.length] ?? 0;
}

function substitution(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  return a?.toLowerCase() === b?.toLowerCase() ? 0.5 : 1;
}
