/**
 * Guards as formulas: `and`, `or` and tests of one value against constants or of two values against each other, negation
 * worked inwards. What is not understood becomes a test of an opaque value, equal only to itself.
 */
import {
  baseOf,
  type Expression,
  type RecordType,
  type State,
  type Type,
} from "../../model/index.ts";
import type { Bindings } from "./bindings.ts";
import {
  compare,
  flipped,
  type Comparison,
  type Positive,
} from "./comparison.ts";
import { ANYTHING, constantOf, type ParamReader } from "./constants.ts";
import { casesOf, compareCases, type Arithmetic } from "./linear/cases.ts";
import {
  conjunction,
  disjunction,
  FALSE,
  isLargerThan,
  negate,
  passes,
  TRUE,
  type Formula,
  type Subject,
} from "./logic.ts";
import { keyOf, mayBeNaN } from "./terms.ts";

export {
  conjunction,
  negate,
  type Formula,
  type Subject,
  type Test,
} from "./logic.ts";

/** What is known where the formula is looked at. */
export interface Surroundings {
  /** Whether a state is active there; null: it may be. */
  readonly isActive: (state: State) => boolean | null;
  /** How sums are understood; unless told, as doubles. */
  readonly arithmetic?: Arithmetic;
  /** What params are taken to be; unless told, anything. */
  readonly params?: ParamReader;
}

const BOOLEANS = ["true", "false"];
/** Guards cannot call each other in a circle; a chain longer than this is taken as opaque. */
const DEEPEST = 40;
/** Two values of an enum with more members than this are not compared member by member. */
const MOST_MEMBERS = 12;
/** What would become a formula of more tests than this is taken as opaque. */
const MOST_TESTS = 400;

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
        return this.unlessLarge(
          disjunction([
            conjunction([condition, this.read(expression.then)]),
            conjunction([negate(condition), this.read(expression.otherwise)]),
          ]),
          expression,
        );
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
        return this.comparison(operator, left, right, expression);
      default:
        return this.opaque(expression);
    }
  }

  private comparison(
    operator: Comparison,
    left: Expression,
    right: Expression,
    whole: Expression,
  ): Formula {
    if (operator === "!=")
      return negate(this.comparison("==", left, right, whole));
    const params = this.surroundings.params ?? ANYTHING;
    const a = constantOf(left, this.bindings, params);
    const b = constantOf(right, this.bindings, params);
    const isNumeric = isOrdered(left) && isOrdered(right);
    if (isNumeric && isDecimal(a) && isDecimal(b))
      return this.unlessLarge(this.numbers(operator, left, right), whole);
    if (isBoolean(left) && isBoolean(right))
      return this.unlessLarge(this.same(left, right), whole);
    if (a !== null && b !== null) {
      const value = compare(operator, a.value, b.value);
      return value ? TRUE : FALSE;
    }
    if (a !== null) return this.againstConstant(flipped(operator), right, a);
    if (b !== null) return this.againstConstant(operator, left, b);
    return this.equal(left, right, whole);
  }

  private againstConstant(
    operator: Positive,
    expression: Expression,
    constant: { readonly value: number | string | boolean | null },
  ): Formula {
    const { value } = constant;
    if (typeof value === "boolean" && isBoolean(expression)) {
      const formula = this.read(expression);
      return value ? formula : negate(formula);
    }
    const subject = this.subject(expression);
    if (value === null) return passes({ kind: "null", subject });
    if (typeof value === "number")
      return passes({
        kind: "range",
        subject,
        comparison: operator,
        bound: value,
      });
    return passes({ kind: "value", subject, value: String(value) });
  }

  /** Of booleans. */
  private same(left: Expression, right: Expression): Formula {
    const a = this.read(left);
    const b = this.read(right);
    return disjunction([
      conjunction([a, b]),
      conjunction([negate(a), negate(b)]),
    ]);
  }

  private numbers(
    operator: Positive,
    left: Expression,
    right: Expression,
  ): Formula {
    const bothNull = operator === "==" ? [this.bothAreNull(left, right)] : [];
    return disjunction([
      ...bothNull,
      compareCases(
        operator,
        casesOf(left, this.place()),
        casesOf(right, this.place()),
      ),
    ]);
  }

  private place(): Parameters<typeof casesOf>[1] {
    return {
      arithmetic: this.surroundings.arithmetic ?? "doubles",
      bindings: this.bindings,
      params: this.surroundings.params ?? ANYTHING,
      formula: (each) => this.read(each),
      subject: (each) => this.subject(each),
      within: (bindings) => this.within(bindings).place(),
    };
  }

  private bothAreNull(left: Expression, right: Expression): Formula {
    return conjunction(
      [left, right].map((each) =>
        each.type.kind === "optional"
          ? passes({ kind: "null", subject: this.subject(each) })
          : FALSE,
      ),
    );
  }

  /** Two values of which neither is a constant: equal member by member, or nothing is known of it. */
  private equal(
    left: Expression,
    right: Expression,
    whole: Expression,
  ): Formula {
    const a = this.subject(left);
    const b = this.subject(right);
    if (a.key === b.key) return TRUE;
    const { universe } = a;
    if (universe === null || universe.length > MOST_MEMBERS)
      return this.opaque(whole);
    return disjunction([
      this.bothAreNull(left, right),
      ...universe.map((value) =>
        conjunction([
          passes({ kind: "value", subject: a, value }),
          passes({ kind: "value", subject: b, value }),
        ]),
      ),
    ]);
  }

  /** What says a part of itself twice, in itself again and again, would double with each level. */
  private unlessLarge(formula: Formula, expression: Expression): Formula {
    return isLargerThan(MOST_TESTS, formula)
      ? this.opaque(expression)
      : formula;
  }

  private opaque(expression: Expression): Formula {
    return passes({
      kind: "value",
      subject: this.subject(expression),
      value: "true",
    });
  }

  private subject(expression: Expression): Subject {
    const bare = {
      key: keyOf(expression, this.bindings),
      nullable: expression.type.kind === "optional",
      mayBeNaN: mayBeNaN(expression, this.bindings),
      universe: universeOf(expression.type),
    };
    const axioms = this.nullness(expression, bare);
    return axioms.length === 0 ? bare : { ...bare, axioms };
  }

  /** A member of null is null; a member that may not be null is so only there. */
  private nullness(expression: Expression, subject: Subject): Formula[] {
    if (expression.kind !== "member") return [];
    const { object, name, optional } = expression;
    if (!optional) return [];
    const isNull = passes({ kind: "null", subject });
    const isGone = passes({ kind: "null", subject: this.subject(object) });
    const declared = recordOf(object.type)?.fields.find(
      (field) => field.name === name,
    );
    const onlyThere =
      declared !== undefined && declared.type.kind !== "optional";
    return [
      disjunction([negate(isGone), isNull]),
      ...(onlyThere ? [disjunction([negate(isNull), isGone])] : []),
    ];
  }
}

function recordOf(type: Type): RecordType | null {
  const base = baseOf(type);
  return base.kind === "record" ? base.record : null;
}

/** Not infinite, as 1 / 0 is, nor NaN. */
function isDecimal(constant: { readonly value: unknown } | null): boolean {
  return (
    constant === null ||
    (typeof constant.value === "number" && Number.isFinite(constant.value))
  );
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
  return ["number", "duration", "instant"].includes(baseOf(type).kind);
}
