import {
  parse,
  parseExpressionAt,
  tokenizer,
  type Expression,
  type Program,
} from "acorn";
import { throws } from "./abrupt.ts";
import type { Text } from "./text.ts";

/** What every engine takes in the sloppy mode of scripts. */
const OPTIONS = {
  ecmaVersion: 2022,
  sourceType: "script",
  preserveParens: true,
} as const;

/** Throws `error.execution` where it is no expression, or more than one. */
export function parseExpression(text: Text): Expression {
  return guarded(text, () => {
    const expression = parseExpressionAt(text.value, 0, OPTIONS);
    const behind = text.value.slice(expression.end);
    const next = tokenizer(behind, OPTIONS).getToken();
    if (next.end > next.start)
      throw throws(
        "something stands behind the expression",
        text.at(expression.end + next.start, text.value.length),
      );
    return expression;
  });
}

/** Without the parentheses around it. */
export function bare(node: Expression): Expression {
  return node.type === "ParenthesizedExpression" ? bare(node.expression) : node;
}

/** Throws `error.execution` where it is no program. */
export function parseScript(text: Text): Program {
  return guarded(text, () => parse(text.value, OPTIONS));
}

function guarded<T>(text: Text, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const at = "pos" in error && typeof error.pos === "number" ? error.pos : 0;
    const message = error.message.replace(/\s*\(\d+:\d+\)$/, "");
    throw throws(
      `this is no ECMAScript: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
      text.value === "" ? text.span : text.at(at, at + 1),
    );
  }
}
