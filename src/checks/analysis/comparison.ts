/** How two values compare, as an operator, and as the set of ways in which they may stand to each other. */

export type Comparison = "<" | "<=" | ">" | ">=" | "==" | "!=";

/** How two values can stand to each other, as bits: less, equal, greater, and neither (null, not a number, no order). */
export type Outcomes = number;
export const LESS = 1;
export const EQUAL = 2;
export const GREATER = 4;
export const NEITHER = 8;

/** With its sides exchanged. */
export function flipped(operator: Comparison): Comparison {
  const others = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;
  return operator === "==" || operator === "!=" ? operator : others[operator];
}

export function outcomesOf(operator: Comparison): Outcomes {
  const outcomes = {
    "<": LESS,
    "<=": LESS | EQUAL,
    ">": GREATER,
    ">=": GREATER | EQUAL,
    "==": EQUAL,
    "!=": LESS | GREATER | NEITHER,
  } as const;
  return outcomes[operator];
}

/** Of constants; what has no order is neither less nor greater. */
export function compare(
  operator: Comparison,
  left: number | string | boolean | null,
  right: number | string | boolean | null,
): boolean {
  if (operator === "==") return left === right;
  if (operator === "!=") return left !== right;
  if (typeof left !== "number" || typeof right !== "number") return false;
  switch (operator) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}
