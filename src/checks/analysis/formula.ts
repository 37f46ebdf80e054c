/**
 * Guards as formulas: `and`, `or` and tests of one value against constants or of two values against each other, negation
 * worked inwards. What is not understood becomes a test of an opaque value, equal only to itself.
 */
import type { Expression, State, Type } from "../../model/index.ts";
import type { Bindings } from "./bindings.ts";
import {
  compare,
  flipped,
  outcomesOf,
  type Comparison,
  type Outcomes,
} from "./comparison.ts";
import { constantOf } from "./constants.ts";
import { keyOf, mayBeNaN } from "./terms.ts";

export type Formula =
  | { readonly kind: "constant"; readonly value: boolean }
  | { readonly kind: "and" | "or"; readonly parts: readonly Formula[] }
  | { readonly kind: "test"; readonly test: Test; readonly holds: boolean };

/** A value that tests are about. Tests of one formula about the same key are about the same value. */
export interface Subject {
  readonly key: string;
  readonly nullable: boolean;
  readonly mayBeNaN: boolean;
  /** All values it can have apart from null, as keys; null: not known, or a number. */
  readonly universe: readonly string[] | null;
}

export type Test =
  | { readonly kind: "null"; readonly subject: Subject }
  /** Against a number, a duration in ms or an instant. False for null and for what is not a number. */
  | {
      readonly kind: "range";
      readonly subject: Subject;
      readonly comparison: "<" | "<=" | ">" | ">=" | "==";
      readonly bound: number;
    }
  /** Is it this one: of an enum, a string, a boolean. */
  | {
      readonly kind: "value";
      readonly subject: Subject;
      readonly value: string;
    }
  /** Two values; `left` is before `right` in the order of their keys. */
  | {
      readonly kind: "relation";
      readonly left: string;
      readonly right: string;
      readonly outcomes: Outcomes;
      readonly possible: Outcomes;
    };

/** What is known where the formula is looked at. */
export interface Surroundings {
  /** Whether a state is active there; null: it may be. */
  readonly isActive: (state: State) => boolean | null;
}

const TRUE: Formula = { kind: "constant", value: true };
const FALSE: Formula = { kind: "constant", value: false };
const BOOLEANS = ["true", "false"];
/** Guards cannot call each other in a circle; a chain longer than this is taken as opaque. */
const DEEPEST = 40;

export function negate(formula: Formula): Formula {
  switch (formula.kind) {
    case "constant":
      return formula.value ? FALSE : TRUE;
    case "and":
    case "or":
      return {
        kind: formula.kind === "and" ? "or" : "and",
        parts: formula.parts.map(negate),
      };
    case "test":
      return { ...formula, holds: !formula.holds };
  }
}

export function conjunction(parts: readonly Formula[]): Formula {
  return { kind: "and", parts };
}

/** A guard as a formula; null, the missing guard, always holds. */
export function formulaOf(
  guard: Expression | null,
  surroundings: Surroundings,
): Formula {
  return guard === null
    ? TRUE
    : new Reader(surroundings, new Map(), 0).read(guard);
}

class Reader {
  private readonly surroundings: Surroundings;
  private readonly bindings: Bindings;
  private readonly depth: number;

  constructor(surroundings: Surroundings, bindings: Bindings, depth: number) {
    this.surroundings = surroundings;
    this.bindings = bindings;
    this.depth = depth;
  }

  read(expression: Expression): Formula {
    switch (expression.kind) {
      case "boolean":
        return expression.value ? TRUE : FALSE;
      case "present":
        return this.read(expression.operand);
      case "unary":
        return expression.operator === "not"
          ? negate(this.read(expression.operand))
          : this.opaque(expression);
      case "conditional": {
        const condition = this.read(expression.condition);
        return {
          kind: "or",
          parts: [
            conjunction([condition, this.read(expression.then)]),
            conjunction([negate(condition), this.read(expression.otherwise)]),
          ],
        };
      }
      case "binary":
        return this.binary(expression);
      case "guard":
        return this.guard(expression);
      case "in": {
        const active = this.surroundings.isActive(expression.state);
        if (active !== null) return active ? TRUE : FALSE;
        return this.opaque(expression);
      }
      case "argument": {
        const bound = this.bindings.get(expression.argument.name);
        return bound === undefined
          ? this.opaque(expression)
          : this.within(bound.bindings).read(bound.expression);
      }
      default:
        return this.opaque(expression);
    }
  }

  private within(bindings: Bindings): Reader {
    return new Reader(this.surroundings, bindings, this.depth + 1);
  }

  private guard(call: Extract<Expression, { kind: "guard" }>): Formula {
    const { expression, args } = call.guard;
    if (expression === null || this.depth > DEEPEST) return this.opaque(call);
    const bindings = new Map(
      args.flatMap((argument, index) => {
        const value = call.args[index];
        return value === undefined
          ? []
          : [[argument.name, { expression: value, bindings: this.bindings }]];
      }),
    );
    return this.within(bindings).read(expression);
  }

  private binary(expression: Extract<Expression, { kind: "binary" }>): Formula {
    const { operator, left, right } = expression;
    switch (operator) {
      case "and":
      case "or":
        return {
          kind: operator,
          parts: [this.read(left), this.read(right)],
        };
      case "==":
      case "!=":
      case "<":
      case "<=":
      case ">":
      case ">=":
        return this.comparison(operator, left, right);
      default:
        return this.opaque(expression);
    }
  }

  private comparison(
    operator: Comparison,
    left: Expression,
    right: Expression,
  ): Formula {
    const a = constantOf(left, this.bindings);
    const b = constantOf(right, this.bindings);
    if (a !== null && b !== null) {
      const value = compare(operator, a.value, b.value);
      return value ? TRUE : FALSE;
    }
    if (a !== null) return this.againstConstant(flipped(operator), right, a);
    if (b !== null) return this.againstConstant(operator, left, b);
    if (operator === "!=") return negate(this.comparison("==", left, right));
    if (isBoolean(left) && isBoolean(right)) return this.same(left, right);
    return this.relation(operator, left, right);
  }

  private againstConstant(
    operator: Comparison,
    expression: Expression,
    constant: { readonly value: number | string | boolean | null },
  ): Formula {
    if (operator === "!=")
      return negate(this.againstConstant("==", expression, constant));
    const { value } = constant;
    if (typeof value === "boolean" && isBoolean(expression)) {
      const formula = this.read(expression);
      return value ? formula : negate(formula);
    }
    const subject = this.subject(expression);
    if (value === null) return test({ kind: "null", subject });
    if (typeof value === "number")
      return test({
        kind: "range",
        subject,
        comparison: operator,
        bound: value,
      });
    return test({ kind: "value", subject, value: String(value) });
  }

  private same(left: Expression, right: Expression): Formula {
    const a = this.read(left);
    const b = this.read(right);
    return {
      kind: "or",
      parts: [conjunction([a, b]), conjunction([negate(a), negate(b)])],
    };
  }

  private relation(
    operator: Exclude<Comparison, "!=">,
    left: Expression,
    right: Expression,
  ): Formula {
    const a = this.subject(left);
    const b = this.subject(right);
    const neither =
      a.nullable || b.nullable || a.mayBeNaN || b.mayBeNaN || !isOrdered(left);
    const possible = neither ? 15 : 7;
    if (a.key === b.key) {
      if (operator === "<" || operator === ">") return FALSE;
      if (!a.mayBeNaN) return TRUE;
    }
    const inOrder = a.key <= b.key;
    return test({
      kind: "relation",
      left: inOrder ? a.key : b.key,
      right: inOrder ? b.key : a.key,
      outcomes: outcomesOf(inOrder ? operator : flipped(operator)),
      possible,
    });
  }

  private opaque(expression: Expression): Formula {
    return test({
      kind: "value",
      subject: this.subject(expression),
      value: "true",
    });
  }

  private subject(expression: Expression): Subject {
    return {
      key: keyOf(expression, this.bindings),
      nullable: expression.type.kind === "optional",
      mayBeNaN: mayBeNaN(expression, this.bindings),
      universe: universeOf(expression.type),
    };
  }
}

function test(test: Test): Formula {
  return { kind: "test", test, holds: true };
}

function universeOf(type: Type): readonly string[] | null {
  switch (type.kind) {
    case "boolean":
      return BOOLEANS;
    case "enum":
      return type.enum.members;
    case "optional":
      return universeOf(type.of);
    default:
      return null;
  }
}

function isBoolean(expression: Expression): boolean {
  return expression.type.kind === "boolean";
}

function isOrdered({ type }: Expression): boolean {
  return ["number", "duration", "instant"].includes(type.kind);
}
