import { at } from "../diagnostics/index.ts";
import { neverHandled as finding } from "../diagnostics/messages/reach.ts";
import type { Strategy, Trigger } from "../model/index.ts";
import { isOwnText } from "./analysis/own-text.ts";
import { keptForGood } from "./defer-forever.ts";
import type { Rule } from "./subject.ts";

/**
 * FSM212. A transition handles, whatever its guard, and in states that cannot be reached too: that is FSM201's; `defer` and `ignore` do not. Not judged: a critical trigger that no state answers (FSM211),
 * one that is deferred for good (FSM217),
 * an emergency that some state ignores on purpose (it sets `halted` all the same) or that FSM404 names, and triggers of a parent strategy, which a
 * child cannot take away.
 */
export const neverHandled: Rule = {
  name: "never-handled",
  *check(subject) {
    const { model, strategy } = subject;
    const handled = new Set(
      strategy.states.flatMap(({ reactions }) =>
        reactions.flatMap(({ events }) =>
          events.map((event) =>
            event.kind === "trigger" ? event.trigger : null,
          ),
        ),
      ),
    );
    for (const trigger of strategy.triggers) {
      const { critical, emergency } = trigger;
      if (
        emergency &&
        subject
          .verdicts("no-emergency-exit")
          .some((each) => each.trigger === trigger)
      )
        continue;
      const { deferred, ignored } = answersTo(trigger, strategy);
      if (handled.has(trigger) || !isOwnText(trigger.span, strategy, model))
        continue;
      if (critical && !deferred && !ignored) continue;
      if (emergency && ignored) continue;
      if (deferred && keptForGood(trigger, subject).length > 0) continue;
      yield at({ span: trigger.span }, finding(trigger.name));
    }
  },
};

function answersTo(
  trigger: Trigger,
  { states }: Strategy,
): { readonly deferred: boolean; readonly ignored: boolean } {
  return {
    deferred: states.some(({ defers }) =>
      defers.some((each) => each.trigger === trigger),
    ),
    ignored: states.some(({ ignores }) =>
      ignores.some((each) => each.trigger === trigger),
    ),
  };
}
