import { at } from "../diagnostics/index.ts";
import {
  neverRead,
  neverSet,
  readHere,
  setHere,
} from "../diagnostics/messages/data.ts";
import type { ContextField, Expression, Strategy } from "../model/index.ts";
import { effectsOf } from "./analysis/effects.ts";
import { expressionsOf, within } from "./analysis/expressions.ts";
import { isOwnText } from "./analysis/own-text.ts";
import type { Rule } from "./subject.ts";

/**
 * FSM214. A field that is set and read by nobody, or read and set by nobody: only where no TypeScript callback could do it. That
 * a field is read for its own next value is no reading. Fields that nobody names at all are FSM213's.
 */
export const writeOnly: Rule = {
  name: "write-only",
  *check({ model, strategy }) {
    if (strategy.actions.length > 0) return;
    const codeReads = strategy.guards.some((each) => each.expression === null);
    const sets = effectsOf(strategy).filter((each) => each.kind === "set");
    for (const field of strategy.context) {
      if (!isOwnText(field.span, strategy, model)) continue;
      const set = sets.find((each) => each.field === field);
      const read = readingOf(field, strategy);
      if (set !== undefined && read === null && !codeReads) {
        const related = [{ span: set.span, message: setHere }];
        yield at({ span: field.span, related }, neverRead(field.name));
      }
      if (set === undefined && read !== null) {
        const related = [{ span: read.span, message: readHere }];
        yield at({ span: field.span, related }, neverSet(field.name));
      }
    }
  },
};

/** The first place that reads it; null: none but its own `set`. */
function readingOf(field: ContextField, strategy: Strategy): Expression | null {
  const own = new Set(
    effectsOf(strategy).flatMap((each) =>
      each.kind === "set" && each.field === field ? [each.value] : [],
    ),
  );
  for (const expression of expressionsOf(strategy))
    if (!own.has(expression))
      for (const part of within(expression))
        if (part.kind === "field" && part.field === field) return part;
  return null;
}
