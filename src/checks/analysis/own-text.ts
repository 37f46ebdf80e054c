import type { Model, Strategy } from "../../model/index.ts";
import type { Span } from "../../source/index.ts";

/**
 * The strategy of the model's file in whose text a place is: the last whose name stands before it. Null before the first one,
 * and in other files.
 */
export function ownerOf(span: Span, model: Model): Strategy | null {
  if (span.file.path !== model.source.path) return null;
  return (
    model.strategies.findLast((each) => each.span.start <= span.start) ?? null
  );
}

/**
 * Whether a declaration stands in the strategy's own text. What stands elsewhere (in a parent, or for all of a file) others may
 * use, and a strategy cannot take away what it inherits.
 */
export function isOwnText(
  span: Span,
  strategy: Strategy,
  model: Model,
): boolean {
  return ownerOf(span, model) === strategy;
}
