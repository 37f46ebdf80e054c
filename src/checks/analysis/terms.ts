import type { Expression } from "../../model/index.ts";
import type { Bindings } from "./bindings.ts";
import { constantOf } from "./constants.ts";

/**
 * A text that two expressions share only if they have the same value in the same place: names resolved, guards' arguments
 * put in, operands of `+` and `*` on numbers (which commute exactly; they do not associate) in one order.
 */
export function keyOf(
  expression: Expression,
  bindings: Bindings = new Map(),
): string {
  const key = (each: Expression): string => keyOf(each, bindings);
  switch (expression.kind) {
    case "number":
    case "duration":
    case "boolean":
      return String(expression.value);
    case "string":
      return JSON.stringify(expression.value);
    case "null":
      return "null";
    case "enum-member":
      return `${expression.enum.name}.${expression.member}`;
    case "param":
      return `param ${expression.param.name}`;
    case "field":
      return `context ${expression.field.name}`;
    case "payload":
      return `event.${expression.name}`;
    case "error":
      return `error.${expression.name}`;
    case "result":
    case "now":
    case "elapsed":
    case "halted":
      return expression.kind;
    case "argument": {
      const bound = bindings.get(expression.argument.name);
      return bound === undefined
        ? `argument ${expression.argument.name}`
        : keyOf(bound.expression, bound.bindings);
    }
    case "member":
      return `${key(expression.object)}.${expression.name}`;
    case "index":
      return `${key(expression.object)}[${key(expression.index)}]`;
    case "present":
      return key(expression.operand);
    case "unary":
      return `${expression.operator}(${key(expression.operand)})`;
    case "binary": {
      const { operator, left, right, type } = expression;
      const operands = [key(left), key(right)];
      const commutes =
        (operator === "+" && type.kind !== "string") || operator === "*";
      if (commutes) operands.sort();
      return `(${operands.join(` ${operator} `)})`;
    }
    case "conditional":
      return `(${key(expression.condition)} ? ${key(expression.then)} : ${key(expression.otherwise)})`;
    case "function":
      return `${expression.name}(${expression.args.map(key).join(", ")})`;
    case "guard":
      return `guard ${expression.guard.name}(${expression.args.map(key).join(", ")})`;
    case "in":
      return `in ${expression.state.index}`;
    case "record":
      return `{${expression.fields.map((each) => `${each.name}: ${key(each.value)}`).join(", ")}}`;
    case "list":
      return `[${expression.items.map(key).join(", ")}]`;
  }
}

/**
 * Whether its value may be no number (0 / 0, ∞ − ∞), for which every comparison fails. What is stored, given or reported
 * is always finite; only arithmetic leads out of the finite.
 */
export function mayBeNaN(expression: Expression, bindings: Bindings): boolean {
  switch (expression.kind) {
    case "present":
      return mayBeNaN(expression.operand, bindings);
    case "argument": {
      const bound = bindings.get(expression.argument.name);
      return bound !== undefined && mayBeNaN(bound.expression, bound.bindings);
    }
    case "unary":
      return mayBeNaN(expression.operand, bindings);
    case "conditional":
      return (
        mayBeNaN(expression.then, bindings) ||
        mayBeNaN(expression.otherwise, bindings)
      );
    case "function":
      return expression.args.some((each) => mayBeNaN(each, bindings));
    case "binary": {
      const { operator, left, right } = expression;
      const parts = [left, right];
      if (parts.some((each) => mayBeNaN(each, bindings))) return true;
      if (operator === "/" || operator === "mod") {
        const divisor = constantOf(right, bindings)?.value;
        return divisor === undefined || divisor === 0 || !isStored(left);
      }
      return (
        ["+", "-", "*"].includes(operator) &&
        !parts.every((each) => isStored(each))
      );
    }
    default:
      return false;
  }
}

/** A literal, or a value that is kept somewhere: always finite. */
function isStored(expression: Expression): boolean {
  return !["binary", "function", "conditional", "unary", "argument"].includes(
    expression.kind,
  );
}
