import { at } from "../diagnostics/index.ts";
import {
  deferForever as finding,
  deferredToo,
} from "../diagnostics/messages/data.ts";
import {
  selfAndAncestors,
  type Deferral,
  type State,
  type Trigger,
} from "../model/index.ts";
import {
  canBeActiveTogether,
  isEnd,
  isInError,
  isInRegion,
} from "./analysis/relatives.ts";
import type { Rule, Subject } from "./subject.ts";
import { trapsIn } from "./trap.ts";

/**
 * FSM217. Every state that can be reached from here, unless something fails, defers the trigger again. Where a run ends what was
 * kept is over, which is a fault only where several states and all, unless something fails, defer the trigger. Regions count
 * together: one that handles it takes it from the others. In a trap FSM203 tells the cause. One finding a trigger.
 */
export const deferForever: Rule = {
  name: "defer-forever",
  *check(subject) {
    const trapped = new Set(trapsIn(subject).flat());
    for (const trigger of subject.strategy.triggers) {
      const stuck = keptForGood(trigger, subject).filter(
        (leaf) => !trapped.has(leaf),
      );
      const places = new Set(
        stuck.flatMap((leaf) => deferralOf(leaf, trigger) ?? []),
      );
      const [state] = stuck.toSorted((a, b) => a.index - b.index);
      const [first, ...others] = [...places].toSorted(
        (a, b) => a.keyword.start - b.keyword.start,
      );
      if (first === undefined || state === undefined) continue;
      yield at(
        {
          span: first.keyword,
          related: others.map(({ span }) => ({ span, message: deferredToo })),
        },
        finding(trigger.name, state.path),
      );
    }
  },
};

/** Leaves in which it is deferred, as in all that follow. */
export function keptForGood(
  trigger: Trigger,
  subject: Subject,
): readonly State[] {
  const leaves = [...subject.reached.leaves];
  const keeping = new Set(
    leaves.filter((leaf) => !isEnd(leaf) && keeps(leaf, trigger, leaves)),
  );
  if (keeping.size === 0) return [];
  const normal = leaves.filter((leaf) => !isEnd(leaf) && !isInError(leaf));
  const everywhere =
    normal.length > 1 && normal.every((leaf) => keeping.has(leaf));
  return [...keeping].filter((leaf) =>
    after(leaf, subject).every(
      (each) => keeping.has(each) || (everywhere && isEnd(each)),
    ),
  );
}

/** Defers it, and no region that may be active beside does anything else with it. */
function keeps(
  leaf: State,
  trigger: Trigger,
  leaves: readonly State[],
): boolean {
  const beside = isInRegion(leaf) ? leaves : [leaf];
  return (
    deferralOf(leaf, trigger) !== null &&
    !beside.some(
      (other) => canBeActiveTogether(leaf, other) && handles(other, trigger),
    )
  );
}

function deferralOf(leaf: State, trigger: Trigger): Deferral | null {
  for (const { defers } of selfAndAncestors(leaf)) {
    const found = defers.find((each) => each.trigger === trigger);
    if (found !== undefined) return found;
  }
  return null;
}

/** Has a transition for it, here or above, before anything defers or ignores it. */
function handles(leaf: State, trigger: Trigger): boolean {
  for (const { reactions, defers, ignores } of selfAndAncestors(leaf)) {
    const hears = reactions.some(({ events }) =>
      events.some(
        (event) => event.kind === "trigger" && event.trigger === trigger,
      ),
    );
    if (hears) return true;
    if ([...defers, ...ignores].some((each) => each.trigger === trigger))
      return false;
  }
  return false;
}

/** Every leaf that can become active from this one on, unless something fails. */
function after(leaf: State, subject: Subject): readonly State[] {
  const { next } = subject.onward();
  const found = new Set<State>([leaf]);
  for (const each of found)
    for (const entered of next(each)) found.add(entered);
  return [...found];
}
