import {
  groupOf,
  type Diagnostic,
  type RuleName,
} from "../diagnostics/index.ts";
import type { Model, Strategy } from "../model/index.ts";
import type { Span } from "../source/index.ts";
import { ownerOf } from "./analysis/own-text.ts";

/**
 * Concrete strategies without an error of group 1 in their text, in that of their parents or at the head of their file: with
 * one, parts of the model are missing, and what other rules say of it would be about the gap. Only `build` cares for
 * FSM115.
 */
export function soundStrategies(
  model: Model,
  errors: readonly Diagnostic[],
): readonly Strategy[] {
  const broken = new Set(
    errors
      .filter(({ severity, rule }) => severity === "error" && stops(rule))
      .map(({ span }) => blockOf(span, model)),
  );
  const head = blockOf({ file: model.source, start: 0, end: 0 }, model);
  return model.strategies.filter(
    (strategy) =>
      !strategy.abstract &&
      !broken.has(head) &&
      blocksOf(strategy, model).every((block) => !broken.has(block)),
  );
}

function stops(rule: RuleName): boolean {
  return groupOf(rule) === 1 && rule !== "not-yet-supported";
}

/** The strategy in which a place is; of other files all is one. */
function blockOf(span: Span, model: Model): string {
  const owner = ownerOf(span, model);
  return `${span.file.path}\u0000${owner?.name ?? ""}`;
}

/** The strategies whose text it is made of: its own, and those of the parents that say anything. */
function blocksOf(strategy: Strategy, model: Model): readonly string[] {
  const { triggers, guards, actions, activities, states, branches } = strategy;
  const declared = [triggers, guards, actions, activities, states].flat();
  const spans = [
    strategy.span,
    ...declared.map(({ span }) => span),
    ...branches.map(({ keyword }) => keyword),
  ];
  return spans.map((span) => blockOf(span, model));
}
