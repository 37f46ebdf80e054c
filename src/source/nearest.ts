/** What a misspelt name most likely means, and whether nothing else is as near. */
export interface Nearest {
  readonly name: string;
  readonly alone: boolean;
}

/**
 * The candidate that a misspelt name most likely means, or null when none is near: at most a third of the letters differ
 * (optimal string alignment distance, case counted as half), and never all of them.
 */
export function nearest(
  name: string,
  candidates: Iterable<string>,
): string | null {
  return nearestOf(name, candidates)?.name ?? null;
}

/** As {@link nearest}, for who would write it without asking: another name may be as near. */
export function nearestOf(
  name: string,
  candidates: Iterable<string>,
): Nearest | null {
  let best: string | null = null;
  let alone = true;
  let bestDistance = furthest(name) + 0.001;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) > bestDistance) continue;
    const distance = alignment(name, candidate);
    if (distance < bestDistance) {
      best = candidate;
      alone = true;
      bestDistance = distance;
    } else if (distance === bestDistance && candidate !== best) alone = false;
  }
  return best === null ? null : { name: best, alone };
}

/** A single letter can be wrong in nothing but its case: the leg `c` is not nearly the leg `a`. */
function furthest(name: string): number {
  return name.length === 1 ? 0.5 : Math.max(1, name.length / 3);
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
