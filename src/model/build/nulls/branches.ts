import type { Branch, Reaction } from "../../model.ts";
import { Facts } from "./facts.ts";
import { narrow } from "./narrow.ts";
import type { Narrowing } from "./narrowing.ts";

const CONDITION = { text: "a condition is true or false", member: null };

/** A branch and what is known when its guard is asked. */
export interface Asked {
  readonly branch: Branch;
  readonly before: Facts;
}

/** The branches of one choice: each is asked when those before it were not taken. */
export function inOrder(
  branches: readonly Branch[],
  before: Facts,
  narrowing: Narrowing,
): readonly Asked[] {
  let facts = before;
  return branches.map((branch) => {
    const asked = { branch, before: facts };
    facts = facts.and(whenNotTaken(branch, facts, narrowing));
    return asked;
  });
}

/** Reactions of a state: one that is asked behind another for the same event knows that the other was not taken. */
export function reactionsInOrder(
  reactions: readonly Reaction[],
  before: Facts,
  narrowing: Narrowing,
): readonly Asked[] {
  const asked = new Map<string, Reaction[]>();
  return reactions.flatMap((reaction) => {
    let facts = before;
    const names = namesOf(reaction);
    for (const earlier of asked.get(names[0] ?? "") ?? [])
      if (alwaysAskedBefore(earlier, reaction))
        for (const branch of earlier.branches)
          facts = facts.and(whenNotTaken(branch, facts, narrowing));
    for (const name of names) {
      const same = asked.get(name);
      if (same === undefined) asked.set(name, [reaction]);
      else same.push(reaction);
    }
    return inOrder(reaction.branches, facts, narrowing);
  });
}

/** An `always` has none, and is asked behind all others. */
function namesOf({ events }: Reaction): readonly string[] {
  return events.length === 0
    ? [""]
    : events.map((event) =>
        event.kind === "trigger" ? event.trigger.name : event.kind,
      );
}

/** An `on error` that threw is followed by the next although its guard held. */
function alwaysAskedBefore(earlier: Reaction, later: Reaction): boolean {
  if (earlier.unlessActive !== null) return false;
  return later.events.every(
    (event) =>
      event.kind !== "error" &&
      earlier.events.some((other) =>
        event.kind === "trigger"
          ? other.kind === "trigger" && other.trigger === event.trigger
          : other.kind === event.kind,
      ),
  );
}

/** A branch without a guard is always taken; that nothing is known behind it does no harm. */
function whenNotTaken(
  { guard }: Branch,
  facts: Facts,
  narrowing: Narrowing,
): Facts {
  if (guard === null) return Facts.NONE;
  return narrow(
    guard,
    facts,
    "required",
    CONDITION,
    narrowing,
  ).whenFalse.fromOutside();
}

/** The guard with facts worked in, and what is known when it holds. */
export function narrowGuard(
  { guard }: Branch,
  before: Facts,
  narrowing: Narrowing,
): { readonly guard: Branch["guard"]; readonly facts: Facts } {
  if (guard === null) return { guard, facts: before };
  const narrowed = narrow(guard, before, "required", CONDITION, narrowing);
  return {
    guard: narrowed.expression,
    facts: before.and(narrowed.whenTrue.fromOutside()),
  };
}
