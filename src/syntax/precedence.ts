import type { BinaryOperator, UnaryOperator } from "./ast.ts";

/** How tightly operators bind: the higher, the tighter. `a ? b : c` is looser than all of them. */
const LEVELS: Readonly<Record<BinaryOperator, number>> = {
  or: 1,
  "??": 1,
  and: 2,
  "==": 4,
  "!=": 4,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  mod: 6,
};

export const PREFIX_LEVELS: Readonly<Record<UnaryOperator, number>> = {
  not: 3,
  "-": 7,
};

/** Of comparisons, which do not associate. */
export const COMPARISON = 4;

export function levelOf(operator: BinaryOperator): number {
  return LEVELS[operator];
}

export function isBinaryOperator(image: string): image is BinaryOperator {
  return Object.hasOwn(LEVELS, image);
}

/** `??` next to `and` or `or` needs parentheses. */
export function needParentheses(
  operator: BinaryOperator,
  inner: BinaryOperator,
): boolean {
  return operator === "??"
    ? inner === "and" || inner === "or"
    : (operator === "and" || operator === "or") && inner === "??";
}
