/** Numbers in guards as sums, case by case: `max(a, b)` is `a` where `a >= b`, else `b`. */
import type { Expression } from "../../../model/index.ts";
import type { Bindings } from "../bindings.ts";
import type { ParamReader } from "../constants.ts";
import {
  conjunction,
  negate,
  passes,
  type Formula,
  type Subject,
} from "../logic.ts";
import { againstZero } from "./comparison.ts";
import {
  constantForm,
  difference,
  formOf,
  product,
  quotient,
  scaled,
  sum,
  type LinearForm,
} from "./form.ts";
import { negated, ONE, rationalOf } from "../rational.ts";

/** The number it is where the condition holds. Where none of the conditions holds, it is not a number. */
export interface Case {
  readonly when: readonly Formula[];
  readonly form: LinearForm;
}

/**
 * "real": sums are taken for what they mean, which is how findings are told. "doubles": nothing is concluded that rounding
 * could make untrue, which is how paths are pruned.
 */
export type Arithmetic = "real" | "doubles";

export interface Place {
  readonly arithmetic: Arithmetic;
  readonly bindings: Bindings;
  readonly params: ParamReader;
  readonly formula: (expression: Expression) => Formula;
  readonly subject: (expression: Expression) => Subject;
  /** The same for what an argument stands for. */
  readonly within: (bindings: Bindings) => Place;
}

/** More cases than these are one unknown number. */
const MOST = 16;

export function casesOf(expression: Expression, place: Place): readonly Case[] {
  const cases = opened(expression, place);
  return cases === null || cases.length > MOST
    ? [{ when: [], form: formOf(roundedSubject(expression, place)) }]
    : cases;
}

/** Null: nothing is known of it but its name. */
function opened(expression: Expression, place: Place): readonly Case[] | null {
  switch (expression.kind) {
    case "number":
    case "duration":
      return constant(expression.value);
    case "param": {
      const value = place.params(expression.param)?.value;
      return typeof value === "number" ? constant(value) : null;
    }
    case "present":
      return casesOf(expression.operand, place);
    case "argument": {
      const bound = place.bindings.get(expression.argument.name);
      return bound === undefined
        ? null
        : casesOf(bound.expression, place.within(bound.bindings));
    }
    case "unary":
      return expression.operator === "-"
        ? arithmetic([expression.operand], place, ([form]) =>
            form === undefined ? null : scaled(form, negated(ONE)),
          )
        : null;
    case "binary":
      return binary(expression, place);
    case "conditional": {
      const condition = place.formula(expression.condition);
      return [
        ...under(condition, casesOf(expression.then, place)),
        ...under(negate(condition), casesOf(expression.otherwise, place)),
      ];
    }
    case "function":
      return applied(expression, place);
    default:
      return null;
  }
}

function constant(number: number): readonly Case[] | null {
  const value = rationalOf(number);
  return value === null ? null : [{ when: [], form: constantForm(value) }];
}

function under(condition: Formula, cases: readonly Case[]): readonly Case[] {
  return cases.map(({ when, form }) => ({ when: [condition, ...when], form }));
}

function binary(
  expression: Extract<Expression, { kind: "binary" }>,
  place: Place,
): readonly Case[] | null {
  const { operator, left, right } = expression;
  switch (operator) {
    case "+":
    case "-":
    case "*":
    case "/":
      return arithmetic([left, right], place, ([a, b]) =>
        a === undefined || b === undefined ? null : OPERATIONS[operator](a, b),
      );
    case "??": {
      if (left.type.kind !== "optional") return casesOf(left, place);
      const subject = place.subject(left);
      const isNull = passes({ kind: "null", subject });
      return [
        { when: [negate(isNull)], form: formOf(subject) },
        ...under(isNull, casesOf(right, place)),
      ];
    }
    default:
      return null;
  }
}

const OPERATIONS = { "+": sum, "-": difference, "*": product, "/": quotient };

/** Sums over every combination of cases; null where one of them is no sum, or rounding would have a say in it. */
function arithmetic(
  operands: readonly Expression[],
  place: Place,
  compute: (forms: readonly LinearForm[]) => LinearForm | null,
): readonly Case[] | null {
  const found: Case[] = [];
  for (const combination of combinations(operands, place)) {
    const form = compute(combination.map((each) => each.form));
    const terms = [...(form?.terms.values() ?? [])];
    const isOpen =
      terms.length === 0 ||
      operands.length === 1 ||
      (place.arithmetic === "real" &&
        terms.every(({ subject }) => !subject.mayBeNaN));
    if (form === null || !isOpen) return null;
    found.push({ when: combination.flatMap(({ when }) => when), form });
  }
  return found;
}

function combinations(
  operands: readonly Expression[],
  place: Place,
): readonly (readonly Case[])[] {
  let found: readonly (readonly Case[])[] = [[]];
  for (const operand of operands) {
    const cases = casesOf(operand, place);
    found = found.flatMap((before) => cases.map((each) => [...before, each]));
    if (found.length > MOST * MOST) return found;
  }
  return found;
}

function applied(
  { name, args, type, span }: Extract<Expression, { kind: "function" }>,
  place: Place,
): readonly Case[] | null {
  const [first, low, high] = args;
  if (first === undefined) return null;
  switch (name) {
    case "min":
    case "max":
      return args
        .slice(1)
        .reduce<readonly Case[] | null>(
          (best, each) =>
            best && best.length <= MOST
              ? extreme(name, best, casesOf(each, place))
              : null,
          casesOf(first, place),
        );
    case "abs":
      return casesOf(first, place).flatMap(({ when, form }) => [
        { when: [...when, againstZero(">=", form)], form },
        {
          when: [...when, againstZero("<", form)],
          form: scaled(form, negated(ONE)),
        },
      ]);
    case "clamp": {
      if (low === undefined || high === undefined) return null;
      const call = (name: "min" | "max", args: readonly Expression[]) =>
        ({ kind: "function", name, args, type, span }) as const;
      return casesOf(call("min", [call("max", [first, low]), high]), place);
    }
    default:
      return null;
  }
}

function extreme(
  name: "min" | "max",
  left: readonly Case[],
  right: readonly Case[],
): readonly Case[] {
  const [first, second] =
    name === "min" ? (["<=", ">"] as const) : ([">=", "<"] as const);
  return left.flatMap((a) =>
    right.flatMap((b) => {
      const apart = difference(a.form, b.form);
      const when = [...a.when, ...b.when];
      return [
        { when: [...when, againstZero(first, apart)], form: a.form },
        { when: [...when, againstZero(second, apart)], form: b.form },
      ];
    }),
  );
}

/** With what is known of it besides its name. */
function roundedSubject(expression: Expression, place: Place): Subject {
  const subject = place.subject(expression);
  return { ...subject, axioms: axiomsOf(expression, subject, place) };
}

function axiomsOf(
  expression: Expression,
  subject: Subject,
  place: Place,
): readonly Formula[] {
  const own = formOf(subject);
  if (expression.kind !== "function") return [];
  if (expression.name === "length") return [againstZero(">=", own)];
  const [operand] = expression.args;
  const [only, ...others] =
    operand === undefined ? [] : casesOf(operand, place);
  if (only === undefined || others.length > 0 || subject.mayBeNaN) return [];
  const above = difference(own, only.form);
  const offset = (by: LinearForm["constant"]) => sum(above, constantForm(by));
  const half = { over: 1n, under: 2n };
  switch (expression.name) {
    case "floor":
      return [againstZero("<=", above), againstZero(">", offset(ONE))];
    case "ceil":
      return [againstZero(">=", above), againstZero("<", offset(negated(ONE)))];
    case "round":
      return [
        againstZero("<=", offset(negated(half))),
        againstZero(">", offset(half)),
      ];
    default:
      return [];
  }
}

/** Whether two numbers compare so. */
export function compareCases(
  operator: "<" | "<=" | ">" | ">=" | "==",
  left: readonly Case[],
  right: readonly Case[],
): Formula {
  return {
    kind: "or",
    parts: left.flatMap((a) =>
      right.map((b) =>
        conjunction([
          ...a.when,
          ...b.when,
          againstZero(operator, difference(a.form, b.form)),
        ]),
      ),
    ),
  };
}
