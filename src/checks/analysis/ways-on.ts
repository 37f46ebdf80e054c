/** Whether and by what the machine gets on from a leaf, guards not looked into. */
import {
  ancestors,
  isDescendant,
  regionOf,
  selfAndAncestors,
  type State,
  type Strategy,
} from "../../model/index.ts";
import { byPresence } from "./guards.ts";
import { canBeActiveTogether } from "./relatives.ts";
import { passageOf, stepsAt, type Step } from "./steps.ts";

/**
 * Steps after which this leaf is left for another one, its own and those of other regions that leave the parallel state: of the
 * latter one of each cause and destination. What only a failure or a restart takes (`on error`, `on recover`, the error policy)
 * is none: a machine that only a failure sets free is stuck. `on error` counts where a run without an arm of its own leads to it.
 */
export function waysOn(
  leaf: State,
  strategy: Strategy,
  reachedLeaves: ReadonlySet<State>,
): readonly Step[] {
  const own = stepsAt(leaf, strategy, byPresence).steps.filter(
    (step) =>
      isRegular(step, leaf) &&
      passageOf(step, strategy).leaves.some((entered) => entered !== leaf),
  );
  const parallels = ancestors(leaf).filter(({ kind }) => kind === "parallel");
  if (parallels.length === 0) return own;
  const outwards = waysOut(strategy, reachedLeaves);
  const others = ancestors(leaf)
    .flatMap((state) => [...(outwards.get(state)?.values() ?? [])])
    .flatMap((byRegion) => {
      for (const step of byRegion.values())
        if (
          canBeActiveTogether(step.leaf, leaf) &&
          !waitsFor(step, leaf) &&
          !passageOf(step, strategy).leaves.includes(leaf)
        )
          return [step];
      return [];
    });
  return [...own, ...others];
}

/** By cause and destination, and of those by the region in which the machine is: the same is concurrent with all of it. */
type WaysOut = Map<string, Map<State | null, Step>>;

const WAYS_OUT = new WeakMap<ReadonlySet<State>, ReadonlyMap<State, WaysOut>>();

/** Regular steps of all leaves in regions, by the states around them that they leave. */
function waysOut(
  strategy: Strategy,
  reachedLeaves: ReadonlySet<State>,
): ReadonlyMap<State, WaysOut> {
  const known = WAYS_OUT.get(reachedLeaves);
  if (known !== undefined) return known;
  const found = new Map<State, WaysOut>();
  for (const leaf of reachedLeaves) {
    const region = regionOf(leaf);
    if (region === null) continue;
    for (const step of stepsAt(leaf, strategy, byPresence).steps) {
      if (!isRegular(step, leaf)) continue;
      const { exits, leaves } = passageOf(step, strategy);
      const key = `${causeOf(step)} ${leaves.map(({ index }) => index).join()}`;
      for (const exited of exits) {
        if (exited.kind === "atomic" || exited.kind === "final") continue;
        const ways: WaysOut = found.get(exited) ?? new Map();
        found.set(exited, ways);
        const byRegion = ways.get(key) ?? new Map<State | null, Step>();
        ways.set(key, byRegion);
        if (!byRegion.has(region)) byRegion.set(region, step);
      }
    }
  }
  WAYS_OUT.set(reachedLeaves, found);
  return found;
}

/** What tells apart the causes of steps that lead to the same place. */
function causeOf({ cause, state }: Step): string {
  if (cause.kind !== "event") return cause.kind;
  const { event } = cause;
  return event.kind === "trigger"
    ? `on ${event.trigger.name}`
    : `${event.kind} ${state?.index ?? ""}`;
}

function isRegular({ cause }: Step, leaf: State): boolean {
  if (cause.kind !== "event") return true;
  const { kind } = cause.event;
  if (kind === "error") return reportsErrors(leaf);
  return kind !== "recover";
}

/** `done` of a parallel state comes when all regions have ended: a leaf that ends none of them keeps it from coming. */
function waitsFor({ cause, state }: Step, leaf: State): boolean {
  return (
    cause.kind === "event" &&
    cause.event.kind === "done" &&
    state?.kind === "parallel" &&
    leaf.kind !== "final" &&
    isDescendant(leaf, state)
  );
}

/** A run whose failure has no arm arrives as an error. */
function reportsErrors(leaf: State): boolean {
  return selfAndAncestors(leaf).some((state) =>
    state.runs.some(
      ({ arms }) => !arms.some(({ outcome }) => outcome === "failed"),
    ),
  );
}
