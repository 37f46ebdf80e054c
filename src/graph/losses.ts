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
  return strategy.allows.map(({ rule, span }) => ({
    message: `a drawing has no place for \`@allow(${rule})\``,
    span,
  }));
}
