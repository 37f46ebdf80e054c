import { at, type Diagnostic } from "../diagnostics/index.ts";
import {
  timerBehindTimer,
  timerBehindTimeout,
} from "../diagnostics/messages/time.ts";
import {
  isLeaf,
  selfAndAncestors,
  selfAndDescendants,
  type State,
  type Timer,
} from "../model/index.ts";
import { surelyEnds } from "./analysis/time/ends.ts";
import { sayDuration } from "./analysis/time/say.ts";
import {
  runningTimeout,
  type RunningTimeout,
} from "./analysis/time/time-out.ts";
import { usualNumber } from "./analysis/time/usual.ts";
import type { Rule, Subject } from "./subject.ts";

/**
 * FSM306. A timer that comes after another one, of its state or around it, that surely leads out; or after the strategy's
 * `timeout` while that runs. Of two of the same length the one that is armed first fires. An `at` is compared with nothing: its
 * instant is not known.
 */
export const timerNeverFires: Rule = {
  name: "timer-never-fires",
  *check(subject) {
    const timeout = runningTimeout(subject.strategy);
    for (const state of subject.reached.states)
      for (const timer of state.timers) {
        const length = lengthOf(timer);
        if (length === null) continue;
        const found =
          behindTimer(timer, length, state) ??
          behindTimeout({ timer, length, state, timeout, subject });
        if (found !== null) yield found;
      }
  },
};

function lengthOf({ kind, time }: Timer): number | null {
  return kind === "at" ? null : usualNumber(time);
}

function behindTimer(
  timer: Timer,
  length: number,
  state: State,
): Diagnostic | null {
  const earlier = selfAndAncestors(state)
    .flatMap(({ timers }) => timers)
    .find((each) => {
      const other = lengthOf(each);
      return (
        each !== timer &&
        other !== null &&
        (other < length || (other === length && isArmedFirst(each, timer))) &&
        surelyEnds(each, state)
      );
    });
  if (earlier === undefined) return null;
  const message = "leads out before";
  return at(
    { span: timer.keyword, related: [{ span: earlier.keyword, message }] },
    timerBehindTimer(timer.text, earlier.text),
  );
}

function isArmedFirst(one: Timer, other: Timer): boolean {
  return one.index < other.index;
}

function behindTimeout({
  timer,
  length,
  state,
  timeout,
  subject,
}: {
  readonly timer: Timer;
  readonly length: number;
  readonly state: State;
  readonly timeout: RunningTimeout | null;
  readonly subject: Subject;
}): Diagnostic | null {
  const whole = subject.strategy.timeout;
  if (timeout === null || whole === null || length <= timeout.after)
    return null;
  const leaves = [...selfAndDescendants(state)].filter(
    (leaf) => isLeaf(leaf) && subject.reached.leaves.has(leaf),
  );
  if (!leaves.every((leaf) => timeout.leaves.has(leaf))) return null;
  const message = `after ${sayDuration(timeout.after)}`;
  return at(
    { span: timer.keyword, related: [{ span: whole.span, message }] },
    timerBehindTimeout(timer.text, sayDuration(timeout.after)),
  );
}
