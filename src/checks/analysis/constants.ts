import type { Expression, FunctionName, Param } from "../../model/index.ts";
import type { Bindings } from "./bindings.ts";

/** Durations in ms; members of an enum by their name. */
export interface Constant {
  readonly value: number | string | boolean | null;
}

/** What a param is taken to be; null: anything. */
export type ParamReader = (param: Param) => Constant | null;

export const ANYTHING: ParamReader = () => null;

/** The value of an expression of literals, or null where it depends on anything else. Params are unknown unless `params` knows them. */
export function constantOf(
  expression: Expression,
  bindings: Bindings = new Map(),
  params: ParamReader = ANYTHING,
): Constant | null {
  switch (expression.kind) {
    case "number":
    case "duration":
    case "string":
    case "boolean":
      return { value: expression.value };
    case "null":
      return { value: null };
    case "enum-member":
      return { value: expression.member };
    case "param":
      return params(expression.param);
    case "present":
      return constantOf(expression.operand, bindings, params);
    case "argument": {
      const bound = bindings.get(expression.argument.name);
      return bound === undefined
        ? null
        : constantOf(bound.expression, bound.bindings, params);
    }
    case "unary": {
      const operand = constantOf(expression.operand, bindings, params);
      return expression.operator === "-" && typeof operand?.value === "number"
        ? { value: -operand.value }
        : null;
    }
    case "binary":
      return arithmetic(
        expression.operator,
        constantOf(expression.left, bindings, params),
        constantOf(expression.right, bindings, params),
      );
    case "function":
      return applied(
        expression.name,
        expression.args.map((each) => constantOf(each, bindings, params)),
      );
    default:
      return null;
  }
}

function arithmetic(
  operator: string,
  left: Constant | null,
  right: Constant | null,
): Constant | null {
  if (typeof left?.value !== "number" || typeof right?.value !== "number")
    return null;
  switch (operator) {
    case "+":
      return { value: left.value + right.value };
    case "-":
      return { value: left.value - right.value };
    case "*":
      return { value: left.value * right.value };
    case "/":
      return { value: left.value / right.value };
    case "mod":
      return { value: left.value % right.value };
    default:
      return null;
  }
}

function applied(
  name: FunctionName,
  args: readonly (Constant | null)[],
): Constant | null {
  const numbers = args.flatMap((each) =>
    typeof each?.value === "number" ? [each.value] : [],
  );
  const [first, low, high] = numbers;
  if (numbers.length < args.length || first === undefined) return null;
  switch (name) {
    case "min":
    case "max":
      return { value: Math[name](...numbers) };
    case "abs":
    case "floor":
    case "ceil":
    case "round":
      return { value: Math[name](first) };
    case "clamp":
      return low === undefined || high === undefined
        ? null
        : { value: Math.min(Math.max(first, low), high) };
    case "length":
    case "contains":
      return null;
  }
}
