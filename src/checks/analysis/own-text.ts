import type { Model, Strategy } from "../../model/index.ts";
import type { Span } from "../../source/index.ts";

/**
 * Whether a declaration stands in the strategy's own text: of all strategies of the file its name is the last before it. What
 * stands elsewhere (in a parent, or for all of a file) others may use, and a strategy cannot take away what it inherits.
 */
export function isOwnText(
  span: Span,
  strategy: Strategy,
  model: Model,
): boolean {
  const { file, start } = strategy.span;
  if (span.file.path !== file.path || span.start < start) return false;
  return !model.strategies.some(
    (other) =>
      other.span.file.path === file.path &&
      other.span.start > start &&
      other.span.start < span.start,
  );
}
