import type { Trigger } from "../../../src/model/index.ts";
import type { Ending } from "./attempt.ts";
import type { Operation, Trial } from "./trial.ts";

const OTHERWISE: readonly Ending[] = [
  "failed",
  "unknown",
  "partial",
  "partial",
];
/** Something that can happen now. */
export function chosen(trial: Trial): Operation {
  const { dice, day, attempts, venue } = trial;
  const kind = dice.fraction();
  if (kind < 0.3) {
    const trigger = triggerOf(trial);
    if (trigger !== null) return { kind: "send", trigger };
  }
  if (kind < 0.7) {
    const attempt = dice.pick(attempts);
    const ending = dice.chance(day.goodness) ? "done" : dice.pick(OTHERWISE);
    if (attempt !== undefined && ending !== undefined)
      return { kind: "settle", attempt, ending };
  }
  if (kind < 0.8 && venue.orders.length > 0) return { kind: "venue" };
  if (kind < 0.84 && day.hasCrashes) return { kind: "crash" };
  return { kind: "advance", by: stretchOf(trial) };
}

/** To the next timer, or a usual time. */
export function stretchOf({ dice, day, clock, machine }: Trial): number {
  const now = clock.now();
  const { timers, delayed, runs } = machine.snapshot();
  const due = [
    ...timers.map(({ deadline }) => deadline - now),
    ...delayed.map(({ deadline }) => deadline - now),
    ...runs.map(({ timeout }) => timeout ?? 0),
  ].filter((each) => each > 0 && each < (day.isLong ? 1e11 : 1e4));
  const next = dice.pick(due);
  if (next !== undefined && dice.chance(0.7)) return next;
  return dice.pick(day.isLong ? [2_000, 60_000, 3_600_000] : [1, 100]) ?? 1;
}

/** Mostly one that somebody has an answer to. */
function triggerOf({
  dice,
  day,
  judge,
  machine,
  strategy,
}: Trial): Trigger | null {
  const heard = judge.heard(machine.configuration);
  const trigger = dice.pick(
    dice.chance(0.85) && heard.length > 0 ? heard : strategy.triggers,
  );
  if (trigger === undefined || !day.sends(trigger.name)) return null;
  return trigger.emergency && !dice.chance(day.panic) ? null : trigger;
}
