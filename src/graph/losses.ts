import type { Loss } from "../diagnostics/index.ts";
import type { Strategy } from "../model/index.ts";
import { declarationsOf, importsOf } from "./spec/declarations.ts";

/** What a drawing shows at most the name of. */
export function lostInDrawing(strategy: Strategy): readonly Loss[] {
  const all = [...importsOf(strategy), ...declarationsOf(strategy)];
  const declared = all
    .filter(({ isNameOnly }) => !isNameOnly)
    .map(({ lines, span }) => ({
      message: `a drawing has no place for \`${lines.at(-1) ?? ""}\``,
      span,
    }));
  return [...declared, ...lostInComments(strategy)];
}

/** What is lost even where declarations stand in comments. */
export function lostInComments(strategy: Strategy): readonly Loss[] {
  const allows = strategy.allows.map(({ rule, span }) => ({
    message: `a drawing has no place for \`@allow(${rule})\``,
    span,
  }));
  return [...allows, ...lostDocs(strategy)];
}

function lostDocs(strategy: Strategy): readonly Loss[] {
  const { triggers, outputs, records, context } = strategy;
  const fields = [...triggers, ...outputs, ...records].flatMap(
    (each) => each.fields,
  );
  return [...fields, ...context]
    .filter(({ doc }) => doc !== null)
    .map(({ name, span }) => ({
      message: `a drawing has no place for the documentation of \`${name}\``,
      span,
    }));
}
