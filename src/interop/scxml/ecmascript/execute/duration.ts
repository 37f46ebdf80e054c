import type { Span } from "../../../../source/index.ts";
import type { Expression } from "../../../../syntax/index.ts";
import { refuses, throws } from "../abrupt.ts";
import { bare, parseExpression } from "../parse.ts";
import type { Scope } from "../scope.ts";
import { mayBeAbsent } from "../shapes/shape.ts";
import type { Text } from "../text.ts";
import type { Primitive } from "../constants/constant.ts";
import * as say from "../words/say.ts";
import { knownOf, words } from "../values/value.ts";
import { choices } from "./constant-text.ts";

/** `delay` and `delayexpr`; null where there is none, or one of nothing. */
export function delayOf(
  text: Text | null,
  expression: Text | null,
  scope: Scope,
): Expression | null {
  if (expression !== null) return computed(expression, scope);
  if (text === null) return null;
  return duration(milliseconds(text.value, text.span), text.span);
}

/** Milliseconds of a duration as CSS 2 writes it (SCXML 1.0, section 6.2.4). A bare number counts milliseconds, as in SCION. */
function milliseconds(value: Primitive, span: Span): number {
  const found = /^\s*\+?(\d+(?:\.\d*)?|\.\d+)\s*(ms|s|m|h)?\s*$/i.exec(
    String(value ?? ""),
  );
  const unit = found?.[2]?.toLowerCase() ?? "ms";
  if (found === null)
    throw throws(`${JSON.stringify(value)} is no duration`, span);
  return Number(found[1]) * (UNITS[unit] ?? 1);
}

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

function duration(value: number, span: Span): Expression | null {
  return value === 0 ? null : { kind: "duration", milliseconds: value, span };
}

function computed(text: Text, scope: Scope): Expression | null {
  const { span } = text;
  const node = bare(parseExpression(text));
  const at: Scope = { ...scope, text };
  if (node.type === "BinaryExpression" && node.operator === "+") {
    const unit = knownOf(scope.evaluate(node.right, at));
    const name = unit?.kind === "primitive" ? unit.value : null;
    if (node.left.type !== "PrivateIdentifier" && typeof name === "string") {
      const count = scope.evaluate(node.left, at);
      const size = UNITS[name.trim().toLowerCase()];
      const isNumber =
        count.shape.base.kind === "number" && !mayBeAbsent(count.shape);
      if (size !== undefined && isNumber && knownOf(count) === null)
        return say.binary("*", words(count), one(size, span), span);
    }
  }
  const value = scope.evaluate(node, at);
  const isNumber =
    value.shape.base.kind === "number" && !mayBeAbsent(value.shape);
  if (isNumber && knownOf(value) === null)
    return say.binary("*", words(value), one(1, span), span);
  const [last, ...others] = choices(
    null,
    text,
    "the delay",
    scope,
  ).toReversed();
  if (last === undefined) throw refuses("the delay", "it has no value", span);
  const rest = milliseconds(last.value, span);
  if (others.length === 0) return duration(rest, span);
  return others.reduce<Expression>(
    (otherwise, { condition, value: each }) =>
      condition === null
        ? otherwise
        : say.conditional(
            condition,
            one(milliseconds(each, span), span),
            otherwise,
            span,
          ),
    one(rest, span),
  );
}

function one(size: number, span: Span): Expression {
  return { kind: "duration", milliseconds: size, span };
}
