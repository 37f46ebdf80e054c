import { at, type Diagnostic } from "../diagnostics/index.ts";
import {
  alwaysTrue as finding,
  everyValue,
} from "../diagnostics/messages/guards.ts";
import { choicesIn } from "./analysis/choices.ts";
import { isAlwaysTrue } from "./analysis/guards.ts";
import { Unanimous } from "./analysis/placed.ts";
import type { Rule } from "./subject.ts";

/** FSM208. A guard that every value satisfies by itself; the last of a choice that leaves no gap is none. */
export const alwaysTrue: Rule = {
  name: "always-true",
  *check({ strategy, reached }) {
    const found = new Unanimous<Diagnostic>();
    for (const state of strategy.states)
      if (reached.states.has(state))
        for (const { branches, what } of choicesIn(state))
          for (const { guard, span, keyword } of branches) {
            if (guard === null) continue;
            const related = [{ span: guard.span, message: everyValue }];
            found.add(
              span,
              isAlwaysTrue(guard)
                ? at({ span: keyword, related }, finding(what))
                : null,
            );
          }
    yield* found.all();
  },
};
