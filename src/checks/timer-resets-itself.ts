import { at, type Diagnostic } from "../diagnostics/index.ts";
import { timerResetsItself as finding } from "../diagnostics/messages/time.ts";
import { selfAndAncestors } from "../model/index.ts";
import { labelOf, passageOf, type Step } from "./analysis/steps.ts";
import { comesFirst, isWatchdog, keepsComing } from "./analysis/time/again.ts";
import { mayEnd } from "./analysis/time/ends.ts";
import type { Rule, Subject } from "./subject.ts";

/**
 * FSM307. A transition from a state to itself leaves it and enters it again, and a time-out that is to end the state begins anew.
 * Not found: a transition that does nothing else, since that is what it is for; one that counts; one that comes later than
 * the time-out; one for which FSM304 is found; and where a timer around the state, which is not begun anew, ends it too.
 */
export const timerResetsItself: Rule = {
  name: "timer-resets-itself",
  *check(subject) {
    const told = new Set<string>();
    for (const leaf of subject.reached.leaves)
      for (const step of subject.reached.stepsAt(leaf).steps) {
        const { file, start } = step.branch.span;
        const key = `${file.path}\u0000${start}`;
        const found = told.has(key) ? null : judge(step, subject);
        if (found === null) continue;
        told.add(key);
        yield found;
      }
  },
};

function judge(step: Step, { strategy }: Subject): Diagnostic | null {
  const { leaf, branch, cause } = step;
  const { exits, entries, leaves } = passageOf(step, strategy);
  if (step.shadowed || !leaves.includes(leaf)) return null;
  const again = exits.filter((state) =>
    entries.some((entry) => entry.kind === "enter" && entry.state === state),
  );
  const timer = again
    .flatMap((state) => state.timers.filter((each) => mayEnd(each, state)))
    .find((each) => each.kind !== "at" && comesFirst(cause, each));
  if (timer === undefined || isWatchdog(step, again) || !keepsComing(step))
    return null;
  const isEndedAround = selfAndAncestors(leaf).some(
    (state) =>
      !exits.includes(state) &&
      state.timers.some((each) => mayEnd(each, state)),
  );
  if (isEndedAround) return null;
  const message = "begins anew each time";
  return at(
    {
      span: branch.keyword,
      related: [{ span: timer.keyword, message }],
      path: [{ from: leaf.path, on: labelOf(cause), to: leaf.path }],
    },
    finding(
      branch.target?.states[0]?.state.path ?? leaf.path,
      labelOf(cause),
      timer.text,
      cause.kind === "outcome",
    ),
  );
}
