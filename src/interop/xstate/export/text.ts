import { expressionText } from "../../../graph/spec/expression-text.ts";
import { SourceFile } from "../../../source/index.ts";
import { parseFragment, printExpression } from "../../../syntax/index.ts";
import type { Expression } from "../../../model/index.ts";

/** An expression as `.fsm`, as people write it. */
export function textOf(expression: Expression): string {
  return asWritten(expressionText(expression));
}

const NOWHERE = new SourceFile("", "", "fsm");

/** Without parentheses that say nothing, durations in the units of which they are made. */
export function asWritten(text: string): string {
  const { value } = parseFragment("expression", text, {
    source: NOWHERE,
    offsetAt: () => 0,
  });
  return value === null ? text : printExpression(value);
}
