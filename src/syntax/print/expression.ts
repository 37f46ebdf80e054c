import type {
  BinaryOperator,
  Expression,
  StatePath,
  TypeNode,
} from "../ast.ts";
import {
  COMPARISON,
  levelOf,
  needParentheses,
  PREFIX_LEVELS,
} from "../precedence.ts";
import { printDuration, printNumber, printString } from "./literal.ts";

const CONDITIONAL = 0;
/** Tighter than all operators. */
const POSTFIX = 8;

/** An expression on one line, with no more parentheses than it needs. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case "number":
      return printNumber(expression.value, expression.span);
    case "duration":
      return printDuration(expression.milliseconds, expression.span);
    case "string":
      return printString(expression.value);
    case "boolean":
      return String(expression.value);
    case "null":
      return "null";
    case "name":
      return expression.name;
    case "in":
      return `in(${printStatePath(expression.state)})`;
    case "call":
      return `${expression.callee.text}(${printList(expression.args)})`;
    case "list":
      return `[${printList(expression.items)}]`;
    case "record":
      return printRecord(expression.fields);
    case "member": {
      const dot = expression.optional ? "?." : ".";
      return printObject(expression.object) + dot + expression.name.text;
    }
    case "index":
      return `${printObject(expression.object)}[${printExpression(expression.index)}]`;
    case "unary":
      return printUnary(expression.operator, expression.operand);
    case "binary":
      return printBinary(
        expression.operator,
        expression.left,
        expression.right,
      );
    case "conditional": {
      const { condition, then, otherwise } = expression;
      return `${inside(condition, CONDITIONAL + 1)} ? ${printExpression(then)} : ${printExpression(otherwise)}`;
    }
  }
}

export function printList(expressions: readonly Expression[]): string {
  return expressions.map(printExpression).join(", ");
}

export function printStatePath({ names }: StatePath): string {
  return names.map(({ text }) => text).join(".");
}

export function printType(type: TypeNode): string {
  switch (type.kind) {
    case "named":
      return type.name.text;
    case "optional":
      return `${printType(type.of)}?`;
    case "list":
      return `${printType(type.of)}[]`;
  }
}

type RecordLiteral = Extract<Expression, { kind: "record" }>;

function printRecord(fields: RecordLiteral["fields"]): string {
  if (fields.length === 0) return "{}";
  const parts = fields.map(
    ({ name, value }) => `${name.text}: ${printExpression(value)}`,
  );
  return `{ ${parts.join(", ")} }`;
}

function printObject(object: Expression): string {
  const isNumber = object.kind === "number" || object.kind === "duration";
  return inside(object, isNumber ? POSTFIX + 2 : POSTFIX);
}

function printUnary(
  operator: keyof typeof PREFIX_LEVELS,
  operand: Expression,
): string {
  if (operator === "not") return `not ${inside(operand, PREFIX_LEVELS.not)}`;
  const isNegative = operand.kind === "unary" && operand.operator === "-";
  return `-${inside(operand, isNegative ? POSTFIX : PREFIX_LEVELS["-"])}`;
}

function printBinary(
  operator: BinaryOperator,
  left: Expression,
  right: Expression,
): string {
  const level = levelOf(operator);
  const leftmost = level === COMPARISON ? level + 1 : level;
  const side = (part: Expression, least: number): string =>
    part.kind === "binary" && needParentheses(operator, part.operator)
      ? `(${printExpression(part)})`
      : inside(part, least);
  return `${side(left, leftmost)} ${operator} ${side(right, level + 1)}`;
}

/** In parentheses where it binds more loosely than it must. */
function inside(expression: Expression, least: number): string {
  const text = printExpression(expression);
  return tightness(expression) < least ? `(${text})` : text;
}

function tightness(expression: Expression): number {
  switch (expression.kind) {
    case "conditional":
      return CONDITIONAL;
    case "binary":
      return levelOf(expression.operator);
    case "unary":
      return PREFIX_LEVELS[expression.operator];
    case "member":
    case "index":
      return POSTFIX;
    default:
      return POSTFIX + 1;
  }
}
