/** How two values compare. */

export type Comparison = "<" | "<=" | ">" | ">=" | "==" | "!=";

/** What is left when `!=` is read as the negation of `==`. */
export type Positive = Exclude<Comparison, "!=">;

const FLIPPED: Readonly<Record<Positive, Positive>> = {
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
  "==": "==",
};

/** With its sides exchanged. */
export function flipped(operator: Positive): Positive {
  return FLIPPED[operator];
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
