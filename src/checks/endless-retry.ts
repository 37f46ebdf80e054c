import { at } from "../diagnostics/index.ts";
import { endlessRetry as finding } from "../diagnostics/messages/time.ts";
import { endlessRetries } from "./analysis/loops/retries.ts";
import { labelOf } from "./analysis/steps.ts";
import type { Rule } from "./subject.ts";

/**
 * FSM304. A failure that leads back to the same run by failures, `always` and raised events alone. A `backoff`, a timer on the
 * way or around it, a guard that reads what the round changes or what the round does not decide, and any other outcome end it.
 */
export const endlessRetry: Rule = {
  name: "endless-retry",
  *check({ strategy, reached, verdicts }) {
    for (const { run, round } of endlessRetries(strategy, reached)) {
      // That it doubles the order is what has to be mended first.
      if (verdicts("double-open").some((each) => each.run === run)) continue;
      const [first, ...others] = round;
      if (first === undefined) continue;
      const { keyword } = first.step.branch;
      const related = [
        ...new Map(
          others.map(({ step }) => [
            step.branch.keyword.start,
            { span: step.branch.keyword, message: "leads back" },
          ]),
        ).values(),
      ].filter(({ span }) => span.start !== keyword.start);
      const path = round.map(({ step, to }) => ({
        from: step.leaf.path,
        on: labelOf(step.cause),
        to: to.leaf.path,
      }));
      yield at(
        { span: keyword, related, path },
        finding(run.activity.name, run.activity.words.length > 0),
      );
    }
  },
};
