import type { Step } from "../result.ts";
import type { Flow } from "../knowledge/flow.ts";
import { truthOf } from "../constants/constant.ts";
import { knownOf, words, type Value } from "../values/value.ts";
import { attempted, type Run } from "./run.ts";

/** Work that calls back where it has come to its end, and does not where an error has ended it. */
export type Work = (done: () => void) => void;

/**
 * One of two. An error ends the whole block (SCXML 1.0, section 4.1): where one can come up on some way through a branch, what
 * stands behind is moved into the branches, to the ends of all other ways.
 */
export function branch(
  run: Run,
  condition: Value,
  then: Work,
  otherwise: Work,
  behind: () => void,
): void {
  const known = knownOf(condition);
  if (known !== null) {
    (truthOf(known) ? then : otherwise)(behind);
    return;
  }
  const test = attempted(
    () => words(condition),
    (error) => run.heed(error),
  );
  if (test === null) {
    behind();
    return;
  }
  const add = (one: readonly Step[], other: readonly Step[]): void => {
    if (one.length + other.length === 0) return;
    const last = { condition: null, steps: other };
    const branches = [{ condition: test, steps: one }];
    run.add({
      kind: "if",
      branches: other.length === 0 ? branches : [...branches, last],
      span: condition.span,
    });
  };
  const before = run.remarks.length;
  const [one, other] = [tried(run, then), tried(run, otherwise)];
  if (one.ends && other.ends) {
    add(one.steps, other.steps);
    run.flow.join(one.flow, other.flow);
    behind();
    return;
  }
  run.remarks.length = before;
  run.hasStopped = true;
  const through = (work: Work) =>
    run.apart(run.flow.fork(), () => work(behind));
  add(through(then), through(otherwise));
}

/** A branch on its own; `ends`: no error comes up on any way through it. */
function tried(
  run: Run,
  work: Work,
): {
  readonly steps: readonly Step[];
  readonly flow: Flow;
  readonly ends: boolean;
} {
  const flow = run.flow.fork();
  const hadStopped = run.hasStopped;
  run.hasStopped = false;
  let isDone = false;
  const steps = run.apart(flow, () =>
    work(() => {
      isDone = true;
    }),
  );
  const ends = isDone && !run.hasStopped;
  run.hasStopped = hadStopped;
  return { steps, flow, ends };
}
