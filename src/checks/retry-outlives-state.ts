import { at } from "../diagnostics/index.ts";
import { retryOutlivesState as finding } from "../diagnostics/messages/time.ts";
import {
  isLeaf,
  selfAndAncestors,
  selfAndDescendants,
  type State,
  type Timer,
} from "../model/index.ts";
import { surelyEnds } from "./analysis/time/ends.ts";
import { longestRun } from "./analysis/time/retries.ts";
import { sayDuration } from "./analysis/time/say.ts";
import {
  runningTimeout,
  type RunningTimeout,
} from "./analysis/time/time-out.ts";
import { usualNumber } from "./analysis/time/usual.ts";
import type { Rule } from "./subject.ts";

/**
 * FSM305. All attempts of a run and the waits between them take longer than what ends its state: an `after` there or around it
 * that surely leads out, or the strategy's `timeout` while that runs.
 */
export const retryOutlivesState: Rule = {
  name: "retry-outlives-state",
  *check({ strategy, reached }) {
    const timeout = runningTimeout(strategy);
    for (const state of reached.states)
      for (const run of state.runs) {
        const longest = longestRun(run);
        if (longest === null) continue;
        const limit = limitOf(state, timeout);
        if (limit === null || longest <= limit.after) continue;
        const span = limit.timer?.keyword ?? strategy.timeout?.span;
        yield at(
          {
            span: run.keyword,
            related:
              span === undefined
                ? []
                : [{ span, message: `after ${sayDuration(limit.after)}` }],
          },
          finding(
            run.activity.name,
            sayDuration(longest),
            limit.timer === null
              ? "the strategy's time-out"
              : `\`${limit.timer.text}\``,
          ),
        );
      }
  },
};

interface Limit {
  /** ms. */
  readonly after: number;
  /** Null: the strategy's time-out. */
  readonly timer: Timer | null;
}

/** What ends the state first. */
function limitOf(state: State, timeout: RunningTimeout | null): Limit | null {
  const timers = selfAndAncestors(state)
    .flatMap((around) => around.timers)
    .flatMap((timer): Limit[] => {
      const after = timer.kind === "at" ? null : usualNumber(timer.time);
      return after !== null && surelyEnds(timer, state)
        ? [{ after, timer }]
        : [];
    });
  const leaves = [...selfAndDescendants(state)].filter(isLeaf);
  const whole =
    timeout !== null && leaves.every((leaf) => timeout.leaves.has(leaf))
      ? [{ after: timeout.after, timer: null }]
      : [];
  return [...timers, ...whole].toSorted((a, b) => a.after - b.after)[0] ?? null;
}
