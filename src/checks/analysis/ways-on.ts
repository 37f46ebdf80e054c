/** Whether and by what the machine gets on from a leaf, guards not looked into. */
import {
  isDescendant,
  selfAndAncestors,
  type State,
  type Strategy,
} from "../../model/index.ts";
import { byPresence } from "./guards.ts";
import { canBeActiveTogether } from "./relatives.ts";
import { passageOf, stepsAt, type Step } from "./steps.ts";

/**
 * Steps after which this leaf is left for another one, its own and those of other regions that leave the parallel state.
 * What only a failure or a restart takes (`on error`, `on recover`, the error policy) is none: a machine that only a failure
 * sets free is stuck. `on error` counts where a run without an arm of its own leads to it.
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
  const parallel = selfAndAncestors(leaf).some(
    ({ kind }) => kind === "parallel",
  );
  if (!parallel) return own;
  const others = [...reachedLeaves].filter(
    (other) => other !== leaf && canBeActiveTogether(other, leaf),
  );
  return [
    ...own,
    ...others.flatMap((other) =>
      stepsAt(other, strategy, byPresence).steps.filter(
        (step) =>
          isRegular(step, other) &&
          !waitsFor(step, leaf) &&
          leaves(step, leaf, strategy),
      ),
    ),
  ];
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

/** Whether a step of another region leaves the parallel state around both. */
function leaves(step: Step, leaf: State, strategy: Strategy): boolean {
  const { exits, leaves: entered } = passageOf(step, strategy);
  return (
    exits.some((exited) => isDescendant(leaf, exited)) &&
    !entered.includes(leaf)
  );
}
