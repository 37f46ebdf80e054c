import type * as Ast from "../../../syntax/ast.ts";
import type { Expression } from "../../model.ts";
import type { Type } from "../../types.ts";
import { checkCall } from "./calls.ts";
import type { Check } from "./checker.ts";
import { fits, reportMismatch } from "./fits.ts";
import { checkIn, checkIndex, checkMember } from "./members.ts";
import { checkName } from "./references.ts";
import { checkBinary, checkConditional, checkUnary } from "./operators.ts";
import type { Setting } from "./setting.ts";
import { checkList, checkRecord } from "./structures.ts";

/**
 * Resolves and types an expression with declared types, nothing narrowed: whether what may be null is used as if it were
 * not, is the null tracking's question. Null where something is wrong, which is then reported.
 *
 * `expected`: the type that its place has, null where it may be any.
 */
export function checkExpression(
  text: Ast.Expression,
  expected: Type | null,
  setting: Setting,
): Expression | null {
  const checked = check(text, expected, setting);
  if (checked === null || expected === null) return checked;
  if (fits(checked.type, expected)) return checked;
  reportMismatch(text, checked.type, expected, setting);
  return null;
}

const check: Check = (text, expected, setting) => {
  const { span } = text;
  switch (text.kind) {
    case "number":
      return { kind: "number", value: text.value, type: NUMBER, span };
    case "duration":
      return {
        kind: "duration",
        value: text.milliseconds,
        type: { kind: "duration" },
        span,
      };
    case "string":
      return {
        kind: "string",
        value: text.value,
        type: { kind: "string" },
        span,
      };
    case "boolean":
      return {
        kind: "boolean",
        value: text.value,
        type: { kind: "boolean" },
        span,
      };
    case "null":
      return { kind: "null", type: { kind: "null" }, span };
    case "name":
      return checkName(text, setting);
    case "member":
      return checkMember(text, setting, check);
    case "index":
      return checkIndex(text, setting, check);
    case "call":
      return checkCall(text, setting, checkExpression, check);
    case "in":
      return checkIn(text, setting);
    case "unary":
      return checkUnary(text, setting, check);
    case "binary":
      return checkBinary(text, expected, setting, check);
    case "conditional":
      return checkConditional(text, expected, setting, check);
    case "record":
      return checkRecord(text, expected, setting, checkExpression);
    default:
      return checkList(text, expected, setting, check);
  }
};

const NUMBER: Type = { kind: "number" };
