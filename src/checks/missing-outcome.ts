import { at, type Fix } from "../diagnostics/index.ts";
import { missingOutcome as finding } from "../diagnostics/messages/failure.ts";
import {
  selfAndAncestors,
  type Outcome,
  type Run,
  type State,
  type Strategy,
} from "../model/index.ts";
import { textOf } from "../source/index.ts";
import { hears } from "./analysis/steps.ts";
import type { Rule } from "./subject.ts";

/**
 * FSM302. `failed` is always wanted, `unknown` of activities that trade (any other one never ends so without having reported a
 * part). An `on error` here or above takes both; the error policy, which merely counts, does not.
 */
export const missingOutcome: Rule = {
  name: "missing-outcome",
  *check({ strategy, reached }) {
    for (const state of reached.states) {
      if (takesErrors(state)) continue;
      for (const run of state.runs) {
        const missing = missingIn(run);
        if (missing.length === 0) continue;
        const { name, words } = run.activity;
        yield at(
          { span: run.keyword, fixes: fixesFor(run, missing, strategy) },
          finding(name, missing, words.length > 0),
        );
      }
    }
  },
};

function missingIn({ activity, arms }: Run): readonly Outcome[] {
  const wanted: readonly Outcome[] =
    activity.words.length > 0 ? ["failed", "unknown"] : ["failed"];
  return wanted.filter((each) => !arms.some(({ outcome }) => outcome === each));
}

function takesErrors(state: State): boolean {
  return selfAndAncestors(state).some(({ reactions }) =>
    reactions.some((reaction) => hears(reaction, { kind: "error" })),
  );
}

/** An arm that leads where the error policy leads: to where somebody looks. */
function fixesFor(
  run: Run,
  missing: readonly Outcome[],
  { errors }: Strategy,
): readonly Fix[] {
  const { span } = run;
  if (errors === null || span.file.spelling !== "fsm") return [];
  if (!textOf(span).endsWith("}")) return [];
  const arm = `${missing.join(", ")} -> ${errors.target.path}`;
  const end = { ...span, start: span.end - 1, end: span.end - 1 };
  return [{ title: `add \`${arm}\``, edits: [{ span: end, text: `${arm} ` }] }];
}
