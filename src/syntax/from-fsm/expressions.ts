import type { Token } from "../../../grammar/tokens.ts";
import type {
  ArgumentsCstNode,
  ExpressionCstNode,
  OperandCstNode,
  PostfixCstNode,
  RecordLiteralCstNode,
  StatePathCstNode,
  TypeNodeCstNode,
} from "../../../grammar/cst.ts";
import { DEEPEST } from "../../../grammar/recovery.ts";
import {
  badEscape,
  badNumber,
  foreign,
  notAllowed,
  tooDeep,
} from "../../diagnostics/messages/syntax.ts";
import { join } from "../../source/index.ts";
import type { Expression, StatePath, TypeNode } from "../ast.ts";
import { isDeeperThan } from "../depth.ts";
import { isBinaryOperator } from "../precedence.ts";
import { readNumber } from "../numbers.ts";
import { groupOperators, type OperatorMark } from "./operators.ts";
import { readAll, type Reading } from "./reading.ts";
import { readString } from "./strings.ts";

/** An expression; null where it lies too deep or was not understood. */
export function readExpression(
  reading: Reading,
  node: ExpressionCstNode | undefined,
): Expression | null {
  if (node === undefined) return null;
  const expression = expressionOf(reading, node);
  if (expression === null || !isDeeperThan(expression, DEEPEST.expression))
    return expression;
  const finding = tooDeep("expression", DEEPEST.expression);
  reading.report(expression.span, finding);
  return null;
}

function expressionOf(
  reading: Reading,
  { children }: ExpressionCstNode,
): Expression | null {
  const operands = readAll(children.operand, (operand) =>
    operandOf(reading, operand),
  );
  const operators = readAll(children.BinaryOperator, (token) =>
    operatorOf(reading, token),
  );
  const condition = groupOperators(reading, operands, operators);
  const [then] = readAll(children.then, (part) => expressionOf(reading, part));
  const [otherwise] = readAll(children.otherwise, (part) =>
    expressionOf(reading, part),
  );
  if (condition === null || then === undefined || otherwise === undefined)
    return condition;
  const span = join(condition.span, otherwise.span);
  return { kind: "conditional", condition, then, otherwise, span };
}

function operatorOf(reading: Reading, token: Token): OperatorMark {
  const span = reading.spanOf(token);
  if (isBinaryOperator(token.image)) return { operator: token.image, span };
  const help = "compare with `==`; `=` stands behind `set` and in declarations";
  const edit = { span, text: "==" };
  reading.report(span, foreign("=", "a comparison", help), { fix: [edit] });
  return { operator: "==", span };
}

function operandOf(reading: Reading, { children }: OperandCstNode) {
  const first = primaryOf(reading, children);
  if (first === null) return null;
  const prefixes = (children.PrefixOperator ?? []).map((token) => ({
    operator: token.image === "not" ? ("not" as const) : ("-" as const),
    span: reading.spanOf(token),
  }));
  const expression = (children.postfix ?? []).reduce(
    (object, postfix) => withPostfix(reading, object, postfix),
    first,
  );
  return { prefixes, expression };
}

function primaryOf(
  reading: Reading,
  children: OperandCstNode["children"],
): Expression | null {
  const number = children.NumberLiteral?.[0];
  if (number !== undefined) return numberOf(reading, number);
  const text = children.StringLiteral?.[0];
  if (text !== undefined)
    return {
      kind: "string",
      value: stringOf(reading, text),
      span: reading.spanOf(text),
    };
  const truth = children.True?.[0] ?? children.False?.[0];
  if (truth !== undefined)
    return {
      kind: "boolean",
      value: truth.image === "true",
      span: reading.spanOf(truth),
    };
  const none = children.Null?.[0];
  if (none !== undefined) return { kind: "null", span: reading.spanOf(none) };
  const name = children.FieldName?.[0];
  if (name !== undefined) return nameOf(reading, name, children.arguments?.[0]);
  return bracketedOf(reading, children);
}

function bracketedOf(
  reading: Reading,
  children: OperandCstNode["children"],
): Expression | null {
  const test = children.inState?.[0];
  if (test !== undefined) {
    const state = readStatePath(reading, test.children.statePath?.[0]);
    if (state === null) return null;
    return { kind: "in", state, span: reading.spanOf(test) };
  }
  const group = children.parenthesized?.[0];
  if (group !== undefined) {
    const [inner] = readAll(group.children.expression, (part) =>
      expressionOf(reading, part),
    );
    return inner === undefined
      ? null
      : { ...inner, span: reading.spanOf(group) };
  }
  const list = children.listLiteral?.[0];
  if (list !== undefined) {
    const items = readAll(list.children.expression, (part) =>
      expressionOf(reading, part),
    );
    return { kind: "list", items, span: reading.spanOf(list) };
  }
  const record = children.recordLiteral?.[0];
  return record === undefined ? null : recordOf(reading, record);
}

function recordOf(reading: Reading, record: RecordLiteralCstNode): Expression {
  const fields = readAll(record.children.recordField, ({ children }) => {
    const name = children.FieldName?.[0];
    const [value] = readAll(children.expression, (part) =>
      expressionOf(reading, part),
    );
    if (name === undefined || value === undefined) return null;
    return { name: reading.name(name), value };
  });
  return { kind: "record", fields, span: reading.spanOf(record) };
}

function nameOf(
  reading: Reading,
  token: Token,
  args: ArgumentsCstNode | undefined,
): Expression {
  const name = reading.name(token);
  if (args === undefined && token.image === "in") {
    const help = "ask for a state with `in(STATE)`";
    reading.report(name.span, notAllowed("`in` is no name", help));
  }
  if (args === undefined)
    return { kind: "name", name: name.text, span: name.span };
  return {
    kind: "call",
    callee: name,
    args: readArguments(reading, args),
    span: join(name.span, reading.spanOf(args)),
  };
}

function withPostfix(
  reading: Reading,
  object: Expression,
  postfix: PostfixCstNode,
): Expression {
  const { FieldName, QuestionDot, expression } = postfix.children;
  const span = join(object.span, reading.spanOf(postfix));
  const member = FieldName?.[0];
  if (member !== undefined) {
    const optional = QuestionDot !== undefined;
    return {
      kind: "member",
      object,
      name: reading.name(member),
      optional,
      span,
    };
  }
  const [index] = readAll(expression, (part) => expressionOf(reading, part));
  if (index === undefined) return object;
  return { kind: "index", object, index, span };
}

function numberOf(reading: Reading, token: Token): Expression | null {
  const span = reading.spanOf(token);
  const read = readNumber(token.image);
  if (read.kind !== "mistake") return { ...read, span };
  const { problem, instead } = read;
  const fix = instead === null ? [] : [{ span, text: instead }];
  reading.report(span, badNumber(token.image, problem, instead), { fix: fix });
  return { ...standIn(token.image, instead), span };
}

/** What a misspelt number most likely is: so that its type, or being nothing, is no second mistake. */
function standIn(image: string, instead: string | null) {
  const meant = instead === null ? null : readNumber(instead);
  if (meant !== null && meant.kind !== "mistake") return meant;
  return /[a-df-z]/i.test(image)
    ? ({ kind: "duration", milliseconds: 1 } as const)
    : ({ kind: "number", value: 1 } as const);
}

/** The value of a text in double quotes. */
export function stringOf(reading: Reading, token: Token): string {
  return readString(token.image, (start, end) => {
    const from = token.startOffset + start;
    const to = token.startOffset + end;
    const escape = token.image.slice(start, end);
    reading.report(reading.span(from, to), badEscape(escape));
  });
}

export function readArguments(
  reading: Reading,
  node: ArgumentsCstNode | undefined,
): readonly Expression[] {
  return readAll(node?.children.expression, (part) =>
    readExpression(reading, part),
  );
}

export function readStatePath(
  reading: Reading,
  node: StatePathCstNode | undefined,
): StatePath | null {
  if (node === undefined) return null;
  const { Name, FieldName } = node.children;
  const names = [...(Name ?? []), ...(FieldName ?? [])].map((token) =>
    reading.name(token),
  );
  return { names, span: reading.spanOf(node) };
}

export function readType(
  reading: Reading,
  node: TypeNodeCstNode | undefined,
): TypeNode | null {
  const token = node?.children.Name?.[0];
  if (node === undefined || token === undefined) return null;
  const name = reading.name(token);
  const named: TypeNode = { kind: "named", name, span: name.span };
  return (node.children.typeSuffix ?? []).reduce<TypeNode>((of, suffix) => {
    const kind = suffix.children.Question === undefined ? "list" : "optional";
    return { kind, of, span: join(of.span, reading.spanOf(suffix)) };
  }, named);
}
