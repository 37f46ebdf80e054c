/** What takes a state back into itself, again and again. */
import type { Expression, State, Timer } from "../../../model/index.ts";
import { withinGuards } from "../expressions.ts";
import type { Cause, Step } from "../steps.ts";
import { waitsBefore } from "./retries.ts";
import { usualNumber } from "./usual.ts";

/** Whether it may come before a timer fires that is armed at the same moment. */
export function comesFirst(cause: Cause, timer: Timer): boolean {
  if (cause.kind !== "timer") return true;
  const period = usualNumber(cause.timer.time);
  const length = usualNumber(timer.time);
  if (cause.timer === timer || period === null || length === null) return false;
  return (
    period < length || (period === length && cause.timer.index < timer.index)
  );
}

/** Beginning the time-out anew is all that the transition does, or it says `reenter`: that is what it is for. */
export function isWatchdog(
  { cause, branch }: Step,
  again: readonly State[],
): boolean {
  if (branch.target?.reenter === true) return true;
  return (
    cause.kind === "event" &&
    branch.guard === null &&
    branch.effects.length === 0 &&
    again.every(
      ({ enter, exit, runs }) => enter.length + exit.length + runs.length === 0,
    )
  );
}

/** Whether nothing keeps it from coming again: it does not count, and is none of what comes once. */
export function keepsComing(step: Step): boolean {
  const { cause, branch, before } = step;
  const guards = [branch.guard, ...before.map(({ guard }) => guard)];
  if (guards.some((guard) => guard !== null && asksAgain(guard, step)))
    return false;
  switch (cause.kind) {
    case "event": {
      if (cause.event.kind !== "trigger") return false;
      const { emergency, suspend, resume } = cause.event.trigger;
      return !emergency && !suspend && !resume;
    }
    case "timer":
      return cause.timer.kind !== "at";
    case "outcome": {
      const hasFailed =
        cause.outcome === "failed" || cause.outcome === "unknown";
      return (
        cause.run.timeout !== null && (!hasFailed || waitsBefore(cause.run))
      );
    }
    case "always":
    case "timeout":
      return false;
  }
}

/** A guard on what the transition itself changes counts; what TypeScript asks may. */
function asksAgain(guard: Expression, { branch, cause }: Step): boolean {
  const changed = new Set(
    branch.effects.flatMap((each) => (each.kind === "set" ? [each.field] : [])),
  );
  return [...withinGuards(guard)].some(
    (part) =>
      (part.kind === "field" && changed.has(part.field)) ||
      (part.kind === "guard" &&
        part.guard.expression === null &&
        cause.kind !== "event"),
  );
}
