import {
  parse,
  parseExpressionAt,
  tokenizer,
  type Expression,
  type Node,
  type Program,
} from "acorn";
import { refuses, throws } from "./abrupt.ts";
import type { Text } from "./text.ts";

/** What every engine takes in the sloppy mode of scripts. */
const OPTIONS = {
  ecmaVersion: 2022,
  sourceType: "script",
  preserveParens: true,
} as const;

/** A text is read again and again, and a function in it is the same whenever it is looked at. */
const expressions = new WeakMap<Text, Expression>();
const scripts = new WeakMap<Text, Program>();

function remembered<T>(memory: WeakMap<Text, T>, text: Text, read: () => T): T {
  const known = memory.get(text);
  if (known !== undefined) return known;
  const node = read();
  memory.set(text, node);
  return node;
}

/** Throws `error.execution` where it is no expression, or more than one. */
export function parseExpression(text: Text): Expression {
  return remembered(expressions, text, () => readExpression(text));
}

function readExpression(text: Text): Expression {
  return guarded(text, () => {
    const expression = parseExpressionAt(text.value, 0, OPTIONS);
    const behind = text.value.slice(expression.end);
    // As every engine that evaluates it as a statement, we let a semicolon pass.
    const next = tokenizer(behind.replace(/;\s*$/, ""), OPTIONS).getToken();
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
  return remembered(scripts, text, () =>
    guarded(text, () => parse(text.value, OPTIONS)),
  );
}

function guarded<T extends Node>(text: Text, read: () => T): T {
  try {
    const node = read();
    if (isDeep(node)) throw tooDeep(text);
    return node;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    if (error.message.startsWith("Not enough stack")) throw tooDeep(text);
    const at = "pos" in error && typeof error.pos === "number" ? error.pos : 0;
    const message = error.message.replace(/\s*\(\d+:\d+\)$/, "");
    throw throws(
      `this is no ECMAScript: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
      text.value === "" ? text.span : text.at(at, at + 1),
    );
  }
}

const DEEPEST = 250;

function tooDeep({ span }: Text) {
  return refuses(
    "an expression of very many parts",
    `it is more than ${DEEPEST} deep, which nobody could read`,
    span,
  );
}

/** Whether nodes lie deeper in each other than what goes through them one in the other could. */
function isDeep(root: Node): boolean {
  const open: { readonly part: unknown; readonly depth: number }[] = [
    { part: root, depth: 0 },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { part, depth } = next;
    if (depth > DEEPEST) return true;
    if (typeof part !== "object" || part === null) continue;
    const inner = depth + (Array.isArray(part) ? 0 : 1);
    for (const each of Object.values(part))
      open.push({ part: each, depth: inner });
  }
  return false;
}
