import {
  branchesDiffer,
  notComparable,
  wrongOperand,
  wrongOperands,
} from "../../../diagnostics/messages/meaning.ts";
import type * as Ast from "../../../syntax/ast.ts";
import type { Expression } from "../../model.ts";
import { baseOf, sameType, typeText } from "../../type-relations.ts";
import type { Type } from "../../types.ts";
import type { Check } from "./checker.ts";
import { fits, reportMismatch, unite } from "./fits.ts";
import type { Setting } from "./setting.ts";

type UnaryText = Extract<Ast.Expression, { kind: "unary" }>;
type BinaryText = Extract<Ast.Expression, { kind: "binary" }>;
type ConditionalText = Extract<Ast.Expression, { kind: "conditional" }>;

const BOOLEAN: Type = { kind: "boolean" };

export function checkUnary(
  { operator, operand, span }: UnaryText,
  setting: Setting,
  check: Check,
): Expression | null {
  const checked = check(operand, null, setting);
  if (checked === null) return null;
  const type = baseOf(checked.type);
  const takes = operator === "not" ? ["boolean"] : ["number", "duration"];
  if (!takes.includes(type.kind)) {
    setting.report.add(
      { span: operand.span },
      wrongOperand({ operator, takes, found: typeText(checked.type) }),
    );
    return null;
  }
  return { kind: "unary", operator, operand: checked, type, span };
}

export function checkBinary(
  text: BinaryText,
  expected: Type | null,
  setting: Setting,
  check: Check,
): Expression | null {
  switch (text.operator) {
    case "and":
    case "or":
      return checkLogical(text, setting, check);
    case "??":
      return checkCoalescing(text, expected, setting, check);
    case "==":
    case "!=":
      return checkEquality(text, setting, check);
    default:
      return checkArithmetic(text, setting, check);
  }
}

function checkLogical(
  { operator, left, right, span }: BinaryText,
  setting: Setting,
  check: Check,
): Expression | null {
  const sides = [left, right].map((side) => {
    const checked = check(side, null, setting);
    if (checked === null || baseOf(checked.type).kind === "boolean")
      return checked;
    setting.report.add(
      { span: side.span },
      wrongOperand({
        operator,
        takes: ["boolean"],
        found: typeText(checked.type),
      }),
    );
    return null;
  });
  const [first, second] = sides;
  if (!first || !second) return null;
  return {
    kind: "binary",
    operator,
    left: first,
    right: second,
    type: BOOLEAN,
    span,
  };
}

/** `a ?? b`: `a` without null, or `b`. */
function checkCoalescing(
  { operator, left, right, span }: BinaryText,
  expected: Type | null,
  setting: Setting,
  check: Check,
): Expression | null {
  const first = check(left, expected, setting);
  if (first === null) return null;
  const base = first.type.kind === "null" ? expected : baseOf(first.type);
  const second = check(right, base, setting);
  if (second === null) return null;
  const type =
    first.type.kind === "null"
      ? second.type
      : unite(baseOf(first.type), second.type);
  if (type === null) {
    reportMismatch(right, second.type, baseOf(first.type), setting);
    return null;
  }
  return { kind: "binary", operator, left: first, right: second, type, span };
}

function checkEquality(
  text: BinaryText,
  setting: Setting,
  check: Check,
): Expression | null {
  const { operator, span } = text;
  const left = check(text.left, null, setting);
  const right = check(text.right, null, setting);
  if (left === null || right === null) return null;
  if (!comparable(left.type, right.type)) {
    const fix =
      enumFix(text.left, right.type) ?? enumFix(text.right, left.type);
    setting.report.add(
      { span, fixes: fix === null ? [] : [fix] },
      notComparable({
        operator,
        left: typeText(left.type),
        right: typeText(right.type),
      }),
    );
    return null;
  }
  return { kind: "binary", operator, left, right, type: BOOLEAN, span };
}

/** Anything with null; else values of one type that have an equality. */
function comparable(a: Type, b: Type): boolean {
  if (a.kind === "null" || b.kind === "null") return true;
  const base = baseOf(a);
  if (["record", "list", "imported"].includes(base.kind)) return false;
  return sameType(base, baseOf(b));
}

function enumFix(text: Ast.Expression, type: Type) {
  const base = baseOf(type);
  if (text.kind !== "string" || base.kind !== "enum") return null;
  if (!base.enum.members.includes(text.value)) return null;
  const member = `${base.enum.name}.${text.value}`;
  return {
    title: `write \`${member}\``,
    edits: [{ span: text.span, text: member }],
  };
}

function checkArithmetic(
  text: BinaryText,
  setting: Setting,
  check: Check,
): Expression | null {
  const { operator, span } = text;
  const left = check(text.left, null, setting);
  const right = check(text.right, null, setting);
  if (left === null || right === null) return null;
  const type = resultOf(operator, baseOf(left.type), baseOf(right.type));
  if (type === null) {
    setting.report.add(
      { span },
      wrongOperands({
        operator,
        left: typeText(left.type),
        right: typeText(right.type),
      }),
    );
    return null;
  }
  return { kind: "binary", operator, left, right, type, span };
}

/** The table of LANGUAGE.md, with duration / number beside duration × number. */
const ARITHMETIC: readonly (readonly [
  operators: string,
  left: Type["kind"],
  right: Type["kind"],
  result: "number" | "string" | "boolean" | "duration" | "instant",
])[] = [
  ["+ - * / mod", "number", "number", "number"],
  ["+", "string", "string", "string"],
  ["+ -", "duration", "duration", "duration"],
  ["*", "duration", "number", "duration"],
  ["*", "number", "duration", "duration"],
  ["/", "duration", "duration", "number"],
  ["/", "duration", "number", "duration"],
  ["-", "instant", "instant", "duration"],
  ["+ -", "instant", "duration", "instant"],
  ["+", "duration", "instant", "instant"],
  ["< <= > >=", "number", "number", "boolean"],
  ["< <= > >=", "duration", "duration", "boolean"],
  ["< <= > >=", "instant", "instant", "boolean"],
];

function resultOf(operator: string, left: Type, right: Type): Type | null {
  const row = ARITHMETIC.find(
    ([operators, one, other]) =>
      one === left.kind &&
      other === right.kind &&
      operators.split(" ").includes(operator),
  );
  return row === undefined ? null : { kind: row[3] };
}

export function checkConditional(
  text: ConditionalText,
  expected: Type | null,
  setting: Setting,
  check: Check,
): Expression | null {
  const condition = check(text.condition, null, setting);
  const then = check(text.then, expected, setting);
  const otherwise = check(text.otherwise, expected, setting);
  if (condition === null || then === null || otherwise === null) return null;
  if (!fits(condition.type, BOOLEAN)) {
    reportMismatch(text.condition, condition.type, BOOLEAN, setting);
    return null;
  }
  const type = unite(then.type, otherwise.type);
  if (type === null) {
    setting.report.add(
      { span: text.otherwise.span },
      branchesDiffer({
        then: typeText(then.type),
        otherwise: typeText(otherwise.type),
      }),
    );
    return null;
  }
  return {
    kind: "conditional",
    condition,
    then,
    otherwise,
    type,
    span: text.span,
  };
}
