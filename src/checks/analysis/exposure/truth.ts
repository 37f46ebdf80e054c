import {
  isDescendant,
  type Expression,
  type State,
} from "../../../model/index.ts";
import { formulaOf } from "../formula.ts";
import { satisfiable } from "../satisfiable.ts";
import { negate } from "../formula.ts";

/** What is known of a guard: it holds, it does not, or the market decides. */
export type Truth = boolean | "either";

/** What `in(…)` and `halted` say in one scene. */
export interface Facts {
  readonly leaves: readonly State[];
  readonly halted: boolean;
}

/** Decides what constants, enums, `halted` and `in(…)` decide; all that data decides may be either. */
export function truthOf(guard: Expression | null, facts: Facts): Truth {
  if (guard === null) return true;
  return of(guard, facts) ?? proven(guard, facts);
}

/** Whether a guard asks TypeScript, which may throw. */
export function asksTypeScript(expression: Expression | null): boolean {
  if (expression === null) return false;
  switch (expression.kind) {
    case "guard":
      return (
        expression.guard.expression === null ||
        asksTypeScript(expression.guard.expression) ||
        expression.args.some(asksTypeScript)
      );
    case "unary":
    case "present":
      return asksTypeScript(expression.operand);
    case "binary":
      return (
        asksTypeScript(expression.left) || asksTypeScript(expression.right)
      );
    case "conditional":
      return (
        asksTypeScript(expression.condition) ||
        asksTypeScript(expression.then) ||
        asksTypeScript(expression.otherwise)
      );
    default:
      return false;
  }
}

/** Null: not decided by its own words. */
function of(expression: Expression, facts: Facts): Truth | null {
  switch (expression.kind) {
    case "boolean":
      return expression.value;
    case "halted":
      return facts.halted;
    case "in":
      return isActive(expression.state, facts.leaves);
    case "present":
      return of(expression.operand, facts);
    case "unary": {
      if (expression.operator !== "not") return null;
      const inner = truthOf(expression.operand, facts);
      return inner === "either" ? null : !inner;
    }
    case "binary":
      return connective(expression.operator, expression, facts);
    case "conditional": {
      const condition = truthOf(expression.condition, facts);
      if (condition === "either") return null;
      return truthOf(condition ? expression.then : expression.otherwise, facts);
    }
    case "guard":
      return expression.guard.expression === null || expression.args.length > 0
        ? null
        : of(expression.guard.expression, facts);
    default:
      return null;
  }
}

function connective(
  operator: string,
  { left, right }: Extract<Expression, { kind: "binary" }>,
  facts: Facts,
): Truth | null {
  if (operator !== "and" && operator !== "or") return null;
  const first = truthOf(left, facts);
  const second = truthOf(right, facts);
  const decides = operator === "or";
  if (first === decides || second === decides) return decides;
  if (first === !decides) return second;
  if (second === !decides) return first;
  return null;
}

function proven(guard: Expression, { leaves }: Facts): Truth {
  const formula = formulaOf(guard, {
    isActive: (state) => isActive(state, leaves),
  });
  if (!satisfiable(formula)) return false;
  return satisfiable(negate(formula)) ? "either" : true;
}

function isActive(state: State, leaves: readonly State[]): boolean {
  return leaves.some((leaf) => leaf === state || isDescendant(leaf, state));
}
