/** How other languages write what `.fsm` writes. */
import type { Expression } from "../../../syntax/index.ts";
import { nameExpression } from "./nodes.ts";

/** Operators of other languages. */
export function inOurSpelling(words: string): string {
  return words
    .replaceAll(/&&/g, " and ")
    .replaceAll(/\|\|/g, " or ")
    .replaceAll("≥", ">=")
    .replaceAll("≤", "<=")
    .replaceAll(/≠|!==|<>/g, "!=")
    .replaceAll(/===/g, "==")
    .replaceAll(/!(?!=)/g, " not ")
    .replaceAll(/(?<![<>=!])=(?!=)/g, "==")
    .replaceAll(/\b(AND|OR|NOT)\b/g, (word) => word.toLowerCase());
}

/** A predicate without arguments is called by its name alone. */
export function withoutCalls(expression: Expression): Expression {
  switch (expression.kind) {
    case "call":
      return expression.args.length === 0
        ? nameExpression(expression.callee.text)
        : expression;
    case "unary":
      return { ...expression, operand: withoutCalls(expression.operand) };
    case "binary":
      return {
        ...expression,
        left: withoutCalls(expression.left),
        right: withoutCalls(expression.right),
      };
    default:
      return expression;
  }
}

/** At `;` and `,` outside of parentheses. */
export function splitActions(words: string): readonly string[] {
  const parts: string[] = [""];
  let depth = 0;
  for (const character of words) {
    if ("([{".includes(character)) depth += 1;
    if (")]}".includes(character)) depth -= 1;
    if (depth === 0 && (character === ";" || character === ",")) parts.push("");
    else parts.push((parts.pop() ?? "") + character);
  }
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}
