import {
  entryOrder,
  isDescendant,
  type State,
  type Strategy,
} from "../../../model/index.ts";
import { reachableFrom } from "../reachability.ts";
import { isInError, isSuspended } from "../relatives.ts";
import { leavesIn, type Step } from "../steps.ts";
import { usualNumber } from "./usual.ts";

/** The strategy's time-out, and where it is what ends a stay. */
export interface RunningTimeout {
  /** ms. */
  readonly after: number;
  /** Leaves in which it runs, and to which nothing but an error leads once it has fired. */
  readonly leaves: ReadonlySet<State>;
}

/**
 * Null without one, or when its length is not known. In its own target and below it is spent; in error states it has ended, and
 * it never starts again.
 */
export function runningTimeout(strategy: Strategy): RunningTimeout | null {
  const { timeout, root } = strategy;
  if (timeout === null) return null;
  const after = usualNumber(timeout.after);
  if (after === null) return null;
  const { target } = timeout;
  const starts = leavesIn(entryOrder(root.initial.targets, root));
  const goesOn = ({ leaf }: Step): boolean => !isInError(leaf);
  const before = reachableFrom(
    starts,
    strategy,
    (step) => goesOn(step) && step.cause.kind !== "timeout",
  );
  const fired = reachableFrom(
    leavesIn(entryOrder([target], root)),
    strategy,
    goesOn,
  );
  const runs = (leaf: State): boolean =>
    leaf !== target &&
    !isDescendant(leaf, target) &&
    !isInError(leaf) &&
    !isSuspended(leaf) &&
    !fired.leaves.has(leaf);
  return { after, leaves: new Set([...before.leaves].filter(runs)) };
}
