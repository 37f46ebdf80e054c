import type { Strategy } from "../../../model/index.ts";
import type { Span } from "../../../source/index.ts";
import type { Reachability } from "../reachability.ts";
import { Microsteps, type Edge } from "./microsteps.ts";
import { canGoOn } from "./progress.ts";
import { roundsIn } from "./rounds.ts";

/** Rounds without an event that need not end, one for each place in the text. */
export function endlessRounds(
  strategy: Strategy,
  reached: Reachability,
): readonly (readonly Edge[])[] {
  const microsteps = new Microsteps(strategy, reached);
  const told = new Set<string>();
  const endless: (readonly Edge[])[] = [];
  for (const round of roundsIn(microsteps)) {
    const places = round.map(({ step }) => placeOf(step.branch.span));
    if (places.some((place) => told.has(place))) continue;
    if (!canGoOn(round, microsteps, strategy)) continue;
    places.forEach((place) => told.add(place));
    endless.push(round);
  }
  return endless;
}

/** `from` writes one text into many states: a round of it is one fault. */
function placeOf({ file, start }: Span): string {
  return `${file.path}\u0000${start}`;
}
