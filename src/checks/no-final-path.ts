import { at } from "../diagnostics/index.ts";
import { noFinalPath as finding } from "../diagnostics/messages/ends.ts";
import { outermost } from "./analysis/onward.ts";
import { isEnd, isInError } from "./analysis/relatives.ts";
import type { Rule } from "./subject.ts";
import { trapsIn } from "./trap.ts";

/**
 * FSM204. Told where the states lead in a circle that no final state can be reached from; the states that lead only there have no
 * cause of their own. Dead ends are FSM202's, traps FSM203's, error states by themselves FSM308's. Where no final state can be
 * reached at all, FSM201 says so.
 */
export const noFinalPath: Rule = {
  name: "no-final-path",
  *check(subject) {
    const { reached, spinning } = subject;
    const finals = [...reached.leaves].filter(isEnd);
    if (finals.length === 0) return;
    const trapped = new Set(trapsIn(subject).flat());
    const { ends, next } = subject.onward();
    for (const group of ends) {
      const isTold = group.some(
        (leaf) => isEnd(leaf) || trapped.has(leaf) || spinning.has(leaf),
      );
      const normal = group.filter((leaf) => !isInError(leaf));
      const isRound = group.some((leaf) => next(leaf).size > 0);
      if (isTold || normal.length === 0 || !isRound) continue;
      const [first, ...others] = outermost(normal, reached.leaves);
      if (first === undefined) continue;
      yield at(
        {
          span: first.span,
          related: finals.map(({ span }) => ({
            span,
            message: "not reached from there",
          })),
        },
        finding(
          first.path,
          others.map(({ path }) => path),
          finals.map(({ path }) => path),
        ),
      );
    }
  },
};
