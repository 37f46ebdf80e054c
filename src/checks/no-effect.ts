import { at, type Diagnostic } from "../diagnostics/index.ts";
import {
  fixedGuard,
  noEffect as finding,
} from "../diagnostics/messages/data.ts";
import {
  selfAndAncestors,
  type Branch,
  type ContextField,
  type Expression,
  type State,
  type Strategy,
} from "../model/index.ts";
import {
  choicesIn,
  isAnswered,
  othersFor,
  type Choice,
} from "./analysis/choices.ts";
import { effectsOf } from "./analysis/effects.ts";
import { withinGuards } from "./analysis/expressions.ts";
import { asksCode } from "./analysis/guards.ts";
import { Unanimous } from "./analysis/placed.ts";
import { trapsIn } from "./trap.ts";
import type { Rule, Subject } from "./subject.ts";

/**
 * FSM216. A `stay` that does nothing and keeps nothing else from being done: no transition, `ignore` or `defer` here or around
 * would have had the event. Among other branches it says that there nothing is meant. Not judged: critical triggers,
 * which it answers; `on error`, `on recover` and arms, where it is an answer too; `always`, which
 * would go round (FSM210); timers where an `always` may look again; states
 * that nothing leads on from, which is the fault. Nor has a guard an effect that reads only fields that nothing changes; where no
 * callback could read them, FSM214 tells.
 */
export const noEffect: Rule = {
  name: "no-effect",
  *check(subject) {
    const found = new Unanimous<Diagnostic>();
    const stuck = stuckIn(subject);
    for (const state of subject.strategy.states) {
      if (!subject.reached.states.has(state)) continue;
      for (const choice of choicesIn(state))
        for (const branch of choice.branches)
          found.add(
            branch.span,
            isIdle(branch, choice, subject) && !stuck(state)
              ? at({ span: branch.keyword }, finding(choice.what))
              : settledBeforehand(branch, subject.strategy),
          );
    }
    yield* found.all();
  },
};

function isIdle(branch: Branch, choice: Choice, subject: Subject): boolean {
  const { target, effects, otherwise } = branch;
  if (target !== null || effects.length > 0 || otherwise) return false;
  if (choice.branches.length > 1) return false;
  const { state } = choice;
  switch (choice.kind) {
    case "arm":
    case "always":
      return false;
    case "timer":
      return !subject.strategy.states.some((each) => each.always.length > 0);
    case "reaction":
      return choice.events.every(
        (event) =>
          event.kind === "trigger" &&
          !event.trigger.critical &&
          !event.trigger.emergency &&
          !isAnswered(state, event) &&
          othersFor(choice, event).length === 0,
      );
  }
}

/** States in which nothing leads on, or only round: what is missing there is a target. */
function stuckIn(subject: Subject): (state: State) => boolean {
  const { next } = subject.onward();
  const trapped = new Set(trapsIn(subject).flat());
  return (state) =>
    [...subject.reached.leaves].some(
      (leaf) =>
        selfAndAncestors(leaf).includes(state) &&
        (trapped.has(leaf) || next(leaf).size === 0),
    );
}

/** A guard that holds or not from the beginning on. Params alone are settings, and meant so. */
function settledBeforehand(
  { guard, keyword }: Branch,
  strategy: Strategy,
): Diagnostic | null {
  if (guard === null || strategy.actions.length === 0) return null;
  const parts = [...withinGuards(guard)];
  const fields = parts.flatMap((each) =>
    each.kind === "field" ? [each.field] : [],
  );
  const isFixed =
    fields.length > 0 &&
    parts.every((each) => !CHANGING.has(each.kind)) &&
    !asksCode(guard) &&
    fields.every((field) => !mayChange(field, strategy));
  return isFixed
    ? at({ span: keyword }, fixedGuard(fields.map(({ name }) => name)))
    : null;
}

/** What of itself differs from one event to the next. */
const CHANGING: ReadonlySet<Expression["kind"]> = new Set([
  "payload",
  "result",
  "error",
  "now",
  "elapsed",
  "halted",
  "in",
]);

function mayChange(field: ContextField, strategy: Strategy): boolean {
  return (
    strategy.actions.some(({ writes }) => writes?.includes(field) ?? true) ||
    effectsOf(strategy).some(
      (effect) => effect.kind === "set" && effect.field === field,
    )
  );
}
