import type { State, Strategy } from "../../../model/index.ts";
import type { Span } from "../../../source/index.ts";
import type { Reachability } from "../reachability.ts";
import { canBeActiveTogether } from "../relatives.ts";
import { passageOf } from "../steps.ts";
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
    if (!fitsTogether(round, strategy)) continue;
    if (!canGoOn(round, microsteps, strategy)) continue;
    places.forEach((place) => told.add(place));
    endless.push(round);
  }
  return endless;
}

/** In regions: whether each goes on from where the round has left it. */
export function fitsTogether(
  round: readonly Edge[],
  strategy: Strategy,
): boolean {
  let active: readonly State[] = [];
  for (const { step } of [...round, ...round]) {
    if (!active.every((leaf) => canBeActiveTogether(leaf, step.leaf)))
      return false;
    const { leaves } = passageOf(step, strategy);
    const others = active.filter(
      (leaf) =>
        leaf !== step.leaf &&
        leaves.every((entered) => canBeActiveTogether(leaf, entered)),
    );
    active = [...others, ...leaves];
  }
  return true;
}

/** `from` writes one text into many states: a round of it is one fault. */
function placeOf({ file, start }: Span): string {
  return `${file.path}\u0000${start}`;
}
