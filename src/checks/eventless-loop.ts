import { at, type Diagnostic } from "../diagnostics/index.ts";
import { eventlessLoop as finding } from "../diagnostics/messages/reach.ts";
import type { Edge } from "./analysis/loops/microsteps.ts";
import { labelOf } from "./analysis/steps.ts";
import type { Rule } from "./subject.ts";

/**
 * FSM210. A round of `always`, raised events and `done` of composites in which no guard reads what the round changes, and whose
 * guards can hold together. A round with a guard on something that it changes is taken to end.
 */
export const eventlessLoop: Rule = {
  name: "eventless-loop",
  *check({ endless }) {
    for (const round of endless) yield report(fromFirst(round));
  },
};

/** Begun where the text begins it. */
function fromFirst(round: readonly Edge[]): readonly Edge[] {
  const starts = round.map(({ step }) => step.branch.keyword.start);
  const first = starts.indexOf(Math.min(...starts));
  return [...round.slice(first), ...round.slice(0, first)];
}

function report(round: readonly Edge[]): Diagnostic {
  const keywords = [
    ...new Map(
      round.map(({ step }) => [step.branch.keyword.start, step.branch.keyword]),
    ).values(),
  ];
  const [first, ...others] = keywords;
  const path = round.map(({ step, to }) => ({
    from: step.leaf.path,
    on: labelOf(step.cause),
    to: to.leaf.path,
  }));
  const names = [...new Set(path.map(({ from }) => from))];
  const span = first ?? round[0]?.step.branch.keyword;
  if (span === undefined) throw new RangeError("a round without steps");
  return at(
    {
      span,
      path,
      related: others.map((each) => ({ span: each, message: "goes on" })),
    },
    finding(names),
  );
}
