/** Whether a guard holds for values that a search found: the formula may know less than the guard says. */
import type { Expression, Type } from "../../model/index.ts";
import type { Bindings } from "./bindings.ts";
import { keyOf } from "./terms.ts";
import type { Values } from "./witness.ts";

/** A record that is there, of which only the members matter. */
const THERE = Symbol("a value of which only the parts are known");

type Known = number | string | boolean | null | typeof THERE;

/** Null: it cannot be told from these values. */
export function holdsFor(guard: Expression, values: Values): boolean | null {
  const value = new Evaluation(values, new Map()).of(guard);
  return typeof value === "boolean" ? value : null;
}

class Evaluation {
  private readonly values: Values;
  private readonly bindings: Bindings;

  constructor(values: Values, bindings: Bindings) {
    this.values = values;
    this.bindings = bindings;
  }

  of(expression: Expression): Known {
    switch (expression.kind) {
      case "number":
      case "duration":
      case "string":
      case "boolean":
        return expression.value;
      case "null":
        return null;
      case "enum-member":
        return expression.member;
      case "present":
        return this.of(expression.operand);
      case "argument": {
        const bound = this.bindings.get(expression.argument.name);
        return bound === undefined
          ? this.stored(expression)
          : new Evaluation(this.values, bound.bindings).of(bound.expression);
      }
      case "member":
        return this.of(expression.object) === null
          ? null
          : this.stored(expression);
      case "unary": {
        const value = this.of(expression.operand);
        if (expression.operator === "not")
          return typeof value === "boolean" ? !value : THERE;
        return typeof value === "number" ? -value : THERE;
      }
      case "binary":
        return this.binary(expression);
      case "conditional": {
        const condition = this.of(expression.condition);
        if (typeof condition !== "boolean") return THERE;
        return this.of(condition ? expression.then : expression.otherwise);
      }
      case "function":
        return this.applied(expression);
      case "guard":
        return this.called(expression);
      case "record":
      case "list":
        return THERE;
      default:
        return this.stored(expression);
    }
  }

  /** What the search says it is; else the plainest of its type. */
  private stored(expression: Expression): Known {
    const value = this.values.get(keyOf(expression, this.bindings));
    const { type } = expression;
    if (value === null) return null;
    const base = type.kind === "optional" ? type.of : type;
    if (base.kind === "boolean") return value === "true";
    return value === undefined ? plainest(base) : value;
  }

  private called({
    guard,
    args,
  }: Extract<Expression, { kind: "guard" }>): Known {
    if (guard.expression === null) return THERE;
    const bindings: Bindings = new Map(
      guard.args.flatMap(({ name }, index) => {
        const expression = args[index];
        return expression === undefined
          ? []
          : [[name, { expression, bindings: this.bindings }]];
      }),
    );
    return new Evaluation(this.values, bindings).of(guard.expression);
  }

  private binary({
    operator,
    left,
    right,
  }: Extract<Expression, { kind: "binary" }>): Known {
    const a = this.of(left);
    if (operator === "and" && a === false) return false;
    if (operator === "or" && a === true) return true;
    if (operator === "??" && a !== null) return a;
    const b = this.of(right);
    switch (operator) {
      case "and":
      case "or":
        return a === THERE ? THERE : b;
      case "??":
        return b;
      case "==":
      case "!=":
        if (a === THERE || b === THERE)
          return a === null || b === null ? operator === "!=" : THERE;
        return (a === b) === (operator === "==");
      default:
        if (typeof a === "string" && typeof b === "string") return a + b;
        return typeof a === "number" && typeof b === "number"
          ? computed(operator, a, b)
          : THERE;
    }
  }

  private applied({
    name,
    args,
  }: Extract<Expression, { kind: "function" }>): Known {
    const values = args.map((each) => this.of(each));
    const numbers = values.filter((each) => typeof each === "number");
    const [first, low, high] = numbers;
    if (name === "length") {
      const [text] = values;
      return typeof text === "string" ? text.length : THERE;
    }
    if (first === undefined || numbers.length < args.length) return THERE;
    switch (name) {
      case "min":
      case "max":
        return Math[name](...numbers);
      case "abs":
      case "floor":
      case "ceil":
      case "round":
        return Math[name](first);
      case "clamp":
        return low === undefined || high === undefined
          ? THERE
          : Math.min(Math.max(first, low), high);
      default:
        return THERE;
    }
  }
}

function plainest(type: Type): Known {
  switch (type.kind) {
    case "number":
    case "duration":
    case "instant":
      return 0;
    case "string":
      return "";
    case "boolean":
      return false;
    case "enum":
      return type.enum.members[0] ?? THERE;
    default:
      return THERE;
  }
}

function computed(
  operator: Extract<Expression, { kind: "binary" }>["operator"],
  a: number,
  b: number,
): Known {
  switch (operator) {
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "mod":
      return a % b;
    default:
      return THERE;
  }
}
